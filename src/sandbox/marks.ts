import { emit } from './events.ts';
import type { Json } from './json.ts';
import { asShown } from './messages.ts';
import { fail } from './slack-error.ts';
import type { Conversation, Message, User } from './workspace.ts';
import { seconds, type World } from './world.ts';

/** Reactions and pins: what people put on a message without words. */

export const react = (world: World, where: Conversation, message: Message, user: User, name: string): void => {
  const all = where.reactions.get(message.ts) ?? new Map<string, string[]>();
  const users = all.get(name) ?? [];
  if (users.includes(user.id)) fail('already_reacted');
  if (users.length === 0 && all.size >= 50) fail('too_many_emoji');
  all.set(name, [...users, user.id]);
  where.reactions.set(message.ts, all);
  emit(world, reaction('reaction_added', where, message, user, name), where);
};

export const unreact = (world: World, where: Conversation, message: Message, user: User, name: string): void => {
  const all = where.reactions.get(message.ts);
  const users = all?.get(name) ?? [];
  if (!all || !users.includes(user.id)) return fail('no_reaction');
  const left = users.filter((id) => id !== user.id);
  if (left.length > 0) all.set(name, left);
  else all.delete(name);
  emit(world, reaction('reaction_removed', where, message, user, name), where);
};

const reaction = (type: string, where: Conversation, message: Message, user: User, name: string): Json => ({
  type,
  user: user.id,
  reaction: name,
  item: { type: 'message', channel: where.id, ts: message.ts },
  ...(message.user && { item_user: message.user }),
});

/** Reads give every reaction's count, but name only the first fifty people, unless all are asked for. */
export const reactionsOn = (where: Conversation, ts: string, isFull = false): Json[] =>
  [...(where.reactions.get(ts) ?? [])].map(([name, users]) => ({
    name,
    users: isFull ? users : users.slice(0, 50),
    count: users.length,
  }));

export const pin = (world: World, where: Conversation, message: Message, user: User): void => {
  if (where.pins.some(({ ts }) => ts === message.ts)) fail('already_pinned');
  if (where.pins.length >= 100) fail('too_many_pins');
  where.pins.push({ ts: message.ts, by: user.id, at: seconds(world) });
  emit(world, pinning(world, 'pin_added', where, message, user), where);
};

export const unpin = (world: World, where: Conversation, message: Message, user: User): void => {
  const at = where.pins.findIndex(({ ts }) => ts === message.ts);
  if (at < 0) fail('no_pin');
  const event = pinning(world, 'pin_removed', where, message, user);
  where.pins.splice(at, 1);
  emit(world, { ...event, pin_count: where.pins.length, has_pins: where.pins.length > 0 }, where);
};

const pinning = (world: World, type: string, where: Conversation, message: Message, user: User): Json => {
  const pinned = where.pins.find(({ ts }) => ts === message.ts);
  const item = pinnedItem(world, where, message);
  return {
    type,
    user: user.id,
    channel_id: where.id,
    item: { type: 'message', created: pinned?.at, created_by: pinned?.by, channel: where.id, message: item },
    ...(message.user && { item_user: message.user }),
    pin_count: where.pins.length,
    pinned_info: { channel: where.id, pinned_by: pinned?.by, pinned_ts: pinned?.at },
  };
};

export const pinnedItem = (world: World, where: Conversation, message: Message): Json => ({
  ...asShown(where, message),
  pinned_to: [where.id],
  permalink: permalink(world, where, message),
});

export const permalink = (world: World, where: Conversation, message: Message): string => {
  const base = `https://${world.team.domain}.slack.com/archives/${where.id}/p${message.ts.replace('.', '')}`;
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return isReply ? `${base}?thread_ts=${message.thread_ts}&cid=${where.id}` : base;
};
