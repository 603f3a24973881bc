import { clockLabel, longDay, sameDay } from '../incident/zone.ts';

/** `14:00 PST to 15:30 PST`, or with both days, where they differ: no time stands without its zone. */
export const clockRange = (from: Date, to: Date, zone: string): string =>
  sameDay(from, to, zone)
    ? `${clockLabel(from, zone)} to ${clockLabel(to, zone)}`
    : `${clockDay(from, zone)} to ${clockDay(to, zone)}`;

/** `14:00 PST on Friday, 3 November 2023` */
export const clockDay = (at: Date, zone: string): string => `${clockLabel(at, zone)} on ${longDay(at, zone)}`;

/** `14:00 PST to 15:30 PST on Friday, 3 November 2023` */
export const dayRange = (from: Date, to: Date, zone: string): string =>
  sameDay(from, to, zone) ? `${clockRange(from, to, zone)} on ${longDay(to, zone)}` : clockRange(from, to, zone);

/** The clock, with the day where it is not the day of `beside`. */
export const clockBeside = (at: Date, beside: Date | undefined, zone: string): string =>
  beside && sameDay(at, beside, zone) ? clockLabel(at, zone) : clockDay(at, zone);
