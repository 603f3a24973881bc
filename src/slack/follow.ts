import type { Entry } from '../incident/entry.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import { factsOf, type Log } from '../log.ts';
import type { Logbook, Watcher } from '../logbook.ts';
import { createTurns } from '../turns.ts';
import type { After } from './after.ts';
import type { Meta } from './desk.ts';

export type Follower = ReturnType<typeof createFollower>;

type Needs = {
  /** Under which it notes how far it has come. */
  readonly name: string;
  readonly logbook: Logbook;
  readonly meta: Meta;
  readonly after: After;
  readonly now: () => Date;
  readonly log: Log;
  /** Whether something must be done about an entry. */
  readonly isWanted: (entry: Entry) => boolean;
  /** Does it. Of the same entries it may be asked again, after an error or a crash. */
  readonly see: (incident: Incident, wanted: readonly Entry[]) => Promise<void>;
  /** How long to wait after an error, in milliseconds. */
  readonly patience?: (error: unknown) => number;
};

const AGAIN = 30_000;
const LOOKED_AFTER = 24 * 3_600_000;
/** So many entries about which nothing is to be done are looked at again after a crash. */
const NOTED_EVERY = 500;

/**
 * Does something about what was written, after it was written, and at least once: how far each log was followed is noted, so
 * that a crash in between loses nothing, and a restart repeats nothing. An incident without its channel waits for it.
 */
export const createFollower = (needs: Needs) => {
  const { name, logbook, meta, after, now, log, isWanted, see, patience = () => AGAIN } = needs;
  const turn = createTurns();
  const followed = new Map<string, { seq: number; noted: number }>();
  const retries = new Map<string, () => void>();
  let stopped = false;

  const placeOf = async (id: string): Promise<{ seq: number; noted: number }> => {
    const known = followed.get(id);
    if (known) return known;
    const noted = Number((await meta.get(`${name}:${id}`)) ?? 0);
    return { seq: noted, noted };
  };

  const follow = async (id: string): Promise<void> => {
    const { seq, noted } = await placeOf(id);
    const incident = await logbook.read(id);
    if (stopped || incident.seq <= seq || incident.imported || !incident.channel) return;
    const entries = await logbook.entries(id, seq);
    const last = entries.at(-1)?.seq ?? seq;
    const wanted = entries.filter(isWanted);
    if (wanted.length > 0) await see(incident, wanted);
    const isNoted = wanted.length > 0 || last - noted >= NOTED_EVERY;
    if (isNoted) await meta.set(`${name}:${id}`, String(last));
    followed.set(id, { seq: last, noted: isNoted ? last : noted });
  };

  const converge = (id: string): void =>
    void turn(id, () => follow(id)).catch((error) => {
      log.warn({ ...factsOf(error), what: name }, 'Something about what was written is not done yet; trying again.');
      if (!stopped) retry(id, patience(error));
    });

  const retry = (id: string, wait: number): void => {
    retries.get(id)?.();
    const again = () => {
      retries.delete(id);
      converge(id);
    };
    retries.set(id, after(wait, again));
  };

  const news: Watcher = async ({ id }, entries) => {
    if (entries.some((entry) => isWanted(entry) || entry.kind === 'channel.made')) converge(id);
  };

  return {
    news,
    /** What was written before a stop or a crash. */
    convergeAll: async (): Promise<void> => {
      const recent = +now() - LOOKED_AFTER;
      for (const head of await logbook.heads({ live: true }))
        if (head.channel && (isOpen(head) || (head.resolvedAt ?? 0) >= recent)) converge(head.id);
    },
    busy: turn.busy,
    settled: turn.settled,
    stop: async (): Promise<void> => {
      stopped = true;
      for (const cancel of retries.values()) cancel();
      await turn.settled();
    },
  };
};
