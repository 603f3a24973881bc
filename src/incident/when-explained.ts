import type { When } from './when.ts';
import type { Doubt } from './when-day.ts';
import { abbreviationAt, clockTime, offsetAt, shortDay } from './zone.ts';

type Readers = { readonly zone: string; readonly writerZone?: string; readonly now: Date };

/** `Fri 3 Nov 14:05 PST (your clock: 23:05 CET).` and what is doubtful about it: the answer to a typed time. */
export const explainWhen = (when: When, readers: Readers): string =>
  [
    `${shown(when, readers)}${onOwnClock(when, readers)}`,
    ...when.doubts.map((doubt) => explain(doubt, when, readers)),
  ].join('. ');

const shown = (when: When, { zone, now }: Readers): string => `${shortDay(when.at, zone, now)} ${label(when, zone)}`;

const label = ({ at, typed }: When, zone: string): string =>
  `${clockTime(at, zone, { seconds: /:\d\d:\d\d/.test(typed) })} ${abbreviationAt(zone, at)}`;

const onOwnClock = (when: When, { zone, writerZone = zone, now }: Readers): string => {
  if (offsetAt(zone, when.at) === offsetAt(writerZone, when.at)) return '';
  const sameDate = shortDay(when.at, zone, now) === shortDay(when.at, writerZone, now);
  const day = sameDate ? '' : `${shortDay(when.at, writerZone, now)} `;
  return ` (your clock: ${day}${label(when, writerZone)})`;
};

const explain = (doubt: Doubt, when: When, { now }: Readers): string => {
  if (doubt.kind === 'days') {
    const days = doubt.others.map((other) => shortDay(other, when.zone, now));
    return `You wrote no day; it may also be ${days.join(' or ')}`;
  }
  const [first, second] = [when.at, doubt.second].map((at) => abbreviationAt(when.zone, at));
  return (
    `The clocks went back, so that time existed twice: this is the first (${first}). ` +
    `For the second write \`${clockTime(doubt.second, when.zone)} ${second}\``
  );
};
