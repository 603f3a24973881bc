import { abbreviationAt, clockLabel, clockTime, longDay, sameDay } from '../incident/zone.ts';

/** `14:00 to 15:30 PST`, or with both labels, or with both days, where they differ. */
export const clockRange = (from: Date, to: Date, zone: string): string => {
  if (!sameDay(from, to, zone)) return `${clockDay(from, zone)} to ${clockDay(to, zone)}`;
  const isOneLabel = abbreviationAt(zone, from) === abbreviationAt(zone, to);
  return `${isOneLabel ? clockTime(from, zone) : clockLabel(from, zone)} to ${clockLabel(to, zone)}`;
};

/** `14:00 PST on Friday, 3 November 2023` */
export const clockDay = (at: Date, zone: string): string => `${clockLabel(at, zone)} on ${longDay(at, zone)}`;

/** `14:00 to 15:30 PST on Friday, 3 November 2023` */
export const dayRange = (from: Date, to: Date, zone: string): string =>
  sameDay(from, to, zone) ? `${clockRange(from, to, zone)} on ${longDay(to, zone)}` : clockRange(from, to, zone);

/** The clock, with the day where it is not the day of `beside`. */
export const clockBeside = (at: Date, beside: Date | undefined, zone: string): string =>
  beside && sameDay(at, beside, zone) ? clockLabel(at, zone) : clockDay(at, zone);
