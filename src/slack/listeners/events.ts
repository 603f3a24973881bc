import { z } from 'zod';
import { archived, deletedChannel, renamed, unarchived } from './events/channel.ts';
import type { Context, Heard } from './events/heard.ts';
import { nothing } from './events/heard.ts';
import { hearPin, hearReaction, pinEvent, reactionEvent } from './events/mark.ts';
import { hearMessage, messageEvent } from './events/message.ts';

type Understand = (event: unknown, context: Context) => Heard;

const read =
  <E>(schema: z.ZodType<E>, hear: (event: E, context: Context) => Heard): Understand =>
  (event, context) =>
    hear(schema.parse(event), context);

const renaming = z.object({ channel: z.object({ id: z.string(), name: z.string() }) });
const archiving = z.object({ channel: z.string() });
const moving = z.object({ old_channel_id: z.string(), new_channel_id: z.string() });
const membership = z.object({ channel: z.string(), user: z.string() });

/** Every type of event that we listen to: the manifest subscribes to these. */
export const events: Readonly<Record<string, Understand>> = {
  message: read(messageEvent, hearMessage),
  reaction_added: read(reactionEvent, hearReaction(true)),
  reaction_removed: read(reactionEvent, hearReaction(false)),
  pin_added: read(pinEvent, hearPin(true)),
  pin_removed: read(pinEvent, hearPin(false)),
  member_joined_channel: read(membership, ({ channel, user }) => ({ type: 'joined', channel, user })),
  member_left_channel: read(membership, ({ channel, user }) => ({ type: 'left', channel, user })),
  channel_rename: read(renaming, ({ channel: { id, name } }) => renamed(id, name)),
  group_rename: read(renaming, ({ channel: { id, name } }) => renamed(id, name)),
  channel_archive: read(archiving, ({ channel }) => archived(channel)),
  group_archive: read(archiving, ({ channel }) => archived(channel)),
  channel_unarchive: read(archiving, ({ channel }) => unarchived(channel)),
  group_unarchive: read(archiving, ({ channel }) => unarchived(channel)),
  channel_deleted: read(archiving, ({ channel }) => deletedChannel(channel)),
  group_deleted: read(archiving, ({ channel }) => deletedChannel(channel)),
  channel_id_changed: read(moving, ({ old_channel_id: from, new_channel_id: to }) => ({ type: 'moved', from, to })),
  user_change: read(z.object({ user: z.unknown() }), ({ user }) => ({ type: 'person', user })),
  tokens_revoked: () => ({ type: 'thrown out', why: 'its tokens were revoked' }),
  app_uninstalled: () => ({ type: 'thrown out', why: 'the app was uninstalled' }),
};

const body = z.object({
  api_app_id: z.string().optional(),
  team_id: z.string().nullish(),
  authorizations: z
    .array(z.object({ team_id: z.string().nullish(), user_id: z.string().nullish(), is_bot: z.boolean().nullish() }))
    .nullish(),
  event: z.looseObject({ type: z.string() }),
});

/** What a kept event means. What Slack may send besides is nothing to us. */
export const hear = (raw: string, context: Omit<Context, 'app'>): Heard => {
  const { api_app_id: app = '', event, ...outer } = body.parse(JSON.parse(raw));
  if (!isForUs(outer, context.self)) return { type: 'foreign' };
  return Object.hasOwn(events, event.type) ? (events[event.type]?.(event, { ...context, app }) ?? nothing) : nothing;
};

/**
 * Whether an event is for this workspace and this app: tokens of two apps, or of two installations, can be mixed up. What is
 * said in a channel shared with another company comes with their team outside, and with ours in the authorization.
 */
const isForUs = ({ team_id, authorizations }: Omit<z.infer<typeof body>, 'event'>, self: Context['self']): boolean => {
  const [given] = authorizations ?? [];
  const team = given?.team_id ?? team_id;
  const isOtherBot = given?.is_bot === true && typeof given.user_id === 'string' && given.user_id !== self.user;
  return (!team || team === self.team) && !isOtherBot;
};

/** Everybody whom an event names, apps of which it tells no name, and channels that are mentioned in it. */
export const peopleIn = (raw: string): string[] => {
  const app = raw.includes('"bot_profile":') ? '' : '|"bot_id":"(B[A-Z0-9]{2,})';
  const named = new RegExp(`(?:<@|"user(?:_id)?":")([UW][A-Z0-9]{2,})|(?:<#|"channel_id":")(C[A-Z0-9]{2,})${app}`, 'g');
  return [...raw.matchAll(named)].flatMap(([, person, channel, bot]) => person ?? channel ?? bot ?? []);
};
