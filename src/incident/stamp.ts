import { abbreviationAt, clockTime, day } from './zone.ts';

// A long document tells thousands of times, and neighbours share the minute.

/** Since 1980 all zones are whole minutes from UTC. */
const WHOLE_MINUTES = Date.UTC(1980, 0);
const MINUTE = 60_000;

/** Asks once for each minute, for what is the same all minute in every zone: instants come in order, so the last is remembered. */
export const perMinute = <T>(ask: (instant: Date) => T): ((instant: Date) => T) => {
  let last: { readonly minute: number; readonly answer: T } | undefined;
  return (instant) => {
    const at = instant.getTime();
    if (!(at >= WHOLE_MINUTES)) return ask(instant);
    const minute = Math.floor(at / MINUTE);
    if (last?.minute !== minute) last = { minute, answer: ask(new Date(minute * MINUTE)) };
    return last.answer;
  };
};

/** `2023-11-03 14:05:30 PST`, for any number of instants. */
export const stampsIn = (zone: string): ((instant: Date) => string) => {
  const around = perMinute(
    (at) => [`${day(at, zone)} ${clockTime(at, zone)}:`, ` ${abbreviationAt(zone, at)}`] as const,
  );
  return (instant) => {
    const at = instant.getTime();
    if (!(at >= WHOLE_MINUTES)) return stamp(instant, zone);
    const second = Math.floor(at / 1000) % 60;
    const [before, after] = around(instant);
    const end = `${second < 10 ? '0' : ''}${second}${after}`;
    return before + end;
  };
};

/** `2023-11-03 14:05:30 PST` */
export const stamp = (at: Date, zone: string): string =>
  `${day(at, zone)} ${clockTime(at, zone, { seconds: true })} ${abbreviationAt(zone, at)}`;
