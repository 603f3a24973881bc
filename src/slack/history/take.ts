import type { WebClient } from '@slack/web-api';
import { debrief } from '../../incident/entry.ts';
import { declareGap, foundIn, type Gap, isWorthTelling } from '../../incident/gaps.ts';
import { homeOf } from '../../incident/home.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Logbook, Outcome, Stroke } from '../../logbook.ts';
import type { Self } from '../desk.ts';
import { withFilesDescribed } from '../files/describe.ts';
import { type Context, instantOf, keyAt } from '../listeners/events/heard.ts';
import { deletionOf } from '../listeners/events/message.ts';
import type { People } from '../people.ts';
import type { Job, Taken } from './job.ts';
import type { Known, KnownMessage } from './known.ts';
import { peopleOf, type Reading, type ReadMessage, readMessage, strokesOf } from './strokes.ts';
import { type TaskAsk, taskAsksIn } from './task-asks.ts';
import { tsOf } from './ts.ts';

export type Tools = {
  readonly client: WebClient;
  readonly logbook: Logbook;
  readonly people: People;
  readonly known: Known;
  readonly config: Context['config'];
  readonly now: () => Date;
};

/** What is read, and from where. */
export type Reader = Tools & { readonly self: Self; readonly incident: Incident; readonly channel: string };

/** What came of reading a page: how far the job is now, and what was taken up. */
export type Step = { readonly job: Job; readonly taken: readonly Taken[] };

/** Under which id the log has the channel's messages. */
export const homeIn = ({ incident, channel }: Pick<Reader, 'incident' | 'channel'>): string =>
  homeOf(incident, channel);

/** Where the reading begins: a channel that we made is the incident's from its first message on. */
export const oldestOf = ({ incident }: Reader): string =>
  incident.channel?.since ? tsOf(incident.channel.since) : '0000000000.000000';

/** The messages of an answer. One that is not understood is left alone, and is there all the same. */
export const messagesIn = (answer: { messages?: readonly unknown[] }): ReadMessage[] =>
  (answer.messages ?? [])
    .flatMap((message) => readMessage.safeParse(message).data ?? [])
    .toSorted((one, other) => one.ts.localeCompare(other.ts));

/** Takes up what was read, and what is missing from it, as one append. */
export const take = async (
  reader: Reader,
  asked: Date,
  messages: readonly ReadMessage[],
  missing: readonly KnownMessage[],
): Promise<{ taken: Taken[]; taskAsks: TaskAsk[] }> => {
  const { client, people, channel } = reader;
  await people.learn(client, messages.flatMap(peopleOf));
  const context = contextOf(reader, asked);
  const described = await Promise.all(messages.map((message) => withFilesDescribed(client, message)));
  const whole = await Promise.all(described.map((message) => withAllReactors(reader, message)));
  const deletions = missing
    .filter(({ recordedAt }) => recordedAt < +asked) // What came since may be newer than the answer.
    .map(({ ts }) => deletionOf(keyAt(context, channel, ts), asked, context));
  const strokes = [...whole.flatMap((message) => strokesOf(channel, message, context)), ...deletions];
  return { taken: await write(reader, strokes), taskAsks: taskAsksIn(reader.incident, whole, context) };
};

export const contextOf = ({ self, people, config, incident }: Reader, asked: Date): Reading => ({
  ...{ self, people, config, asked, moved: incident },
  app: '', // Reads do not name it; our own posts are known by their bot.
});

export const write = async (reader: Reader, strokes: readonly Stroke[]): Promise<Taken[]> => {
  if (strokes.length === 0) return [];
  const known = knownAmong(reader, strokes);
  const { outcomes } = await reader.logbook.recordAll(reader.incident.id, strokes);
  return takenIn(outcomes, known);
};

/** Of which of these messages the log had words before. */
const knownAmong = (reader: Reader, strokes: readonly Stroke[]): ReadonlySet<string> => {
  const all = strokes.flatMap(({ messages = [] }) => messages.map(({ ts }) => ts)).toSorted();
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return new Set();
  // Both ends are left out.
  const said = reader.known.between(reader.incident.id, homeIn(reader), first.slice(0, -1), `${last}~`);
  return new Set(said.map(({ ts }) => ts));
};

/** Each message once, with what was written about it. */
const takenIn = (outcomes: readonly Outcome[], known: ReadonlySet<string>): Taken[] => {
  const taken = new Map<string, Taken>();
  for (const { kind, data } of outcomes.flatMap((outcome) => (outcome.type === 'written' ? outcome.news : []))) {
    if (kind !== 'message.worded' && kind !== 'message.deleted' && kind !== 'marked' && kind !== 'unmarked') continue;
    const ts = data.message?.ts ?? '';
    const before = taken.get(ts);
    const isFirst = kind === 'message.worded' && !known.has(ts) && !before?.isNew;
    const one = (is: boolean): number => (is ? 1 : 0);
    const found = foundIn(before?.found, {
      messages: one(isFirst),
      edits: one(kind === 'message.worded' && !isFirst),
      deletions: one(kind === 'message.deleted'),
      marks: one(kind === 'marked'),
      removals: one(kind === 'unmarked'),
    });
    taken.set(ts, { at: instantOf(ts), isNew: isFirst || before?.isNew === true, found });
  }
  return [...taken.values()];
};

/** Of many reactors Slack names some, unless it is asked for all. */
const withAllReactors = async ({ client, channel, config }: Reader, message: ReadMessage): Promise<ReadMessage> => {
  const isCut = message.reactions?.some(
    ({ name, users, count }) => users.length < count && config.reactions[name.replace(/::.*/, '')],
  );
  if (!isCut) return message;
  const answer = await client.reactions.get({ channel, timestamp: message.ts, full: true });
  const all = readMessage.safeParse({ ...message, reactions: answer.message?.reactions });
  return all.data ?? message;
};

/** Tells of the gaps that a reading was for. */
export const declare = async (reader: Reader, job: Job): Promise<void> => {
  const hand = { recorder: debrief, source: { type: 'debrief' as const } };
  for (const gap of [...job.gaps, ...(job.lost ? [job.lost] : [])]) {
    if (!isWorthTelling(gap)) continue;
    const late = job.interrupted ? writtenLate(reader, gap) : 0;
    const found = gap.found && { ...gap.found, messages: Math.max(gap.found.messages, late) };
    const declared = { ...gap, read: Math.max(gap.read, late), found };
    await reader.logbook.record(reader.incident.id, hand, declareGap(declared));
  }
};

/** How many messages of a gap were written down after it. */
const writtenLate = (reader: Reader, { from, to }: Gap): number => {
  const { known, incident } = reader;
  const said = known.between(incident.id, homeIn(reader), tsOf(new Date(+from - 1)), tsOf(to));
  return said.filter(({ recordedAt }) => recordedAt >= +to).length;
};
