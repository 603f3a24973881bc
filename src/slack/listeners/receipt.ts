import type { KnownBlock } from '@slack/types';
import { type Incident, type Moment, versionOf } from '../../incident/incident.ts';
import { milestones } from '../../incident/milestones.ts';
import { Refusal } from '../../incident/refusal.ts';
import { readWhen, type When } from '../../incident/when.ts';
import { explainWhen } from '../../incident/when-explained.ts';
import { clockLabel, offsetAt } from '../../incident/zone.ts';
import type { Recorded } from '../../logbook.ts';
import { escapeMrkdwn } from '../blocks/mrkdwn.ts';
import { timeButtons } from '../blocks/time-buttons.ts';
import { codeText } from '../text/code-text.ts';
import { carry } from './carry.ts';
import type { Answer, Ask, IncidentAsk } from './verb.ts';

/** The time with which words begin, and the words. `text` is both, for those who say that it was no time. */
export type Timed = { readonly when?: When; readonly rest: string; readonly text: string };

/** Reads a time in the incident's zone; of a resolved one within its own span. */
export const readTime = (ask: IncidentAsk, text: string): Timed => {
  const { incident, writerZone, now, who, desk } = ask;
  const previous = incident.moments.findLast(({ entry }) => entry.recorder.id === who.id)?.entry.at;
  const span = incident.resolvedAt && { start: startOf(incident), end: incident.resolvedAt, previous };
  try {
    const read = readWhen(text, { now, zone: incident.zone, ...(writerZone && { writerZone }), ...(span && { span }) });
    return { ...read, text };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The refusal gives back what was typed, which is Slack's escaped text here.
    throw new Refusal(error.message.replace(text.trimStart(), () => codeText(text.trimStart(), desk.people.names)));
  }
};

const startOf = (incident: Incident): Date => {
  const { started, detected } = milestones(incident);
  const opened = incident.openedAt ?? new Date(0);
  const begun = (started ?? detected)?.entry.at ?? opened;
  return begun < opened ? begun : opened;
};

/** When it happened, if not just now: as typed, or when it was asked, of a request that had to wait. */
export const atOf = (ask: Ask, { when }: Timed): Date | undefined => {
  const isLate = +ask.desk.now() - +ask.now > 1_000;
  return when?.at ?? (isLate ? ask.now : undefined);
};

/** The told entry that was just written. */
export const writtenMoment = ({ incident, news }: Recorded): Moment | undefined =>
  incident.moments.findLast(({ entry, standing }) =>
    news.some(({ seq }) => seq === entry.seq || standing.some((mark) => mark.entry.seq === seq)),
  );

const LONG_AGO = 2 * 3_600_000;

/** `#14 hypothesis · 14:05 PST`: what was saved, and under which number. A typed time is explained, and can be put right when it lies far back. */
export const receipt = async (ask: IncidentAsk, recorded: Recorded, what: string, timed?: Timed): Promise<Answer> => {
  const moment = writtenMoment(recorded);
  if (!moment) return { text: 'It is so already: nothing was written.' };
  const { number, entry } = moment;
  const { incident } = recorded;
  const when = timed?.when;
  if (!timed || !when) return { text: `#${number} ${what} · ${clockLabel(entry.at, incident.zone)}` };
  const text = `#${number} ${what} · ${explainTime(ask, when)}`;
  return { text, blocks: await doubts(ask, text, moment, timed) };
};

/** Buttons that put a typed time right, if it lies far back. `at` is the time of the entry if it was none. */
export const doubts = async (
  ask: IncidentAsk,
  text: string,
  moment: Moment,
  { when, text: typed }: Timed,
  at?: Date,
): Promise<KnownBlock[] | undefined> => {
  const { desk, incident, now } = ask;
  if (!when || +now - +when.at <= LONG_AGO) return undefined;
  const about = { incident: incident.id, number: moment.number, seen: versionOf(moment) };
  const asWords = await carry(desk, JSON.stringify({ ...about, words: typed.trim(), at }));
  return timeButtons(text, { about, when, now, elsewhere: inWritersZone(ask, when), asWords });
};

/** Read when it was typed: when a button is pressed, the same clock may mean another day. */
const inWritersZone = (ask: IncidentAsk, { at, typed, zone: read }: When): Date | undefined => {
  const { incident, writerZone: zone = incident.zone } = ask;
  if (read !== incident.zone || offsetAt(zone, at) === offsetAt(incident.zone, at)) return undefined;
  try {
    return readTime({ ...ask, incident: { ...incident, zone } }, typed).when?.at;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
};

/** The answer to a typed time: date, zone, and the writer's own clock where it differs. */
export const explainTime = ({ incident: { zone }, now, writerZone }: IncidentAsk, when: When): string =>
  explainWhen(when, { zone, now, ...(writerZone && { writerZone }) });

/** For what has no number on the timeline. */
export const saved = ({ news }: Recorded, text: string): Answer => ({
  text: news.length > 0 ? text : 'It is so already: nothing was written.',
});

/** The command as it is typed here, for answers that say what to type. */
export const command = ({ desk }: Ask, line: string): string => `\`${desk.config.command} ${escapeMrkdwn(line)}\``;

/** The same for a refusal, which is not mrkdwn yet. */
export const typing = ({ desk }: Ask, line: string): string => `\`${desk.config.command} ${line}\``;
