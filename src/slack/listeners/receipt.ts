import type { Incident, Moment } from '../../incident/incident.ts';
import { readWhen, type When } from '../../incident/when.ts';
import { explainWhen } from '../../incident/when-explained.ts';
import { clockLabel } from '../../incident/zone.ts';
import type { Recorded } from '../../logbook.ts';
import { timeButtons } from '../blocks/time-buttons.ts';
import type { Answer, Ask, IncidentAsk } from './verb.ts';

/** The time with which words begin, read in the incident's zone. */
export const readTime = (ask: IncidentAsk, text: string): { when?: When; rest: string } => {
  const { incident, writerZone, now, who } = ask;
  const previous = incident.moments.findLast(({ entry }) => entry.recorder.id === who.id)?.entry.at;
  const span = incident.resolvedAt &&
    incident.openedAt && { start: earliest(incident), end: incident.resolvedAt, previous };
  return readWhen(text, { now, zone: incident.zone, ...(writerZone && { writerZone }), ...(span && { span }) });
};

/** What was told before the opening belongs to the incident, too. */
const earliest = (incident: Incident): Date =>
  incident.moments.reduce((first, { entry }) => (entry.at < first ? entry.at : first), incident.openedAt ?? new Date());

/** The told entry that was just written. */
export const writtenMoment = ({ incident, news }: Recorded): Moment | undefined =>
  incident.moments.findLast(({ entry }) => news.some(({ seq }) => seq === entry.seq));

const LONG_AGO = 2 * 3_600_000;

/** `#14 hypothesis, 14:05 PST`: what was saved, and under which number. A typed time is explained, and can be put right when it lies far back. */
export const receipt = (ask: IncidentAsk, recorded: Recorded, what: string, when?: When): Answer => {
  const moment = writtenMoment(recorded);
  if (!moment) return { text: 'That is on the record already: nothing was written twice.' };
  const { number, entry } = moment;
  const { zone } = recorded.incident;
  if (!when) return { text: `#${number} ${what}, ${clockLabel(entry.at, zone)}` };
  const { now, writerZone } = ask;
  const text = `#${number} ${what}, ${explainWhen(when, { zone, now, ...(writerZone && { writerZone }) })}`;
  const isLongAgo = +now - +when.at > LONG_AGO;
  return isLongAgo ? { text, blocks: timeButtons(text, recorded.incident.id, number, when, writerZone) } : { text };
};

/** For what has no number on the timeline. */
export const saved = ({ news }: Recorded, text: string): Answer => ({
  text: news.length > 0 ? text : 'It is so already: nothing was written.',
});

export const incidentName = (incident: { readonly number: number }): string => `INC-${incident.number}`;

/** The command as it is typed here, for answers that say what to type. */
export const command = ({ desk }: Ask, line: string): string => `\`${desk.config.command} ${line}\``;
