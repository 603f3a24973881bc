import { appMessage } from '../app-message.ts';
import { validateBlocks } from '../block-kit/blocks.ts';
import { directMessage } from '../channels.ts';
import { filledIn } from '../filled-in.ts';
import { asList, asText, isJson, type Json } from '../json.ts';
import { fail } from '../slack-error.ts';
import { fromApp } from '../typed-text.ts';
import type { Conversation, Message } from '../workspace.ts';
import { type Call, conversation, isSet, requireScope } from './method.ts';

/** What a call that posts or updates says, checked as Slack checks it. */

export type Content = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>;

export const content = ({ world, args }: Call): Content => {
  const markdown = args.markdown_text === undefined ? undefined : asText(args.markdown_text);
  if (markdown !== undefined && (args.text || args.blocks)) fail('markdown_text_conflict');
  if (markdown !== undefined && markdown.length > 12_000) fail('msg_too_long');
  const blocks = checkedBlocks(args.blocks);
  const attachments = args.attachments === undefined ? undefined : asList(args.attachments);
  if (attachments && attachments.length > 100) fail('too_many_attachments');
  checkAttachments(attachments ?? []);
  const text = markdown ?? asText(args.text);
  if (text.trim() === '' && !blocks?.length && !attachments?.length) fail('no_text');
  const metadata = args.metadata === undefined ? undefined : checkedMetadata(args.metadata);
  return {
    text: fromApp([...text].slice(0, 40_000).join('')),
    ...(blocks?.length && { blocks: filledIn(world, blocks) }),
    ...(attachments && { attachments: attachments.map((each, index) => ({ id: index + 1, ...each })) }),
    ...(metadata && { metadata }),
  };
};

export const checkedBlocks = (blocks: unknown): Json[] | undefined => {
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) return fail('invalid_blocks_format');
  const messages = validateBlocks(blocks, 'message', '/blocks');
  return messages.length > 0
    ? fail('invalid_blocks', { errors: messages.map(bare), response_metadata: { messages } })
    : blocks;
};

const bare = (message: string): string => message.replace('[ERROR] ', '');

const checkAttachments = (attachments: readonly Json[]): void => {
  attachments.forEach((attachment, index) => {
    if (attachment.blocks === undefined) return;
    const messages = validateBlocks(attachment.blocks, 'message', `/attachments/${index}/blocks`);
    if (messages.length > 0) fail('invalid_attachments', { response_metadata: { messages } });
  });
};

const checkedMetadata = (metadata: unknown): NonNullable<Message['metadata']> => {
  if (!isJson(metadata) || typeof metadata.event_type !== 'string' || !isJson(metadata.event_payload))
    return fail('invalid_metadata_format');
  if (JSON.stringify(metadata.event_payload).length > 8_000) return fail('metadata_too_large');
  return { event_type: metadata.event_type, event_payload: metadata.event_payload };
};

/** Where a post goes: a channel the bot is in (or any public one, with the scope for that), or a person. */
export const destination = (call: Call): Conversation => {
  const { world, args, caller } = call;
  const person = world.users.get(asText(args.channel));
  if (person) return directMessage(world, caller, person);
  const byName = [...world.conversations.values()].find(
    ({ name }) => `#${name}` === args.channel || name === args.channel,
  );
  const channel = conversation({ ...call, args: { channel: byName?.id ?? args.channel } });
  if (channel.archived) fail('is_archived');
  if (channel.members.has(caller.id)) return channel;
  return world.app.scopes.includes('chat:write.public') ? channel : fail('not_in_channel');
};

/** The app's marks on a post; a name of its own choosing needs a scope. */
export const signed = ({ world, args }: Call): Omit<Partial<Message>, 'type' | 'ts'> => {
  const { user: _, ...marks } = appMessage(world);
  if (!args.username && !args.icon_emoji && !args.icon_url) return marks;
  requireScope(world, ['chat:write.customize']);
  return { ...marks, subtype: 'bot_message', username: asText(args.username) };
};

export const thread = (args: Json, channel: Conversation): { thread_ts?: string } => {
  const ts = asText(args.thread_ts);
  if (ts === '') return {};
  const parent = channel.messages.find((message) => message.ts === ts);
  if (!parent) return fail('thread_not_found');
  if (parent.subtype === 'tombstone') return fail('cannot_reply_to_message');
  return { thread_ts: parent.thread_ts ?? parent.ts };
};

export const how = (args: Json) => ({
  linkNames: isSet(args.link_names),
  parse: asText(args.parse),
  broadcast: isSet(args.reply_broadcast) && args.thread_ts !== undefined,
});
