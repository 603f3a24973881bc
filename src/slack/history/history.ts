import type { Gap } from '../../incident/gaps.ts';
import { type Incident, isOpen } from '../../incident/incident.ts';
import { factsOf, type Log } from '../../log.ts';
import type { Watcher } from '../../logbook.ts';
import { createTurns } from '../../turns.ts';
import type { After } from '../after.ts';
import type { Meta, Self } from '../desk.ts';
import { credited, freshJob, type Job, keepJobs, restarted } from './job.ts';
import { readPage } from './page.ts';
import { readPins } from './pins.ts';
import { declare, type Reader, type Step, type Tools } from './take.ts';
import { readThread } from './thread.ts';
import { troubleOf } from './trouble.ts';

type Needs = Tools & {
  readonly meta: Meta;
  readonly after: After;
  readonly log: Log;
  readonly self: Promise<Self>;
  /** Whether the people of an adopted channel were told that it is recorded. */
  readonly isAnnounced: (incident: Incident) => Promise<boolean>;
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

export type History = Awaited<ReturnType<typeof createHistory>>;

/** A gap longer than this may hide marks and edits in any thread. */
const LONG = 60_000;
/** While Slack holds back events it says so each minute. */
const CALM = 90_000;
const AWAIT_NOTICE = 2_000;
const NOTE_AGAIN = 5_000;
const DAY = 86_400_000;

/**
 * Reads what was missed: the channel's top level, threads, reactions and pins are compared with the log. One page at a time,
 * however many incidents there are; nobody waits for it. How far it is, and the gaps that it is for, outlive a crash.
 */
export const createHistory = async (needs: Needs) => {
  const { logbook, meta, now, after, log, onProgress } = needs;
  const kept = keepJobs(meta);
  const jobs = await kept.load();
  const running = new Map<string, Promise<void>>();
  const alarms = new Map<string, () => void>();
  const stuck = new Map<string, string>();
  const tries = new Map<string, number>();
  const page = createTurns();
  const noting = createTurns();
  /** How often Slack began or ceased to reach us. */
  let reached = 0;
  let isNoted = false;
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
    if (stopped || !self || !isNoted || running.has(id)) return;
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

  const ask = async (id: string, gaps: readonly Gap[] = []): Promise<void> => {
    const { channel } = await logbook.read(id);
    const first = channel?.adopted === true && (await meta.get(adopted(id))) === undefined;
    const job = jobs.get(id) ?? freshJob(now());
    const isLong = gaps.some(({ from, to }) => +to - +from > LONG);
    const everyThread = job.everyThread || isLong || first;
    await put(id, { ...restarted(job, gaps), everyThread, first });
  };
  const begin = (what: string, work: () => Promise<unknown>): void =>
    void noting('', work).catch((error) => log.error(factsOf(error), `It could not be noted ${what}.`));

  const stateOf = (id: string): Progress['state'] => {
    if (!jobs.has(id)) return 'done';
    return stuck.has(id) ? 'stuck' : 'reading';
  };

  const openChannels = async (): Promise<string[]> =>
    (await logbook.heads({ open: true })).flatMap(({ id, channel }) => (channel ? [id] : []));

  const noteMissed = (): void => {
    const connection = ++reached;
    const note = async (): Promise<void> => {
      if (stopped || connection !== reached) return;
      const last = await meta.get('connected');
      const gaps = last ? [{ from: new Date(last), to: now(), read: 0 }] : [];
      await Promise.all((await openChannels()).map((id) => ask(id, gaps)));
      await meta.set('connected', now().toISOString());
      isNoted = connection === reached;
      runAll();
    };
    const attempt = (): void =>
      void noting('', note).catch((error) => {
        log.error(factsOf(error), 'What was missed could not be noted; trying again.');
        after(NOTE_AGAIN, attempt);
      });
    attempt();
  };

  return {
    /** Slack reaches us: what it did not tell us since it last did is read. */
    connected: noteMissed,
    gone: (): void => {
      reached++;
      isNoted = false;
    },
    /** Slack reaches us, and what was missed before is noted. */
    isNoted: (): boolean => isNoted,
    /** Slack holds events back, as it does when there are very many: the channels are read once it is over. */
    rateLimited: (since: Date): void =>
      begin('that Slack held events back', async () => {
        const minuteLater = new Date(+since + 60_000);
        const to = now() > minuteLater ? now() : minuteLater;
        for (const id of await openChannels()) {
          const before = jobs.get(id)?.gaps.at(-1);
          const isSame = before !== undefined && +since - +before.to < CALM;
          await ask(id, [{ from: isSame ? before.from : since, to, read: 0 }]);
          if (!running.has(id)) alarm(id, CALM);
        }
      }),
    /** We are in the channel (again). */
    joined: (channel: string): void =>
      begin('that a channel is to be read', async () => {
        const head = await logbook.head({ channel });
        if (!head) return;
        const since = await meta.get(absent(channel));
        await ask(head.id, since ? [{ from: new Date(since), to: now(), read: 0 }] : []);
        if (since) await meta.set(absent(channel), '');
        run(head.id);
      }),
    /** We are in the channel no longer. */
    left: (channel: string): void =>
      begin('that we were sent away', () => meta.set(absent(channel), now().toISOString())),
    news: (async ({ id }, entries) => {
      if (!entries.some(({ kind }) => asking.has(kind))) return;
      await noting('', () => ask(id));
      run(id);
    }) satisfies Watcher,
    progress: async ({ id }: Pick<Incident, 'id'>): Promise<Progress> => {
      const job = jobs.get(id);
      const adoptedWith = await meta.get(adopted(id));
      return {
        state: stateOf(id),
        read: job?.read ?? 0,
        ...(adoptedWith !== undefined && { adopted: Number(adoptedWith) }),
      };
    },
    busy: (): boolean => running.size > 0 || noting.busy(),
    settled: async (): Promise<void> => {
      while (running.size > 0 || noting.busy()) await Promise.all([noting.settled(), ...running.values()]);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      for (const cancel of alarms.values()) cancel();
      await Promise.all([noting.settled(), ...running.values()]);
    },
  };
};

/** What happens to an incident after which its channel is read: it is complete then. */
const asking = new Set(['incident.resolved', 'incident.reopened', 'channel.adopted', 'channel.unarchived']);

/** Progress is told each so many messages. */
const milestone = ({ read }: Job): number => Math.floor(read / 1_000);

const adopted = (incident: string): string => `adopted:${incident}`;
const absent = (channel: string): string => `absent:${channel}`;

const step = async (reader: Reader, job: Job): Promise<Step> => {
  if (job.threads.length > 0) return readThread(reader, job);
  return job.pins ? readPins(reader, job) : readPage(reader, job);
};
