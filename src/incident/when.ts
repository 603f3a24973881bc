import { Refusal, refuse } from './refusal.ts';
import { calendarDay } from './when-calendar.ts';
import { type Doubt, type Placed, placeOnDay, placeWithoutDay, placeWithoutYear } from './when-day.ts';
import { type Expression, leadingExpression, separator } from './when-grammar.ts';
import { dayLong, localDay, minute } from './when-local.ts';
import type { Zones } from './when-zone.ts';
import { clockLabel, shortDay } from './zone.ts';

/** What a typed time depends on. `now` is when it was typed, `zone` the incident's, `writerZone` the one of who typed. */
export type WhenContext = Zones & {
  /** There once the incident is resolved. `previous` is the time of the writer's entry before. */
  readonly span?: { readonly start: Date; readonly end: Date; readonly previous?: Date };
};

export type When = {
  readonly at: Date;
  /** The expression as it was typed. */
  readonly typed: string;
  /** The zone in which it was read. */
  readonly zone: string;
  /** What the answer must say about it. */
  readonly doubts: readonly Doubt[];
};

/**
 * The time with which `text` begins, if it begins with one, and the rest to the letter.
 * Refuses a time that does not exist, that is more than 5 minutes away in the future, or that may mean several.
 */
export const readWhen = (text: string, context: WhenContext): { readonly when?: When; readonly rest: string } => {
  const line = text.trimStart();
  try {
    const expression = leadingExpression(line, context);
    if (!expression) return { rest: text };
    const typed = line.slice(0, expression.length);
    const zone = (expression.form === 'clock' && expression.clock.zone) || context.zone;
    const { at, doubts } = place(expression, zone, context);
    if (at.getTime() > context.now.getTime() + tolerance) return refuseFuture(typed, at, zone, context.now);
    const after = line.slice(typed.length);
    return { when: { at, typed, zone, doubts }, rest: after.slice(separator(after).length) };
  } catch (error) {
    // Nothing that somebody typed is lost, also not with a "no".
    if (error instanceof Refusal) return refuse(`${error.message}\nYou typed: ${line}`);
    throw error;
  }
};

/** Clocks differ a little, and people round up. */
const tolerance = 5 * minute;

const place = (expression: Expression, zone: string, context: WhenContext): Placed => {
  const { now, span } = context;
  if (expression.form === 'ago') return { at: new Date(now.getTime() - expression.ago), doubts: [] };
  const { clock, day } = expression;
  const latest = new Date(now.getTime() + tolerance);
  if (!day) return placeWithoutDay(clock.time, { zone, latest, ...(span && { span }) });
  if ('back' in day) return placeOnDay(localDay(now, zone) - day.back * dayLong, clock.time, { zone, latest });
  const { year, month, date } = day;
  if (year === undefined) return placeWithoutYear({ month, date }, clock.time, { zone, latest, ...(span && { span }) });
  const midnight = calendarDay(year, month, date);
  if (midnight === undefined)
    return refuse('There is no such day in the calendar. Write the date like `2023-11-03 14:05`.');
  return placeOnDay(midnight, clock.time, { zone, latest });
};

const refuseFuture = (typed: string, at: Date, zone: string, now: Date): never =>
  refuse(
    `\`${typed}\` is in the future: ${shortDay(at, zone, now)} ${clockLabel(at, zone)}, and it is now ` +
      `${shortDay(now, zone, now)} ${clockLabel(now, zone)}. The timeline tells what has happened; ` +
      'write a time that is past, or put a word before it if it is not meant as the time of this entry.',
  );
