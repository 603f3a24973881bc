import type { Clock } from '../clock.ts';

/** Counts calls per method and minute, and posts per channel and second; answers how long to wait, in seconds. */
export const createRateLimits = (clock: Clock): ((key: string, most: number, windowMs: number) => number) => {
  const calls = new Map<string, number[]>();
  return (key, most, windowMs) => {
    const now = clock.now().getTime();
    const recent = (calls.get(key) ?? []).filter((at) => now - at < windowMs);
    const oldest = recent[0];
    if (recent.length >= most && oldest !== undefined) return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
    calls.set(key, [...recent, now]);
    return 0;
  };
};
