import type { Json } from '../json.ts';
import { asText } from '../json.ts';
import { find } from '../messages.ts';
import { fail } from '../slack-error.ts';
import type { Conversation, Message, User } from '../workspace.ts';
import type { World } from '../world.ts';

/** One method of the Web API: what it asks for, and what it does. */
export type Method = {
  /** Any one of them will do; none asked for if empty. */
  readonly scopes: readonly string[];
  readonly required?: readonly string[];
  /** Calls a minute, or undefined for the special tiers. */
  readonly perMinute?: number;
  readonly token?: 'bot' | 'app';
  run(call: Call): Json | Promise<Json>;
};

export type Methods = Readonly<Record<string, Method>>;

export type Call = {
  readonly world: World;
  readonly args: Json;
  /** The app's bot user. */
  readonly caller: User;
};

export const tier = { one: 1, two: 20, three: 50, four: 100 } as const;

/** The scope for this kind of conversation: `channels:x` for public, `groups:x` for private, `im:x` for direct. */
export const needScope = ({ world }: Call, where: Conversation, right: string): void => {
  const kind = { channel: 'channels', group: 'groups', im: 'im' }[where.kind];
  const needed = kind === 'channels' && right === 'write' ? 'channels:manage' : `${kind}:${right}`;
  requireScope(world, [needed]);
};

export const requireScope = (world: World, anyOf: readonly string[]): void => {
  if (anyOf.length === 0 || anyOf.some((scope) => world.app.scopes.includes(scope))) return;
  fail('missing_scope', { needed: anyOf.join(','), provided: world.app.scopes.join(',') });
};

/** The conversation that is named, if the bot may know of it: private ones only from inside. */
export const conversation = (call: Call, name = 'channel'): Conversation => {
  const { world, caller } = call;
  const found = world.conversations.get(asText(call.args[name])) ?? fail('channel_not_found');
  return found.kind !== 'channel' && !found.members.has(caller.id) ? fail('channel_not_found') : found;
};

export const fromInside = (call: Call, name = 'channel'): Conversation => {
  const found = conversation(call, name);
  return found.members.has(call.caller.id) ? found : fail('not_in_channel');
};

export const messageIn = (where: Conversation, ts: unknown): Message => {
  if (!/^\d+\.\d+$/.test(asText(ts))) fail('bad_timestamp');
  const found = find(where, asText(ts));
  return found && found.subtype !== 'tombstone' ? found : fail('message_not_found');
};

export const user = (call: Call, name = 'user'): User =>
  call.world.users.get(asText(call.args[name])) ?? fail('user_not_found');

export const isSet = (value: unknown): boolean => value === true || value === 'true' || value === '1' || value === 1;

/** Cuts a page out of a list; the cursor is opaque to whoever gets it. */
export const page = <T>(
  items: readonly T[],
  args: Json,
  usual: number,
  most: number,
): { items: T[]; next_cursor: string } => {
  const limit = args.limit === undefined ? usual : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 1) fail('invalid_limit');
  const start = args.cursor === undefined || args.cursor === '' ? 0 : readCursor(asText(args.cursor));
  const end = start + Math.min(limit, most);
  const next_cursor = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), next_cursor };
};

const readCursor = (cursor: string): number => {
  const [, at] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  return at === undefined ? fail('invalid_cursor') : Number(at);
};
