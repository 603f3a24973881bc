import * as channels from '../channels.ts';
import { asText } from '../json.ts';
import { fail } from '../slack-error.ts';
import type { Conversation } from '../workspace.ts';
import { shapeOf } from './conversation-shape.ts';
import {
  type Call,
  conversation,
  fromInside,
  isSet,
  type Methods,
  needScope,
  requireScope,
  tier,
  user,
} from './method.ts';
import { checkName } from './names.ts';

const manage = ['channels:manage', 'groups:write'];

/** Making and changing channels. Who may read what in them is in conversation-reads.ts. */
export const conversations: Methods = {
  'conversations.create': {
    scopes: manage,
    required: ['name'],
    perMinute: tier.two,
    run: (call) => {
      const { world, args, caller } = call;
      const kind = isSet(args.is_private) ? 'group' : 'channel';
      requireScope(world, [kind === 'group' ? 'groups:write' : 'channels:manage']);
      checkName(world, asText(args.name));
      return { channel: shapeOf(world, channels.createChannel(world, asText(args.name), kind, caller)) };
    },
  },
  'conversations.setTopic': {
    scopes: [...manage, 'channels:write.topic'],
    required: ['channel'],
    perMinute: tier.two,
    run: (call) => {
      const channel = changeable(call);
      channels.setTopic(call.world, channel, call.caller, short(call.args.topic));
      return { channel: shapeOf(call.world, channel) };
    },
  },
  'conversations.setPurpose': {
    scopes: [...manage, 'channels:write.topic'],
    required: ['channel'],
    perMinute: tier.two,
    run: (call) => {
      const channel = changeable(call);
      channels.setPurpose(call.world, channel, call.caller, short(call.args.purpose));
      return { channel: shapeOf(call.world, channel) };
    },
  },
  'conversations.rename': {
    scopes: manage,
    required: ['channel', 'name'],
    perMinute: tier.two,
    run: (call) => {
      const channel = changeable(call);
      if (channel.creator !== call.caller.id) fail('not_authorized');
      checkName(call.world, asText(call.args.name), channel.id);
      channels.rename(call.world, channel, call.caller, asText(call.args.name));
      return { channel: shapeOf(call.world, channel) };
    },
  },
  'conversations.archive': {
    scopes: manage,
    required: ['channel'],
    perMinute: tier.two,
    run: (call) => {
      const channel = fromInside(call);
      needScope(call, channel, 'write');
      if (channel.archived) fail('already_archived');
      if (channel.name === 'general') fail('cant_archive_general');
      channels.archive(call.world, channel, call.caller);
      return {};
    },
  },
  /** A known defect of Slack's: bot tokens cannot undo an archiving. */
  'conversations.unarchive': {
    scopes: manage,
    required: ['channel'],
    perMinute: tier.two,
    run: (call) => fail(conversation(call).archived ? 'not_in_channel' : 'not_archived'),
  },
  'conversations.join': {
    scopes: ['channels:join'],
    required: ['channel'],
    perMinute: tier.three,
    run: (call) => {
      const channel = conversation(call);
      if (channel.kind !== 'channel') fail('method_not_supported_for_channel_type');
      if (channel.archived) fail('is_archived');
      const already = channel.members.has(call.caller.id);
      if (!already) channels.join(call.world, channel, call.caller);
      const warning = { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
      return { channel: shapeOf(call.world, channel), ...(already && warning) };
    },
  },
  'conversations.leave': {
    scopes: manage,
    required: ['channel'],
    perMinute: tier.three,
    run: (call) => {
      const channel = conversation(call);
      if (channel.name === 'general') fail('cant_leave_general');
      if (!channel.members.has(call.caller.id)) return { not_in_channel: true };
      channels.leave(call.world, channel, call.caller);
      return {};
    },
  },
  'conversations.kick': {
    scopes: manage,
    required: ['channel', 'user'],
    perMinute: tier.three,
    run: (call) => {
      const channel = changeable(call);
      const out = user(call);
      if (out.id === call.caller.id) fail('cant_kick_self');
      if (!channel.members.has(out.id)) fail('not_in_channel');
      channels.leave(call.world, channel, out);
      return {};
    },
  },
  'conversations.open': {
    scopes: ['im:write'],
    perMinute: tier.three,
    run: ({ world, args, caller }) => {
      const ids = asText(args.users).split(',').filter(Boolean);
      if (ids.length === 0) fail('users_list_not_supplied');
      if (ids.length > 1) fail('method_not_supported_for_channel_type');
      const other = world.users.get(ids[0] ?? '') ?? fail('user_not_found');
      if (other.deleted) fail('user_disabled');
      const im = channels.directMessage(world, caller, other);
      return { channel: isSet(args.return_im) ? shapeOf(world, im) : { id: im.id } };
    },
  },
};

const changeable = (call: Call): Conversation => {
  const channel = conversation(call);
  if (channel.kind === 'im') fail('method_not_supported_for_channel_type');
  needScope(call, channel, 'write');
  if (channel.archived) fail('is_archived');
  return fromInside(call);
};

const short = (value: unknown): string => ([...asText(value)].length > 250 ? fail('too_long') : asText(value));
