import type { Deliver } from './deliver.ts';

export type Pace =
  /** The next one when an earlier one is acknowledged. */
  | { readonly inFlight: number }
  /** Whatever becomes of the earlier ones. */
  | { readonly perSecond: number };

export type Measured = {
  /** From sending until the acknowledgement, in the order of the acknowledgements. */
  readonly ms: readonly number[];
  readonly acknowledged: number;
  /** Which were not, by their place. */
  readonly failed: readonly number[];
  readonly seconds: number;
  /** The share of a core that sending took. */
  readonly busy: number;
};

/** Sends them all, and waits until each is acknowledged or lost. */
export const load = async (bodies: readonly string[], deliver: Deliver, pace: Pace): Promise<Measured> => {
  const ms: number[] = [];
  const failed: number[] = [];
  const send = async (i: number): Promise<void> => {
    const began = performance.now();
    const ok = await deliver(bodies[i] ?? '');
    if (ok) ms.push(performance.now() - began);
    else failed.push(i);
  };
  const before = process.cpuUsage();
  const began = performance.now();
  await ('inFlight' in pace
    ? inTurns(bodies.length, pace.inFlight, send)
    : onTime(bodies.length, pace.perSecond, send));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { ms, acknowledged: ms.length, failed, seconds, busy: (user + system) / 1e6 / seconds };
};

const inTurns = async (count: number, lanes: number, send: (i: number) => Promise<void>): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await send(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

const onTime = async (count: number, perSecond: number, send: (i: number) => Promise<void>): Promise<void> => {
  const under: Promise<void>[] = [];
  const began = performance.now();
  while (under.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - began) * perSecond) / 1000) + 1);
    while (under.length < due) under.push(send(under.length));
    await new Promise((tick) => setTimeout(tick, 1));
  }
  await Promise.all(under);
};
