import { z } from 'zod';
import { debrief, type MessageKey, type Via } from '../../incident/entry.ts';
import { noticeMark, noticeRemovals } from '../../incident/notices.ts';
import type { Stroke } from '../../logbook.ts';
import { type Context, keyAt } from '../listeners/events/heard.ts';
import { isBot, meaningOf } from '../listeners/events/mark.ts';
import { deletionOf, isOurs, slackMessage, strokeOf } from '../listeners/events/message.ts';
import { peopleIn } from '../listeners/events.ts';
import { tsOf } from './ts.ts';

const reaction = z.looseObject({ name: z.string(), users: z.array(z.string()).default([]), count: z.number() });

/** A message as `conversations.history`, `conversations.replies` and exports of Slack give it. */
export const readMessage = slackMessage.extend({
  reactions: z.array(reaction).nullish(),
  reply_count: z.number().optional(),
  latest_reply: z.string().optional(),
});
export type ReadMessage = z.infer<typeof readMessage>;

/** What is known when messages are read. `asked`: when Slack was asked, or for what an archive shows, the time it stands for. */
export type Reading = Context & { readonly asked: Date };

/** Who pinned a message, and when. */
export type Pin = { readonly by: string; readonly at: Date };

/**
 * What takes up a message as it was read: its words, the reactions that mark it, its pin, and that marks were taken away.
 * What the log has already, from events or from a reading before, writes nothing; nor do events that bring it later.
 * Slack does not tell when a reaction was set: it is taken as set when Slack was asked. `pin`: null where it is known that
 * there is none, undefined where nothing is known.
 */
export const strokesOf = (
  channel: string,
  message: ReadMessage,
  context: Reading,
  pin?: Pin | null,
): readonly Stroke[] => {
  const key = keyAt(context, channel, message.ts);
  if (isOurs(message, context)) return [];
  if (message.subtype === 'tombstone') return [deletionOf(key, context.asked, context)];
  const marks = [...reactionsOf(key, message, context), ...(pin ? pinned(key, pin, context) : [])];
  const isWanted = context.config.capture === 'all' || marks.length > 0;
  const word = strokeOf(channel, message, context, { isWanted, noticed: tsOf(context.asked) });
  return word ? [word, ...marks, removed(key, message, context, pin)] : [];
};

/** The same for a message of which only its words are known, and that somebody pinned it. */
export const pinStrokes = (channel: string, message: ReadMessage, pin: Pin, context: Reading): readonly Stroke[] => {
  if (isOurs(message, context)) return [];
  const word = strokeOf(channel, message, context, { isWanted: true, noticed: tsOf(context.asked) });
  return word ? [word, ...pinned(keyAt(context, channel, message.ts), pin, context)] : [];
};

/** Everybody whom a message names, its reactors too: they are learned before the strokes are made. */
export const peopleOf = (message: ReadMessage): string[] => [
  ...peopleIn(JSON.stringify(message)),
  ...(message.reactions ?? []).flatMap(({ users }) => users),
];

const reactionsOf = (key: MessageKey, { reactions }: ReadMessage, context: Reading): Stroke[] =>
  (reactions ?? []).flatMap(({ name: full, users }) => {
    const name = withoutTone(full);
    const kind = meaningOf(name, context.config);
    if (!kind || kind === 'task') return [];
    const marks = users.filter((user) => !isBot(user, context)).map((user) => context.people.person(user));
    return marks.map((by) => ({
      hand: { recorder: by, source: { type: 'reaction' as const, ...key } },
      decide: noticeMark({ key, kind, via: { type: 'reaction', name }, by, at: context.asked }),
      messages: [key],
    }));
  });

const pinned = (key: MessageKey, { by: user, at }: Pin, context: Reading): Stroke[] => {
  if (isBot(user, context)) return [];
  const by = context.people.person(user);
  const decide = noticeMark({ key, kind: 'note', via: { type: 'pin' }, by, at });
  return [{ hand: { recorder: by, source: { type: 'pin', ...key } }, decide, messages: [key] }];
};

const removed = (key: MessageKey, message: ReadMessage, { asked }: Reading, pin: Pin | null | undefined): Stroke => {
  const shown = (message.reactions ?? []).map((each) => ({ ...each, name: withoutTone(each.name) }));
  /** Slack names only some of many reactors. */
  const isMissing = (via: Via, person: string): boolean => {
    if (via.type === 'pin') return pin === null || (pin !== undefined && pin.by !== person);
    if (via.type !== 'reaction') return false;
    const same = shown.filter(({ name }) => name === via.name);
    return same.every(({ users, count }) => !users.includes(person) && users.length >= count);
  };
  return {
    hand: { recorder: debrief, source: { type: 'message', ...key } },
    decide: noticeRemovals({ key, asked, isMissing }),
    messages: [key],
  };
};

/** A reaction's name, whatever colour the hand has. */
export const withoutTone = (name: string): string => name.replace(/::skin-tone-\d$/, '');
