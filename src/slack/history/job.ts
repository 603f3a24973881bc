import { z } from 'zod';
import { found } from '../../incident/entry.ts';
import { type Found, foundIn, type Gap } from '../../incident/gaps.ts';
import type { Meta } from '../desk.ts';

const gap = z.object({ from: z.coerce.date(), to: z.coerce.date(), read: z.number(), found: found.optional() });

const stored = z.object({
  /** When it was asked for. */
  began: z.coerce.date(),
  /** When Debrief was not listening, as far as that is the reason. */
  gaps: z.array(gap),
  /** Messages that were not heard although Slack reached us. */
  lost: gap.optional(),
  /** The `ts` down to which the channel is read: newest first. */
  reached: z.string().optional(),
  /** Threads that are still to be read; `cursor` and `from` of one that is begun. */
  threads: z.array(z.object({ ts: z.string(), cursor: z.string().optional(), from: z.string().optional() })),
  /** All messages are read, and pins are not. */
  pins: z.boolean(),
  /** Every thread is read: a mark or an edit in it does not change how many replies it has. */
  everyThread: z.boolean(),
  /** The channel was just adopted: nothing of what is read was missed. */
  first: z.boolean(),
  /** How many messages were taken up. */
  read: z.number(),
  /** Who asks for a task of which message: they are asked once all is read. */
  taskAsks: z.array(z.object({ ts: z.string(), user: z.string() })).default([]),
  /** Debrief ended while it read: what was taken up then may not be counted. */
  interrupted: z.boolean(),
});

/** The reading of one incident's channel, and how far it is. */
export type Job = Readonly<z.infer<typeof stored>>;

export const freshJob = (began: Date, about: Partial<Job> = {}): Job => ({
  began,
  gaps: [],
  threads: [],
  pins: false,
  everyThread: false,
  first: false,
  read: 0,
  taskAsks: [],
  interrupted: false,
  ...about,
});

/** All anew, since something was missed meanwhile; what was found so far counts. */
export const restarted = (job: Job, gaps: readonly Gap[]): Job => {
  const { reached: _, ...rest } = job;
  return { ...rest, threads: [], pins: false, gaps: merged([...job.gaps, ...gaps]) };
};

/** A gap is known by its beginning: noted again (or longer by now), it is the same. */
const merged = (gaps: readonly Gap[]): Gap[] =>
  [...Map.groupBy(gaps, ({ from }) => +from).values()].map((same) =>
    same.reduce((one, other) => ({
      from: one.from,
      to: one.to > other.to ? one.to : other.to,
      read: one.read + other.read,
      ...((one.found ?? other.found) && { found: foundIn(one.found, other.found) }),
    })),
  );

/** A message that was taken up. `isNew`: none of its words were known. `isAgain`: it was counted when it was read. */
export type Taken = {
  readonly at: Date;
  readonly isNew: boolean;
  readonly isAgain?: boolean;
  readonly found?: Found;
};

/** How late Slack may bring an event that is not lost. */
const LATE = 60_000;

/** Counts what was taken up, with the gap in which it was missed. */
export const credited = (job: Job, taken: readonly Taken[]): Job => taken.reduce(credit, job);

const credit = (job: Job, { at, isNew, isAgain, found: what }: Taken): Job => {
  const more = isAgain ? 0 : 1;
  const read = job.read + more;
  const grown = (one: Gap): Gap => ({
    ...one,
    read: one.read + more,
    ...(what && { found: foundIn(one.found, what) }),
  });
  const missedIn = job.gaps.findIndex(({ from, to }) => at <= to && (!job.first || at >= from));
  if (missedIn >= 0) return { ...job, read, gaps: job.gaps.map((gap, i) => (i === missedIn ? grown(gap) : gap)) };
  if (job.first || job.gaps.length > 0 || !isNew || +at > +job.began - LATE) return { ...job, read };
  const { lost = { from: at, to: at, read: 0 } } = job;
  const [from, to] = [at < lost.from ? at : lost.from, at > lost.to ? at : lost.to];
  return { ...job, read, lost: { ...grown(lost), from, to } };
};

const LIST = 'readings';
const keyOf = (incident: string): string => `reading:${incident}`;

/** Jobs outlive a crash: each is kept under its incident, and the list says of which there are some. */
export const keepJobs = (meta: Pick<Meta, 'get' | 'set'>) => {
  const ids = new Set<string>();
  const list = (): Promise<void> => meta.set(LIST, JSON.stringify([...ids]));
  return {
    load: async (): Promise<Map<string, Job>> => {
      const jobs = new Map<string, Job>();
      for (const id of z.array(z.string()).parse(JSON.parse((await meta.get(LIST)) ?? '[]'))) {
        const kept = await meta.get(keyOf(id));
        if (!kept) continue;
        ids.add(id);
        jobs.set(id, { ...stored.parse(JSON.parse(kept)), interrupted: true });
      }
      return jobs;
    },
    put: async (incident: string, job: Job): Promise<void> => {
      await meta.set(keyOf(incident), JSON.stringify(job));
      if (ids.has(incident)) return;
      ids.add(incident);
      await list();
    },
    end: async (incident: string): Promise<void> => {
      await meta.set(keyOf(incident), '');
      ids.delete(incident);
      await list();
    },
  };
};
