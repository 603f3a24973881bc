import { clockTime, offsetAt, sameDay, shortDay } from '../incident/zone.ts';
import type { Postmortem } from './postmortem.ts';

/** Where an instant stands in the drawing. */
export type Scale = {
  readonly from: Date;
  readonly to: Date;
  readonly left: number;
  readonly right: number;
  readonly x: (at: Date) => number;
  readonly holds: (at: Date) => boolean;
};

export const WIDTH = 960;
const EDGE = 12;

/** From the first to the last of what is drawn; what was written long before or after stands in the list only. */
export const scaleOf = ({ span, milestones, paths, gaps, options, status }: Postmortem): Scale | undefined => {
  const isOver = status === 'resolved' || status === 'cancelled';
  const instants = [
    span.start.value,
    span.end.value,
    ...Object.values(milestones).map((moment) => moment?.entry.at),
    ...paths.flatMap(({ from, to }) => [from, to]),
    ...gaps.flatMap(({ from, to }) => [from, to]),
    ...(isOver || !span.start.value ? [] : [options.now]),
  ].flatMap((at) => (at ? [+at] : []));
  const [from, to] = [Math.min(...instants), Math.max(...instants)];
  if (!(to > from)) return undefined;
  const [left, right] = [EDGE, WIDTH - EDGE];
  const x = (at: Date): number => Math.round((left + ((+at - from) / (to - from)) * (right - left)) * 10) / 10;
  return { from: new Date(from), to: new Date(to), left, right, x, holds: (at) => +at >= from && +at <= to };
};

const MINUTE = 60_000;
const DAY = 1440;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, DAY, 2 * DAY, 7 * DAY];
const MOST = 8;

/** Round times of the incident's clock, whatever is done to that clock in between. */
export const ticksOf = (scale: Scale, zone: string): { readonly at: Date; readonly text: string }[] => {
  const { from, to } = scale;
  const minutes = (+to - +from) / MINUTE;
  const step = steps.find((each) => minutes / each <= MOST) ?? Math.ceil(minutes / MOST / DAY) * DAY;
  const shift = offsetAt(zone, from);
  const first = Math.ceil((+from / MINUTE + shift) / step) * step;
  const instant = (clock: number): Date => {
    const near = new Date((clock - shift) * MINUTE);
    return new Date((clock - offsetAt(zone, near)) * MINUTE);
  };
  return Array.from({ length: Math.ceil(minutes / step) + 1 }, (_, n) => instant(first + n * step))
    .filter(scale.holds)
    .map((at) => ({ at, text: step < DAY ? clockIn(scale, at, zone) : shortDay(at, zone, to) }));
};

/** The clock, with the day where the drawing has several. */
export const clockIn = ({ from, to }: Scale, at: Date, zone: string): string =>
  sameDay(from, to, zone) ? clockTime(at, zone) : `${shortDay(at, zone, to)} ${clockTime(at, zone)}`;

/** About as wide as a text is in the drawing. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 14 : 7.2), 0);
