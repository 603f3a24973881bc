import { asText, type Json } from '../json.ts';
import { reactionsOn } from '../marks.ts';
import { asShown, find, repliesTo } from '../messages.ts';
import { fail } from '../slack-error.ts';
import type { Conversation, Message } from '../workspace.ts';
import { shapeOf } from './conversation-shape.ts';
import { slice } from './history-page.ts';
import { type Call, conversation, isSet, type Methods, needScope, page, tier } from './method.ts';

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
const asRead = ({ args }: Call, channel: Conversation, message: Message): Json => {
  const { metadata, ...shown } = asShown(channel, message) as Json & { metadata?: Message['metadata'] };
  const reactions = reactionsOn(channel, message.ts);
  const pinned = channel.pins.some(({ ts }) => ts === message.ts);
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
