import type { Gap } from '../../incident/gaps.ts';
import { type Incident, isOpen } from '../../incident/incident.ts';
import { factsOf, type Log } from '../../log.ts';
import { createTurns } from '../../turns.ts';
import type { After } from '../after.ts';
import type { Meta, Self } from '../desk.ts';
import type { TaskOffers } from '../task-offers.ts';
import { credited, freshJob, type Job, keepJobs, restarted } from './job.ts';
import { readPage } from './page.ts';
import { readPins } from './pins.ts';
import { declare, type Reader, type Step, type Tools } from './take.ts';
import { readThread } from './thread.ts';
import { troubleOf } from './trouble.ts';

export type Needs = Tools & {
  readonly meta: Meta;
  readonly after: After;
  readonly log: Log;
  readonly self: Promise<Self>;
  /** Whether the people of an adopted channel were told that it is recorded. */
  readonly isAnnounced: (incident: Incident) => Promise<boolean>;
  readonly taskOffers: Pick<TaskOffers, 'read'>;
  /** The reading of an incident's channel has come further, or to its end. */
  readonly onProgress: (incident: string) => void;
};

/** How it is with the reading of an incident's channel. */
export type Progress = {
  /** `stuck`: somebody has to do something first. */
  readonly state: 'reading' | 'stuck' | 'done';
  /** How many messages were taken up so far. */
  readonly read: number;
  /** How many were taken up when the channel was adopted, once that is done. */
  readonly adopted?: number;
};

/** A gap longer than this may hide marks and edits in any thread. */
const LONG = 60_000;
const AWAIT_NOTICE = 2_000;
const DAY = 86_400_000;

/**
 * The channels that are to be read, one page at a time, however many there are: top level, threads, reactions and pins are
 * compared with the log. How far each is, and the gaps that it is for, outlive a crash.
 */
export const createReadings = async (needs: Needs) => {
  const { logbook, meta, now, after, log, onProgress } = needs;
  const kept = keepJobs(meta);
  const jobs = await kept.load();
  const running = new Map<string, Promise<void>>();
  const alarms = new Map<string, () => void>();
  const stuck = new Map<string, string>();
  const tries = new Map<string, number>();
  const page = createTurns();
  let isReached = false;
  let stopped = false;
  let self: Self | undefined;
  void needs.self.then((known) => {
    self = known;
    runAll();
  });

  const alarm = (id: string, wait: number): void => {
    alarms.get(id)?.();
    alarms.set(
      id,
      after(wait, () => run(id)),
    );
  };
  const run = (id: string): void => {
    alarms.get(id)?.();
    alarms.delete(id);
    if (stopped || !self || !isReached || running.has(id)) return;
    const work = read(id, self).finally(() => {
      running.delete(id);
      if (jobs.has(id) && !alarms.has(id)) run(id); // asked for again while the last page was read
    });
    running.set(id, work);
  };
  const runAll = (): void => {
    for (const id of jobs.keys()) run(id);
  };

  const read = async (id: string, me: Self): Promise<void> => {
    try {
      while (!stopped && (await page('page', () => advance(id, me))));
    } catch (error) {
      if (!stopped) postpone(id, error);
    }
  };

  const postpone = (id: string, error: unknown): void => {
    const tried = tries.get(id) ?? 0;
    tries.set(id, tried + 1);
    const { wait, todo } = troubleOf(error, tried);
    alarm(id, wait);
    const facts = { ...factsOf(error), incident: id };
    if (!todo) return log.warn({ ...facts, wait }, 'A channel could not be read; it is read on later.');
    if (stuck.get(id) !== todo) log.error(facts, `The channel of an incident cannot be read. ${todo}`);
    stuck.set(id, todo);
    onProgress(id);
  };

  /** One page more. False when there is nothing to be done, now or at all. */
  const advance = async (id: string, me: Self): Promise<boolean> => {
    const job = jobs.get(id);
    if (!job) return false;
    const incident = await logbook.read(id);
    const channel = incident.channel?.id;
    if (!channel || incident.channel?.deleted) return end(id);
    if (incident.channel?.adopted && !(await needs.isAnnounced(incident))) {
      alarm(id, AWAIT_NOTICE);
      return false;
    }
    const reader = { ...needs, self: me, incident, channel };
    if (isVain(incident, job)) {
      await finish(reader);
      return false;
    }
    const { job: next, taken } = await step(reader, job);
    stuck.delete(id);
    tries.delete(id);
    const current = jobs.get(id);
    // Something else was missed meanwhile: all anew, but what was found is found.
    await put(id, credited(current === job || !current ? next : current, taken));
    const isOver = job.pins && job.threads.length === 0 && current === job;
    if (isOver) await finish(reader);
    if (isOver || (job.first && milestone(next) > milestone(job))) onProgress(id);
    return !isOver;
  };

  /** Nobody may ever put it right in the channel of an incident that is over. */
  const isVain = (incident: Incident, job: Job): boolean =>
    stuck.has(incident.id) && !isOpen(incident) && +now() - +job.began > DAY;

  const finish = async (reader: Reader): Promise<void> => {
    const job = jobs.get(reader.incident.id);
    if (!job) return;
    await declare(reader, job);
    await needs.taskOffers.read(reader.incident, job.taskAsks);
    if (job.first) await meta.set(adopted(reader.incident.id), String(job.read));
    if (jobs.get(reader.incident.id) === job) await end(reader.incident.id);
    log.info({ incident: reader.incident.id, read: job.read }, 'A channel was read.');
  };

  const put = async (id: string, job: Job): Promise<void> => {
    jobs.set(id, job);
    await kept.put(id, job);
  };
  const end = async (id: string): Promise<false> => {
    jobs.delete(id);
    stuck.delete(id);
    tries.delete(id);
    await kept.end(id);
    return false;
  };

  const ask = async (id: string, gaps: readonly Gap[] = [], isThorough = false): Promise<void> => {
    const { channel } = await logbook.read(id);
    const first = channel?.adopted === true && (await meta.get(adopted(id))) === undefined;
    const job = jobs.get(id) ?? freshJob(now());
    const isLong = gaps.some(({ from, to }) => +to - +from > LONG);
    const everyThread = job.everyThread || isThorough || isLong || first;
    await put(id, { ...restarted(job, gaps), everyThread, first });
  };
  const stateOf = (id: string): Progress['state'] => {
    if (!jobs.has(id)) return 'done';
    return stuck.has(id) ? 'stuck' : 'reading';
  };

  return {
    /** A channel is to be read anew, because of these gaps or for another reason; `isThorough`: with every thread. Kept when it resolves. */
    ask,
    run,
    /** Slack reaches us, or does not: then nothing is begun. */
    reach: (is: boolean): void => {
      isReached = is;
      if (is) runAll();
    },
    /** Unless it is being read already, it is in so many milliseconds. */
    runIn: (id: string, wait: number): void => {
      if (!running.has(id)) alarm(id, wait);
    },
    lastGap: (id: string): Gap | undefined => jobs.get(id)?.gaps.at(-1),
    progress: async ({ id }: Pick<Incident, 'id'>): Promise<Progress> => {
      const adoptedWith = await meta.get(adopted(id));
      return {
        state: stateOf(id),
        read: jobs.get(id)?.read ?? 0,
        ...(adoptedWith !== undefined && { adopted: Number(adoptedWith) }),
      };
    },
    busy: (): boolean => running.size > 0,
    settled: (): Promise<unknown> => Promise.all(running.values()),
    stop: async (): Promise<void> => {
      stopped = true;
      for (const cancel of alarms.values()) cancel();
      await Promise.all(running.values());
    },
  };
};

/** Progress is told each so many messages. */
const milestone = ({ read }: Job): number => Math.floor(read / 1_000);

const adopted = (incident: string): string => `adopted:${incident}`;

const step = async (reader: Reader, job: Job): Promise<Step> => {
  if (job.threads.length > 0) return readThread(reader, job);
  return job.pins ? readPins(reader, job) : readPage(reader, job);
};
