import { emit } from './events.ts';
import type { Json } from './json.ts';
import { pinged } from './pings.ts';
import { richText } from './rich-text.ts';
import type { Conversation, Message, User } from './workspace.ts';
import { seconds, type World } from './world.ts';

export type Draft = Omit<Message, 'type' | 'ts' | 'user' | 'team'>;
export type Posting = { broadcast?: boolean; linkNames?: boolean; parse?: string; system?: boolean };

/** Puts a message into a conversation and tells everybody who has to know. */
export const post = (
  world: World,
  where: Conversation,
  author: User | undefined,
  draft: Draft,
  how: Posting = {},
): Message => {
  const blocks = draft.blocks ?? (how.system || draft.text === '' ? undefined : [richText(draft.text, blockId(world))]);
  const parent = draft.thread_ts ? find(where, draft.thread_ts) : undefined;
  const message: Message = {
    ...(author && { user: author.id }),
    type: 'message',
    ts: world.stamp(),
    ...(author && (!how.system || draft.subtype === 'channel_join') && { team: author.teamId }),
    ...draft,
    ...(blocks && { blocks }),
    ...(parent?.user && { parent_user_id: parent.user }),
    ...(how.broadcast && { subtype: 'thread_broadcast' }),
  };
  const before = parent && asShown(where, parent);
  const isNewest = Number(where.messages.at(-1)?.ts ?? 0) < Number(message.ts);
  where.messages.push(message);
  if (!isNewest) where.messages.sort((a, b) => Number(a.ts) - Number(b.ts));
  where.notified.set(message.ts, how.system ? new Set() : pinged(world, where, message, how));
  announce(world, where, message, how.broadcast && parent ? { root: asShown(where, parent) } : {});
  if (parent && before && world.features.replyCounterEvents) changed(world, where, asShown(where, parent), before);
  return message;
};

export const find = (where: Conversation, ts: string): Message | undefined =>
  where.messages.find((message) => message.ts === ts);

/** A message as reads of Slack and later events show it: with its thread's counters. */
export const asShown = (where: Conversation, message: Message): Json => {
  const replies = repliesTo(where, message.ts);
  if (replies.length === 0) return { ...message };
  const users = [...new Set(replies.map(({ user, bot_id }) => user ?? bot_id ?? ''))];
  return {
    ...message,
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
  };
};

export const repliesTo = (where: Conversation, ts: string): Message[] =>
  where.messages.filter((message) => message.thread_ts === ts && message.ts !== ts);

/** Replaces a message's words; `edited` marks it as a person's edit would. */
export const edit = (
  world: World,
  where: Conversation,
  old: Message,
  change: Partial<Message>,
  edited?: User,
): Message => {
  const before = asShown(where, old);
  const message: Message = {
    ...old,
    ...change,
    ...(edited && { edited: { user: edited.id, ts: `${seconds(world)}.000000` } }),
    ...(edited && !edited.isBot && { source_team: edited.teamId, user_team: edited.teamId }),
  };
  replace(where, message);
  changed(world, where, asShown(where, message), before);
  if (!mentionsApp(world, old) && mentionsApp(world, message)) mentioned(world, where, message);
  return message;
};

/** A parent that has replies leaves a tombstone; anything else is gone. */
export const remove = (world: World, where: Conversation, message: Message): void => {
  const before = asShown(where, message);
  forgetMarks(where, message.ts);
  if (repliesTo(where, message.ts).length > 0) {
    const tombstone: Message = {
      subtype: 'tombstone',
      text: 'This message was deleted.',
      user: 'USLACKBOT',
      hidden: true,
      type: 'message',
      ts: message.ts,
    };
    replace(where, tombstone);
    return changed(world, where, asShown(where, tombstone), before);
  }
  const parent = message.thread_ts && message.thread_ts !== message.ts ? find(where, message.thread_ts) : undefined;
  const parentBefore = parent && asShown(where, parent);
  where.messages = where.messages.filter((other) => other.ts !== message.ts);
  const ts = world.stamp();
  const gone = { hidden: true, deleted_ts: message.ts, previous_message: before, event_ts: ts, ts };
  emit(
    world,
    { type: 'message', subtype: 'message_deleted', channel: where.id, channel_type: where.kind, ...gone },
    where,
  );
  if (!parent || !parentBefore) return;
  const childless = repliesTo(where, parent.ts).length === 0;
  if (parent.subtype === 'tombstone' && childless) where.messages = where.messages.filter((other) => other !== parent);
  else if (world.features.replyCounterEvents) changed(world, where, asShown(where, parent), parentBefore);
};

/** `message_changed`, as also unfurls and counters make it: then `edited` is as it was. */
export const changed = (world: World, where: Conversation, message: Json, before: Json): void => {
  const ts = world.stamp();
  const event = { message, channel: where.id, previous_message: before, event_ts: ts, ts, channel_type: where.kind };
  emit(world, { type: 'message', subtype: 'message_changed', hidden: true, ...event }, where);
};

export const blockId = (world: World): string => world.ids.next('').slice(0, 5);

const announce = (world: World, where: Conversation, message: Message, more: Json): void => {
  const place = { channel: where.id, event_ts: message.ts, channel_type: where.kind };
  emit(world, { ...message, ...more, ...place }, where);
  if (mentionsApp(world, message) && message.user !== world.app.botUserId) mentioned(world, where, message);
};

const mentioned = (world: World, where: Conversation, message: Message): void => {
  const { subtype: _, ...rest } = message;
  emit(world, { ...rest, type: 'app_mention', channel: where.id, event_ts: message.ts }, where);
};

const mentionsApp = (world: World, message: Message): boolean =>
  (message.subtype === undefined || message.subtype === 'file_share' || message.subtype === 'thread_broadcast') &&
  message.text.includes(`<@${world.app.botUserId}>`);

const replace = (where: Conversation, message: Message): void => {
  where.messages = where.messages.map((other) => (other.ts === message.ts ? message : other));
};

const forgetMarks = (where: Conversation, ts: string): void => {
  where.reactions.delete(ts);
  const pin = where.pins.findIndex((pinned) => pinned.ts === ts);
  if (pin >= 0) where.pins.splice(pin, 1);
};
