import { botProfile } from '../app-message.ts';
import { emit } from '../events.ts';
import { enclosedShape, mark } from '../files.ts';
import type { Json } from '../json.ts';
import { asShown, blockId, changed, type Draft, edit, post, remove } from '../messages.ts';
import { richText } from '../rich-text.ts';
import { fromApp, fromKeyboard } from '../typed-text.ts';
import type { StoredFile, User } from '../workspace.ts';
import { seconds, type World } from '../world.ts';
import { inside, type MessageRef, messageAt, type Place, type SeenMessage, seen } from './place.ts';

/** A file. `external`: it stays at this address. `check`: its message does not describe it, as in channels shared between companies. */
type Enclosure = { name: string; content?: string | Uint8Array; external?: string; check?: true };

/** Bots write mrkdwn, blocks and attachments; people type. */
export type Enclosed = {
  files?: readonly Enclosure[];
  blocks?: readonly Json[];
  attachments?: readonly Json[];
  thread?: MessageRef;
  broadcast?: boolean;
};

export const write = (world: World, user: User, text: string, place: Place, enclosed: Enclosed = {}): SeenMessage => {
  const where = inside(world, place, user);
  if (where.archived) throw new Error(`#${where.name} is archived: nobody can write there`);
  const files = (enclosed.files ?? []).map((file) => store(world, user, file));
  const thread = enclosed.thread && messageAt(world, enclosed.thread).message;
  const draft: Draft = {
    ...authorship(world, user),
    text: user.isBot ? fromApp(text) : fromKeyboard(world, text, false),
    ...(enclosed.blocks && { blocks: enclosed.blocks }),
    ...(enclosed.attachments && { attachments: enclosed.attachments }),
    ...(files.length > 0 && {
      subtype: 'file_share',
      files: files.map((file) => enclosedShape(world, file)),
      upload: true,
      display_as_bot: false,
    }),
    ...(thread && { thread_ts: thread.thread_ts ?? thread.ts }),
  };
  const message = post(world, where, user, draft, { broadcast: enclosed.broadcast ?? false });
  for (const file of files) {
    mark(file, where, message);
    const about = { file_id: file.id, user_id: user.id, file: { id: file.id }, channel_id: where.id };
    emit(world, { type: 'file_shared', ...about }, where);
  }
  return seen(where, message);
};

export const rewrite = (world: World, user: User, ref: MessageRef, typed: string): SeenMessage => {
  const { where, message } = own(world, user, ref);
  const text = user.isBot ? fromApp(typed) : fromKeyboard(world, typed, false);
  // What apps change with blocks gets no edit mark.
  const editor = user.isBot ? undefined : user;
  return seen(where, edit(world, where, message, { text, blocks: [richText(text, blockId(world))] }, editor));
};

export const erase = (world: World, user: User, ref: MessageRef): void => {
  const { where, message } = user.admin ? messageAt(world, ref) : own(world, user, ref);
  remove(world, where, message);
};

/** What Slack does by itself some seconds after a link was posted: `message_changed` without a new `edited`. */
export const unfurl = (world: World, ref: MessageRef, title: string): SeenMessage => {
  const { where, message } = messageAt(world, ref);
  const before = asShown(where, message);
  const link = /<(https?:[^|>]+)/.exec(message.text)?.[1] ?? 'https://example.com';
  const attachments = [{ id: 1, from_url: link, original_url: link, title, title_link: link, fallback: title }];
  const after = { ...message, attachments };
  where.messages = where.messages.map((other) => (other.ts === message.ts ? after : other));
  changed(world, where, asShown(where, after), before);
  return seen(where, after);
};

const own = (world: World, user: User, ref: MessageRef) => {
  const found = messageAt(world, ref);
  if (found.message.user !== user.id) throw new Error(`${user.name} did not write this message, and cannot change it`);
  return found;
};

const authorship = (world: World, user: User): Partial<Draft> =>
  user.isBot
    ? {
        bot_id: user.botId ?? '',
        app_id: user.appId ?? '',
        bot_profile: botProfile(world, user.botId ?? '', user.appId ?? '', user.realName, user.id),
      }
    : { client_msg_id: world.ids.uuid() };

const store = (world: World, user: User, { name, content = name, external, check }: Enclosure): StoredFile => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const id = world.ids.next('F');
  const about = { id, name, title: name, altText: '', size: bytes.length, user: user.id, created: seconds(world) };
  const kept = {
    bytes,
    complete: true,
    deleted: false,
    shares: [],
    ...(external && { external }),
    ...(check && { check }),
  };
  const file = { ...about, ...kept };
  world.files.set(id, file);
  return file;
};
