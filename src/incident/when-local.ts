import { offsetAt } from './zone.ts';

// A local time is a number here: the milliseconds that UTC would show if its clock read the same. Days and clock times
// add up plainly on it; what it is as an instant depends on the zone, and may be no instant, or two.

export const minute = 60_000;
export const dayLong = 24 * 60 * minute;

export const localTime = (instant: Date, zone: string): number => instant.getTime() + offsetAt(zone, instant) * minute;

export const localDay = (instant: Date, zone: string): number => startOfDay(localTime(instant, zone));

const startOfDay = (local: number): number => Math.floor(local / dayLong) * dayLong;

/** The instants at which clocks in the zone show this time: one, none in spring's gap, two in autumn's. In order. */
export const instantsOf = (local: number, zone: string): readonly Date[] =>
  guesses(local, zone).filter((instant) => localTime(instant, zone) === local);

/** Where a local time would lie if the clocks had not been changed before it. For ordering, also of those that do not exist. */
export const nominal = (local: number, zone: string): Date => {
  const [first, last] = guesses(local, zone);
  return instantsOf(local, zone)[0] ?? last ?? first ?? new Date(local);
};

/** For a local time that does not exist: the last minute before the clocks went forward, and the first one after. */
export const gapAround = (local: number, zone: string): { readonly last: Date; readonly next: Date } => {
  let [before, after] = [local - dayLong, local + dayLong];
  const offset = offsetAt(zone, new Date(before));
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, new Date(middle)) === offset) before = middle;
    else after = middle;
  }
  return { last: new Date(after - minute), next: new Date(after) };
};

// No zone is a whole day away from UTC, so the offsets of the day before and the day after are those that can apply.
const guesses = (local: number, zone: string): readonly Date[] => {
  const offsets = [local - dayLong, local + dayLong].map((each) => offsetAt(zone, new Date(each)));
  return [...new Set(offsets)]
    .map((offset) => local - offset * minute)
    .sort((a, b) => a - b)
    .map((at) => new Date(at));
};
