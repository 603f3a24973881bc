import { asText, type Json } from '../json.ts';
import { reactionsOn } from '../marks.ts';
import { asShown, find, repliesTo } from '../messages.ts';
import { fail } from '../slack-error.ts';
import type { Conversation, Message } from '../workspace.ts';
import { shapeOf } from './conversation-shape.ts';
import { type Call, conversation, isSet, type Methods, needScope, page, requireScope, tier } from './method.ts';

const read = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

export const conversationReads: Methods = {
  'conversations.info': {
    scopes: read,
    required: ['channel'],
    perMinute: tier.three,
    run: (call) => {
      const channel = conversation(call);
      needScope(call, channel, 'read');
      const count = isSet(call.args.include_num_members) && { num_members: channel.members.size };
      return { channel: { ...shapeOf(call.world, channel), ...count } };
    },
  },
  'conversations.members': {
    scopes: read,
    required: ['channel'],
    perMinute: tier.four,
    run: (call) => {
      const channel = conversation(call);
      needScope(call, channel, 'read');
      const { items: members, next_cursor } = page([...channel.members], call.args, 100, 1000);
      return { members, response_metadata: { next_cursor } };
    },
  },
  'conversations.list': {
    scopes: read,
    perMinute: tier.two,
    run: (call) => listed(call, () => true),
  },
  'users.conversations': {
    scopes: read,
    perMinute: tier.three,
    run: (call) => listed(call, (channel) => channel.members.has(asText(call.args.user) || call.caller.id)),
  },
  'conversations.history': {
    scopes: history,
    required: ['channel'],
    perMinute: tier.three,
    run: (call) => {
      const channel = readable(call);
      const top = channel.messages.filter(
        ({ thread_ts, ts, subtype }) => thread_ts === undefined || thread_ts === ts || subtype === 'thread_broadcast',
      );
      const { items, next_cursor } = slice(top.toReversed(), call.args, (ts, cursor) => Number(ts) < Number(cursor));
      return {
        messages: items.map((message) => asRead(call, channel, message)),
        has_more: next_cursor !== '',
        pin_count: channel.pins.length,
        channel_actions_ts: null,
        channel_actions_count: 0,
        response_metadata: { next_cursor },
      };
    },
  },
  'conversations.replies': {
    scopes: history,
    required: ['channel', 'ts'],
    perMinute: tier.three,
    run: (call) => {
      const channel = readable(call);
      const asked = find(channel, asText(call.args.ts)) ?? fail('thread_not_found');
      const parent = find(channel, asked.thread_ts ?? asked.ts) ?? fail('thread_not_found');
      const replies = repliesTo(channel, parent.ts);
      const { items, next_cursor } = slice(replies, call.args, (ts, cursor) => Number(ts) > Number(cursor));
      return {
        messages: [parent, ...items].map((message) => asRead(call, channel, message)),
        has_more: next_cursor !== '',
        response_metadata: { next_cursor },
      };
    },
  },
};

/** A message as reads give it: with reactions, pins and its thread's counters; metadata whole only if asked for. */
const asRead = ({ world, args }: Call, channel: Conversation, message: Message): Json => {
  const { metadata, ...shown } = asShown(channel, message) as Json & { metadata?: Message['metadata'] };
  const reactions = reactionsOn(channel, message.ts);
  const pinned = channel.pins.some(({ ts }) => ts === message.ts);
  void world;
  return {
    ...shown,
    ...(reactions.length > 0 && { reactions }),
    ...(pinned && { pinned_to: [channel.id] }),
    ...(metadata && { metadata: isSet(args.include_all_metadata) ? metadata : { event_type: metadata.event_type } }),
  };
};

const readable = (call: Call): Conversation => {
  const channel = conversation(call);
  needScope(call, channel, 'history');
  if (!channel.members.has(call.caller.id)) fail(channel.kind === 'channel' ? 'not_in_channel' : 'channel_not_found');
  if (channel.archived && !call.world.features.readArchived) fail('is_archived');
  return channel;
};

/** A page between `oldest` and `latest`; the cursor is the last ts given, so that news does not shift it. */
const slice = (messages: readonly Message[], args: Json, isBeyond: (ts: string, cursor: string) => boolean) => {
  const limit = Math.min(args.limit === undefined ? 100 : Number(args.limit), 999);
  const from = bound(args.oldest, 'invalid_ts_oldest', 0);
  const to = bound(args.latest, 'invalid_ts_latest', Number.POSITIVE_INFINITY);
  const inclusive = isSet(args.inclusive);
  const cursor = args.cursor ? readCursor(asText(args.cursor)) : undefined;
  const within = messages
    .filter(({ ts }) => (Number(ts) > from && Number(ts) < to) || (inclusive && [from, to].includes(Number(ts))))
    .filter(({ ts }) => cursor === undefined || isBeyond(ts, cursor));
  const items = within.slice(0, limit);
  const last = items.at(-1);
  const more = within.length > items.length && last;
  return { items, next_cursor: more ? Buffer.from(`next_ts:${last.ts}`).toString('base64') : '' };
};

const bound = (value: unknown, error: string, otherwise: number): number => {
  if (value === undefined || value === '') return otherwise;
  return Number.isFinite(Number(value)) ? Number(value) : fail(error);
};

const readCursor = (cursor: string): string =>
  /^next_ts:(\d+\.\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? fail('invalid_cursor');

const listed = ({ world, args, caller }: Call, wanted: (channel: Conversation) => boolean): Json => {
  const types = asText(args.types || 'public_channel')
    .split(',')
    .map((type) => type.trim());
  const kinds = types.map((type) => kindOf[type] ?? fail('invalid_types'));
  for (const kind of kinds) requireScope(world, [`${{ channel: 'channels', group: 'groups', im: 'im' }[kind]}:read`]);
  const all = [...world.conversations.values()]
    .filter(({ kind }) => kinds.includes(kind))
    .filter(({ archived }) => !(archived && isSet(args.exclude_archived)))
    .filter((channel) => channel.kind === 'channel' || channel.members.has(caller.id))
    .filter(wanted);
  const { items, next_cursor } = page(all, args, 100, 1000);
  const channels = items.map((channel) => ({ ...shapeOf(world, channel), num_members: channel.members.size }));
  return { channels, response_metadata: { next_cursor } };
};

const kindOf: Readonly<Record<string, Conversation['kind']>> = {
  public_channel: 'channel',
  private_channel: 'group',
  im: 'im',
};
