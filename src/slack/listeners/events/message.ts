import { z } from 'zod';
import { deleteMessage, wasMarked } from '../../../incident/deletions.ts';
import { debrief, type File, type MessageKey, type Person } from '../../../incident/entry.ts';
import { markKey } from '../../../incident/incident.ts';
import { wordMessage } from '../../../incident/messages.ts';
import type { Decision, Stroke } from '../../../logbook.ts';
import { permalinkOf } from '../../permalink.ts';
import { cleanName } from '../../text/clean.ts';
import { parseMessage } from '../../text/message.ts';
import { archived, converted, renamed, unarchived } from './channel.ts';
import { type Context, type Hear, type Heard, instantOf, keyAt, nothing, presentAt } from './heard.ts';

const name = z.string().transform(cleanName);

const file = z.looseObject({
  id: z.string(),
  name: name.nullish(),
  title: name.nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().nullish(),
  mode: z.string().nullish(),
});

const profile = z.looseObject({ display_name: name.nullish(), real_name: name.nullish(), name: name.nullish() });

/** A message as events and reads give it. */
export const slackMessage = z.looseObject({
  ts: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  bot_profile: z.looseObject({ name: name.optional() }).nullish(),
  username: name.nullish(),
  /** Who wrote it, where Slack says so: of people of other companies it may tell no more. */
  user_profile: profile.nullish().catch(undefined),
  text: z.string().nullish(),
  blocks: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  files: z.array(file).nullish(),
  thread_ts: z.string().optional(),
  edited: z.object({ user: z.string().optional(), ts: z.string() }).nullish(),
});
export type SlackMessage = z.infer<typeof slackMessage>;

const before = slackMessage.partial().optional().catch(undefined);

export const messageEvent = z.looseObject({
  channel: z.string(),
  ts: z.string(),
  subtype: z.string().optional(),
  name: z.string().optional(),
  user: z.string().optional(),
  message: slackMessage.optional(),
  previous_message: before,
  deleted_ts: z.string().optional(),
});
type MessageEvent = z.infer<typeof messageEvent>;

/** When a message was changed, and what it was before. */
type Change = { readonly ts: string; readonly was?: Partial<SlackMessage> };

/** Lines of Slack's own. What has a subtype that nobody knows yet was said by somebody, and is recorded. */
const slacksOwn =
  /^(channel|group|im|mpim|bot|pinned|unpinned|reminder|sh|huddle|ekm|assistant|canvas|document|tabbed)_|^(tombstone|message_replied|file_comment|file_mention|joiner_notification|app_conversation_join)/;

export const hearMessage: Hear<MessageEvent> = (event, context) => {
  const { channel, subtype, message, previous_message: was } = event;
  const said = [event as Partial<SlackMessage>, message, was];
  if (said.some((each) => each && isOurs(each, context))) return nothing;
  switch (subtype) {
    case 'message_changed':
      if (message?.subtype === 'tombstone') return deleted(keyAt(context, channel, message.ts), event.ts, context);
      return message ? heardMessage(channel, message, context, { ts: event.ts, was }) : nothing;
    case 'message_deleted':
      return event.deleted_ts ? deleted(keyAt(context, channel, event.deleted_ts), event.ts, context) : nothing;
    case 'channel_name':
    case 'group_name':
      return event.name ? renamed(channel, event.name) : nothing;
    case 'channel_archive':
    case 'group_archive':
      return archived(channel);
    case 'channel_unarchive':
    case 'group_unarchive':
      return unarchived(channel);
    case 'channel_convert_to_private':
    case 'group_convert_to_private':
      return converted(channel, true, event.user, context);
    case 'channel_convert_to_public':
    case 'group_convert_to_public':
      return converted(channel, false, event.user, context);
    default:
      return heardMessage(channel, slackMessage.parse(event), context);
  }
};

/** What Slack itself says is nobody's words. */
export const isSlacks = ({ user, subtype = '' }: Partial<SlackMessage>): boolean =>
  user === 'USLACKBOT' || (slacksOwn.test(subtype) && subtype !== 'bot_message');

/** Debrief's own posts are never recorded. */
export const isOurs = ({ user, bot_id, app_id }: Partial<SlackMessage>, { self, app }: Pick<Context, 'self' | 'app'>) =>
  user === self.user || bot_id === self.bot || (app !== '' && app_id === app);

const heardMessage = (channel: string, message: SlackMessage, context: Context, changed?: Change): Heard => {
  const stroke = strokeOf(channel, message, context, { changed });
  return stroke ? { type: 'stroke', stroke } : nothing;
};

/** A message for the log; undefined for what nobody said. With CAPTURE=marked, only what is on the timeline follows its edits. */
export const strokeOf = (
  channel: string,
  message: SlackMessage,
  context: Context,
  {
    isWanted = context.config.capture === 'all',
    changed,
    noticed,
  }: { isWanted?: boolean; changed?: Change; noticed?: string } = {},
): Stroke | undefined => {
  if (isSlacks(message)) return undefined;
  const key = keyAt(context, channel, message.ts);
  const word = wordMessage({
    ref: {
      ...key,
      version: message.edited?.ts ?? '',
      ...(context.self.teamUrl && {
        permalink: permalinkOf(context.self.teamUrl, {
          ...{ channel: presentAt(context, channel), ts: message.ts, thread: message.thread_ts },
        }),
      }),
      files: (message.files ?? []).map(fileOf),
      ...(message.thread_ts && message.thread_ts !== message.ts && { thread: message.thread_ts }),
      ...(message.bot_id && { bot: message.bot_id }),
    },
    words: parseMessage(
      {
        text: message.text ?? undefined,
        blocks: message.blocks ?? undefined,
        attachments: message.attachments ?? undefined,
      },
      context.people.names,
    ),
    author: authorOf(message, context),
    at: instantOf(message.ts),
    ...(changed && { changed: changed.ts, rewords: isReworded(message, changed) }),
    ...(noticed !== undefined && { noticed }),
  });
  const editor = message.edited?.user;
  return {
    hand: {
      recorder: editor ? context.people.person(editor) : authorOf(message, context),
      source: { type: 'message', ...key },
    },
    decide: isWanted ? word : ifMarked(key, word),
    messages: [key],
  };
};

/** Undefined where Slack did not tell how it read before. */
const isReworded = (message: SlackMessage, { was }: Change): boolean | undefined =>
  was?.text === undefined
    ? undefined
    : was.text !== message.text ||
      was.edited?.ts !== message.edited?.ts ||
      JSON.stringify(was.blocks) !== JSON.stringify(message.blocks);

const ifMarked =
  (key: MessageKey, decide: Decision): Decision =>
  (incident, ...rest) =>
    incident.marks.has(markKey(key, false)) ? decide(incident, ...rest) : [];

/** Another app often posts without a user, or under a name for this one message. Nobody else can do that. */
const authorOf = (message: SlackMessage, { people }: Context): Person => {
  const { user, bot_id, bot_profile, username, user_profile, subtype } = message;
  const id = user ?? bot_id ?? 'unknown';
  const known = people.row(id)?.name;
  const isApp = bot_id || subtype === 'bot_message' || !user;
  const names = isApp
    ? [username, bot_profile?.name, known]
    : [known, user_profile?.display_name, user_profile?.real_name, user_profile?.name];
  return { id, name: names.find((each) => each) ?? id };
};

/** Slack takes the name away with the file. */
const fileOf = ({ id, name, title, mimetype, size, permalink, mode }: z.infer<typeof file>): File => ({
  id,
  name: name || title || nameless[mode ?? ''] || id,
  ...(mimetype && { mimetype }),
  ...(typeof size === 'number' && { size }),
  ...(permalink && { permalink }),
});

const nameless: Readonly<Record<string, string>> = {
  tombstone: 'a file that was deleted',
  hidden_by_limit: 'a file that Slack hides',
};

/** Slack does not tell who deleted it. */
const deleted = (key: MessageKey, ts: string, context: Context): Heard => ({
  type: 'stroke',
  stroke: deletionOf(key, instantOf(ts), context),
});

/** `at`: when it was deleted, or when that was noticed. */
export const deletionOf = (key: MessageKey, at: Date, { config }: Pick<Context, 'config'>): Stroke => ({
  hand: { recorder: debrief, source: { type: 'message', ...key } },
  decide: isKept(config.capture, key, deleteMessage({ key, at, keep: config.deleted === 'keep' })),
  messages: [key],
  log: (incident) => wasMarked(incident, key),
});

/** With CAPTURE=marked, nothing is known of most of what is deleted. */
const isKept =
  (capture: 'all' | 'marked', key: MessageKey, decide: Decision): Decision =>
  (incident, messages, log) =>
    capture === 'all' || messages(key) ? decide(incident, messages, log) : [];
