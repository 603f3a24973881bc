import { factsOf, type Log } from '../log.ts';
import type { After } from './after.ts';
import { type Inbox, type InboxRow, queueOf } from './inbox.ts';
import { createPace } from './pace.ts';

/** What became of a row: committed together with its entries; nothing to write; waiting for something; or to be asked again at once. */
export type Verdict =
  | { readonly type: 'committed' | 'done' | 'again' }
  | { readonly type: 'parked'; readonly awaits: string };

export type Worker = ReturnType<typeof createWorker>;

type Needs = {
  readonly inbox: Pick<Inbox, 'due' | 'retry' | 'park' | 'fail' | 'done'>;
  readonly now: () => Date;
  readonly after: After;
  readonly log: Log;
  /** Rows of one channel, in order. Throws when one of them, or all, cannot be handled now. */
  readonly handle: (rows: readonly InboxRow[]) => Promise<readonly Verdict[]>;
  readonly onParked: (row: InboxRow, awaits: string) => void;
  readonly onFailed: (row: InboxRow) => void;
};

const AT_ONCE = 50;
const TRIES = 5;
const patience = (attempts: number): number => 1_000 * 4 ** attempts;
const BLOCKED = 5_000;

/** Handles what was kept, each channel by itself, until nothing is due. */
export const createWorker = ({ inbox, now, after, log, handle, onParked, onFailed }: Needs) => {
  const queues = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;
  const alarms = new Set<() => void>();
  const pace = createPace();

  const wake = (): void => {
    lookAgain = true;
    if (stopped || looking) return;
    looking = look().finally(() => {
      looking = undefined;
      if (lookAgain && !stopped) wake();
    });
  };

  const wakeIn = (ms: number): void => {
    if (stopped) return;
    const cancel = after(ms, () => {
      alarms.delete(cancel);
      wake();
    });
    alarms.add(cancel);
  };

  const look = async (): Promise<void> => {
    await new Promise<void>((turn) => {
      const rest = pace.rest();
      if (rest > 0) setTimeout(turn, rest);
      else setImmediate(turn);
    });
    lookAgain = false;
    try {
      const due = await inbox.due(+now(), AT_ONCE, [...queues.keys()]);
      if (stopped) return;
      pace.worked(due[0] ? +now() - due[0].receivedAt : 0);
      for (const [queue, rows] of Map.groupBy(due, queueOf)) begin(queue, rows);
    } catch (error) {
      blocked(error);
    }
  };

  const begin = (queue: string, rows: readonly InboxRow[]): void => {
    const over = (next: () => void) => {
      queues.delete(queue);
      next();
    };
    const work = batch(rows).then(
      () => over(wake),
      (error) => over(() => blocked(error)),
    );
    queues.set(queue, work);
  };

  const blocked = (error: unknown): void => {
    log.error(factsOf(error), 'The inbox cannot be worked on; trying again.');
    wakeIn(BLOCKED);
  };

  /** One row that cannot be handled must not hold up its neighbours: they are then handled one by one. */
  const batch = async (rows: readonly InboxRow[]): Promise<void> => {
    try {
      return await settle(rows, await handle(rows));
    } catch (error) {
      const [row, another] = rows;
      if (row && !another) return await postpone(row, error);
    }
    for (const row of rows) await batch([row]);
  };

  const settle = async (rows: readonly InboxRow[], verdicts: readonly Verdict[]): Promise<void> => {
    const done = rows.filter((_, i) => verdicts[i]?.type === 'done').map(({ id }) => id);
    const parking = rows.map(async (row, i) => {
      const verdict = verdicts[i];
      if (verdict?.type !== 'parked') return;
      await inbox.park(row.id, verdict.awaits);
      onParked(row, verdict.awaits);
    });
    await Promise.all([done.length > 0 && inbox.done(done), ...parking]);
  };

  const postpone = async (row: InboxRow, error: unknown): Promise<void> => {
    const facts = { ...factsOf(error), row: row.id, key: row.key, channel: row.channel, attempt: row.attempts + 1 };
    if (row.attempts + 1 >= TRIES) {
      await inbox.fail(row.id, factsOf(error).error);
      log.error(facts, 'An event could not be handled and was given up; it is kept.');
      return onFailed(row);
    }
    const wait = patience(row.attempts);
    await inbox.retry(row.id, +now() + wait, factsOf(error).error);
    log.warn(facts, 'An event could not be handled; trying again.');
    wakeIn(wait);
  };

  return {
    wake,
    /** Something new is kept, and was acknowledged. */
    heard: (): void => {
      pace.heard();
      wake();
    },
    busy: (): boolean => queues.size > 0 || looking !== undefined,
    settled: async (): Promise<void> => {
      while (queues.size > 0 || looking) await Promise.all([looking, ...queues.values()]);
    },
    /** Finishes what was begun. */
    stop: async (): Promise<void> => {
      stopped = true;
      for (const cancel of alarms) cancel();
      await Promise.all([looking, ...queues.values()]);
    },
  };
};
