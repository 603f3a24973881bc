import { refuse } from './refusal.ts';
import { calendarDay } from './when-calendar.ts';
import { dayLong, gapAround, instantsOf, localDay, localTime, minute, nominal } from './when-local.ts';
import { clockTime, sameDay, shortDay } from './zone.ts';

export type Doubt =
  /** The clocks went back: the time existed twice, the first was taken. */
  | { readonly kind: 'twice'; readonly second: Date }
  /** No day was written, and others fit or lie near. */
  | { readonly kind: 'days'; readonly others: readonly Date[] };

export type Placed = { readonly at: Date; readonly doubts: readonly Doubt[] };

type Bounds = {
  readonly zone: string;
  /** The latest instant that is not in the future. */
  readonly latest: Date;
  readonly span?: { readonly start: Date; readonly end: Date; readonly previous?: Date };
};

/** A clock time on a day. One that is in the future all the same is the caller's to refuse. */
export const placeOnDay = (day: number, time: number, { zone, latest }: Bounds): Placed => {
  const [first, second] = instantsOf(day + time, zone);
  if (!first) return refuseGap(day + time, zone);
  return { at: first, doubts: second && second <= latest ? [{ kind: 'twice', second }] : [] };
};

/** A clock time alone: the latest that is not in the future; of a resolved incident the one between start and end. */
export const placeWithoutDay = (time: number, bounds: Bounds): Placed => {
  const { zone, latest, span } = bounds;
  const usual = () => placeOnDay(latestDay(time, bounds), time, bounds);
  if (!span) return usual();
  // People write `14:05` for what began at 14:05:30.
  const start = Math.floor(span.start.getTime() / minute) * minute;
  const inside = (instant: Date) => instant.getTime() >= start && instant <= span.end;
  const days = daysBetween(localDay(span.start, zone), localDay(span.end, zone));
  const fitting = days
    .map((day) => instantsOf(day + time, zone).filter(inside))
    .filter((instants) => instants.length > 0);
  if (fitting.length === 0) {
    const lost = days.find((day) => instantsOf(day + time, zone).length === 0 && inside(nominal(day + time, zone)));
    return lost === undefined ? offering(usual(), near(time, bounds)) : refuseGap(lost + time, zone);
  }
  const chosen =
    fitting.find(([at]) => at && span.previous && sameDay(at, span.previous, zone)) ?? nearest(fitting, span.previous);
  const [at = latest, second] = chosen ?? [];
  const others = fitting.flatMap(([other]) => (other && other !== at ? [other] : []));
  return offering({ at, doubts: second ? [{ kind: 'twice', second }] : [] }, others);
};

/** A date without its year: the last such day; near a resolved incident, if there is one. Days soon to come are this year's. */
export const placeWithoutYear = (written: { month: number; date: number }, time: number, bounds: Bounds): Placed => {
  const { zone, latest, span } = bounds;
  const thisYear = new Date(localTime(latest, zone)).getUTCFullYear();
  // Eight years back there is a 29 February, also around 1900 and 2100.
  const days = Array.from({ length: 10 }, (_, back) => calendarDay(thisYear + 1 - back, written.month, written.date));
  const existing = days.filter((day) => day !== undefined);
  const known = existing.filter((day) => nominal(day + time, zone).getTime() <= latest.getTime() + soon);
  const [last] = known;
  if (last === undefined)
    return refuse('There is no such day in the calendar. Write the date like `2023-11-03 14:05`.');
  const distance = (day: number) => Math.abs(day + time - localTime(span?.start ?? latest, zone));
  const day = span ? known.reduce((best, each) => (distance(each) < distance(best) ? each : best), last) : last;
  return placeOnDay(day, time, bounds);
};

/** Whoever writes a date this little ahead does not mean the one of a year ago, but has mistyped. */
const soon = 31 * dayLong;

const latestDay = (time: number, { zone, latest }: Bounds): number => {
  const today = localDay(latest, zone);
  return nominal(today + time, zone) <= latest ? today : today - dayLong;
};

const daysBetween = (first: number, last: number): number[] =>
  Array.from({ length: Math.floor((last - first) / dayLong) + 1 }, (_, index) => first + index * dayLong);

const nearest = (fitting: readonly (readonly Date[])[], to: Date | undefined): readonly Date[] | undefined => {
  const distance = ([at]: readonly Date[]) => (at && to ? Math.abs(at.getTime() - to.getTime()) : 0);
  return fitting.toSorted((a, b) => distance(a) - distance(b))[to ? 0 : fitting.length - 1];
};

/** The last such time before the incident and the first one after it. */
const near = (time: number, { zone, latest, span }: Bounds): Date[] => {
  if (!span) return [];
  const days = daysBetween(localDay(span.start, zone) - dayLong, localDay(span.end, zone) + dayLong);
  const instants = days.flatMap((day) => instantsOf(day + time, zone).slice(0, 1));
  const before = instants.findLast((instant) => instant < span.start);
  const after = instants.find((instant) => instant > span.end && instant <= latest);
  return [before, after].filter((instant) => instant !== undefined);
};

const offering = ({ at, doubts }: Placed, candidates: readonly Date[]): Placed => {
  const others = candidates.filter((other) => other.getTime() !== at.getTime());
  return { at, doubts: others.length > 0 ? [...doubts, { kind: 'days', others }] : doubts };
};

const refuseGap = (local: number, zone: string): never => {
  const { last, next } = gapAround(local, zone);
  const typed = new Date(local).toISOString().slice(11, 16);
  return refuse(
    `${typed} does not exist on ${shortDay(next, zone, last)} in ${zone}: the clocks went from ` +
      `${clockTime(last, zone)} to ${clockTime(next, zone)}. Write a time up to ${clockTime(last, zone)}, or from ${clockTime(next, zone)} on.`,
  );
};
