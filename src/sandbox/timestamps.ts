import type { Clock } from './clock.ts';

/** Slack's message ids, `seconds.micros`: unique, and rising for as long as the clock is not set back. */
export const createTimestamps = (clock: Clock): (() => string) => {
  const used = new Set<number>();
  let last = 0;
  return () => {
    const now = clock.now().getTime() * 1000;
    const justBehind = now <= last && last - now < 5_000_000;
    let micros = justBehind ? last + 100 : now;
    while (used.has(micros)) micros += 100;
    used.add(micros);
    last = micros;
    return tsOf(micros);
  };
};

const tsOf = (micros: number): string => {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros - seconds * 1_000_000).padStart(6, '0')}`;
};
