import { asText, type Json } from '../json.ts';
import { fail } from '../slack-error.ts';
import type { Conversation } from '../workspace.ts';
import { shapeOf } from './conversation-shape.ts';
import { type Call, isSet, type Methods, page, requireScope, tier } from './method.ts';

const read = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];

export const conversationLists: Methods = {
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
};

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
