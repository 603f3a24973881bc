import { showOnly } from '../answers.ts';
import { asText } from '../json.ts';
import { permalink } from '../marks.ts';
import { asShown, blockId, edit, find, post, remove } from '../messages.ts';
import { richText } from '../rich-text.ts';
import { fail } from '../slack-error.ts';
import type { Conversation, Message } from '../workspace.ts';
import { type Call, conversation, type Methods, tier } from './method.ts';
import { checkedBlocks, content, destination, how, signed, thread } from './posting.ts';

export const chat: Methods = {
  'chat.postMessage': {
    scopes: ['chat:write', 'chat:write.public'],
    required: ['channel'],
    run: (call) => {
      const { world, args, caller } = call;
      const channel = destination(call);
      const said = { ...signed(call), ...content(call), ...thread(args, channel) };
      const message = post(world, channel, said.subtype === 'bot_message' ? undefined : caller, said, how(args));
      return { channel: channel.id, ts: message.ts, message: asShown(channel, message) };
    },
  },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    required: ['channel', 'user'],
    perMinute: tier.four,
    run: (call) => {
      const { world, args } = call;
      const channel = conversation(call);
      if (channel.archived) fail('is_archived');
      if (!channel.members.has(call.caller.id)) fail('not_in_channel');
      if (!channel.members.has(asText(args.user))) fail('user_not_in_channel');
      const { metadata: _, ...said } = content(call);
      return { message_ts: showOnly(world, asText(args.user), channel, { ...said, ...thread(args, channel) }) };
    },
  },
  'chat.update': {
    scopes: ['chat:write'],
    required: ['channel', 'ts'],
    perMinute: tier.three,
    run: (call) => {
      const { world, args, caller } = call;
      const channel = conversation(call);
      if ([...asText(args.text)].length > 4000) fail('msg_too_long');
      checkedBlocks(args.blocks);
      const old = ownMessage(call, channel, 'cant_update_message');
      if (channel.archived) fail('is_inactive');
      const said = content(call);
      const plain = said.blocks === undefined && said.attachments === undefined;
      const change = { blocks: undefined, ...(args.attachments !== undefined && { attachments: undefined }), ...said };
      const message = edit(world, channel, old, withText(call, change), plain ? caller : undefined);
      return { channel: channel.id, ts: message.ts, text: message.text, message: asShown(channel, message) };
    },
  },
  'chat.delete': {
    scopes: ['chat:write'],
    required: ['channel', 'ts'],
    perMinute: tier.three,
    run: (call) => {
      const channel = conversation(call);
      const message = ownMessage(call, channel, 'cant_delete_message');
      remove(call.world, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    scopes: [],
    required: ['channel', 'message_ts'],
    run: (call) => {
      const channel = conversation(call);
      const message = find(channel, asText(call.args.message_ts)) ?? fail('message_not_found');
      return { channel: channel.id, permalink: permalink(call.world, channel, message) };
    },
  },
};

const ownMessage = ({ world, args }: Call, channel: Conversation, otherwise: string): Message => {
  const message = find(channel, asText(args.ts));
  if (!message || message.subtype === 'tombstone') return fail('message_not_found');
  return message.bot_id === world.app.botId ? message : fail(otherwise);
};

/** Text without blocks gets Slack's own rich_text, as a new post does. */
const withText = ({ world }: Call, change: Partial<Message>): Partial<Message> =>
  change.blocks || !change.text ? change : { ...change, blocks: [richText(change.text, blockId(world))] };
