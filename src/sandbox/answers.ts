import { appMessage } from './app-message.ts';
import { validateBlocks } from './block-kit/blocks.ts';
import { filledIn } from './filled-in.ts';
import { asList, asText, type Json } from './json.ts';
import { edit, find, post, remove } from './messages.ts';
import type { Source } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import { fromApp } from './typed-text.ts';
import type { Conversation, Ephemeral } from './workspace.ts';
import type { World } from './world.ts';

/** Shows what an app answered to a command or a click: to one person, to the channel, or in place of what was there. */
export const giveAnswer = (world: World, source: Source, answer: Json): void => {
  const channel = world.conversations.get(source.channel);
  if (!channel) return;
  if (isTrue(answer.delete_original)) return dropOriginal(world, channel, source);
  const shown = content(world, answer);
  if (shown.text === '' && !shown.blocks && !shown.attachments) throw new SlackError('no_text');
  if (isTrue(answer.replace_original)) return replaceOriginal(world, channel, source, shown);
  const thread = asText(answer.thread_ts);
  if (answer.response_type === 'in_channel') {
    const { user: _, ...app } = appMessage(world);
    const how = { ...app, subtype: 'bot_message', username: String(app.bot_profile.name) };
    post(world, channel, undefined, {
      ...how,
      ...shown,
      text: fromApp(shown.text),
      ...(thread && { thread_ts: thread }),
    });
  } else showOnly(world, source.user, channel, { ...shown, ...(thread && { thread_ts: thread }) });
};

type Shown = Pick<Ephemeral, 'text' | 'blocks' | 'attachments' | 'thread_ts'>;

/** An ephemeral message: one person sees it, nothing keeps it. */
export const showOnly = (world: World, user: string, channel: Conversation, shown: Shown): string => {
  const ts = world.stamp();
  world.ephemerals.push({ ts, channel: channel.id, user, ...shown });
  return ts;
};

const content = (world: World, answer: Json): Shown => {
  const faults = answer.blocks === undefined ? [] : validateBlocks(answer.blocks, 'message', '/blocks');
  if (faults.length > 0) throw new SlackError('invalid_blocks', { response_metadata: { messages: faults } });
  const blocks = answer.blocks === undefined ? undefined : filledIn(world, asList(answer.blocks));
  const attachments = answer.attachments === undefined ? undefined : asList(answer.attachments);
  return { text: asText(answer.text), ...(blocks && { blocks }), ...(attachments && { attachments }) };
};

const replaceOriginal = (world: World, channel: Conversation, source: Source, shown: Shown): void => {
  const ephemeral = world.ephemerals.find(({ ts }) => ts === source.ts);
  const message = find(channel, source.ts ?? '');
  if (ephemeral) Object.assign(ephemeral, { blocks: undefined, attachments: undefined, ...shown });
  else if (message) edit(world, channel, message, { blocks: undefined, ...shown });
  else showOnly(world, source.user, channel, shown);
};

const dropOriginal = (world: World, channel: Conversation, source: Source): void => {
  const ephemeral = world.ephemerals.find(({ ts }) => ts === source.ts);
  const message = find(channel, source.ts ?? '');
  if (ephemeral) ephemeral.deleted = true;
  else if (message) remove(world, channel, message);
};

const isTrue = (value: unknown): boolean => value === true || value === 'true';
