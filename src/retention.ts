import { debrief, type MessageKey } from './incident/entry.ts';
import { isOpen } from './incident/incident.ts';
import { isPast, purgeMessages, purgeWithdrawn, withdrawnIn } from './incident/retention.ts';
import { factsOf, type Log } from './log.ts';
import type { Head, Logbook } from './logbook.ts';
import { type After, every } from './slack/after.ts';
import type { Meta } from './slack/desk.ts';

type Needs = {
  readonly logbook: Logbook;
  readonly meta: Meta;
  /** Wordings of messages that have their words, in the order of the log. */
  readonly purgeable: (place: {
    incident: string;
    after: number;
    before: number;
    limit: number;
  }) => Promise<readonly { seq: number; message: MessageKey }[]>;
  /** Events that could not be handled and were received before this lose what they say. */
  readonly forgetFailed: (before: number) => Promise<void>;
  /** 0: words stay. */
  readonly days: number;
  readonly now: () => Date;
  readonly after: After;
  readonly log: Log;
};

const DAY = 86_400_000;
const FIRST = 60_000;
/** Nobody waits for it, and everybody for what comes between. */
const AT_ONCE = 50;
const PAUSE = 20;

/** Destroys, each day, the words of messages that are on no timeline and whose time is over. Whatever stops it, it goes on the next time. */
export const createRetention = ({ logbook, meta, purgeable, forgetFailed, days, now, after, log }: Needs) => {
  let stopped = false;
  let working: Promise<void> = Promise.resolve();
  const hand = { recorder: debrief, source: { type: 'debrief' } } as const;

  const purge = async (head: Head, before: Date): Promise<number> => {
    const { id } = head;
    if (Number(await meta.get(`purged:${id}`)) === head.lastSeq) return 0;
    const incident = await logbook.read(id);
    if (!isPast(incident, before)) return 0;
    let [count, place] = [0, 0];
    while (!stopped) {
      const said = await purgeable({ incident: id, after: place, before: +before, limit: AT_ONCE });
      const last = said.at(-1);
      if (!last) break;
      place = last.seq;
      const { news } = await logbook.record(id, hand, purgeMessages(said, before));
      for (const { data } of news) count += 'seqs' in data ? data.seqs.length : 0;
      await new Promise((go) => setTimeout(go, PAUSE));
    }
    if (withdrawnIn(incident).length > 0) await logbook.record(id, hand, purgeWithdrawn(before), { log: true });
    const { seq } = await logbook.read(id);
    const rest = await purgeable({ incident: id, after: place, before: Number.MAX_SAFE_INTEGER, limit: 1 });
    // What was said lately in an old channel has its own time.
    if (!stopped && rest.length === 0) await meta.set(`purged:${id}`, String(seq));
    return count;
  };

  const run = async (): Promise<void> => {
    const before = new Date(+now() - days * DAY);
    const old = (await logbook.heads()).filter((head) => !isOpen(head) && (head.resolvedAt ?? head.openedAt) < +before);
    await forgetFailed(+before);
    let total = 0;
    for (const head of old) {
      if (stopped) break;
      total += await purge(head, before);
    }
    if (total > 0) log.info({ total }, 'Words of messages were destroyed: their time was over.');
  };
  const start = (): void => {
    working = working
      .then(run)
      .catch((error) => log.warn(factsOf(error), 'Words whose time is over are not all gone yet.'));
  };

  const cancels = days > 0 ? [after(FIRST, start), every(after, DAY, start)] : [];

  return {
    run,
    settled: (): Promise<void> => working,
    stop: async (): Promise<void> => {
      stopped = true;
      for (const cancel of cancels) cancel();
      await working;
    },
  };
};
