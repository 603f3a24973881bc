import { factsOf } from '../../log.ts';
import type { Watcher } from '../../logbook.ts';
import { createTurns } from '../../turns.ts';
import { createReadings, type Needs } from './readings.ts';

export type History = Awaited<ReturnType<typeof createHistory>>;

/** While Slack holds back events it says so each minute. */
const CALM = 90_000;
const NOTE_AGAIN = 5_000;

/** Knows when something was missed, and has it read. It is noted first, so that a crash forgets nothing; nobody waits for it. */
export const createHistory = async (needs: Needs) => {
  const { logbook, meta, now, after, log } = needs;
  const readings = await createReadings(needs);
  const noting = createTurns();
  /** How often Slack began or ceased to reach us. */
  let reached = 0;
  let isNoted = false;
  let stopped = false;

  const begin = (what: string, work: () => Promise<unknown>): void =>
    void noting('', work).catch((error) => log.error(factsOf(error), `It could not be noted ${what}.`));

  const openChannels = async (): Promise<string[]> =>
    (await logbook.heads({ open: true })).flatMap(({ id, channel }) => (channel ? [id] : []));

  const noteMissed = (): void => {
    const connection = ++reached;
    const note = async (): Promise<void> => {
      if (stopped || connection !== reached) return;
      const last = await meta.get('connected');
      const gaps = last ? [{ from: new Date(last), to: now(), read: 0 }] : [];
      await Promise.all((await openChannels()).map((id) => readings.ask(id, gaps)));
      await meta.set('connected', now().toISOString());
      isNoted = connection === reached;
      readings.reach(isNoted);
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
      readings.reach(false);
    },
    /** Slack reaches us, and what was missed before is noted. */
    isNoted: (): boolean => isNoted,
    /** Slack holds events back, as it does when there are very many: the channels are read once it is over. */
    rateLimited: (since: Date): void =>
      begin('that Slack held events back', async () => {
        const minuteLater = new Date(+since + 60_000);
        const to = now() > minuteLater ? now() : minuteLater;
        for (const id of await openChannels()) {
          const before = readings.lastGap(id);
          const isSame = before !== undefined && +since - +before.to < CALM;
          await readings.ask(id, [{ from: isSame ? before.from : since, to, read: 0 }]);
          readings.runIn(id, CALM);
        }
      }),
    /** We are in the channel (again). */
    joined: (channel: string): void =>
      begin('that a channel is to be read', async () => {
        const head = await logbook.head({ channel });
        if (!head) return;
        const since = await meta.get(absent(channel));
        await readings.ask(head.id, since ? [{ from: new Date(since), to: now(), read: 0 }] : []);
        if (since) await meta.set(absent(channel), '');
        readings.run(head.id);
      }),
    /** We are in the channel no longer. */
    left: (channel: string): void =>
      begin('that we were sent away', () => meta.set(absent(channel), now().toISOString())),
    news: (async ({ id }, entries) => {
      if (!entries.some(({ kind }) => asking.has(kind))) return;
      await noting('', () => readings.ask(id, [], true));
      readings.run(id);
    }) satisfies Watcher,
    progress: readings.progress,
    busy: (): boolean => readings.busy() || noting.busy(),
    settled: async (): Promise<void> => {
      while (readings.busy() || noting.busy()) await Promise.all([noting.settled(), readings.settled()]);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      await Promise.all([noting.settled(), readings.stop()]);
    },
  };
};

/**
 * What happens to an incident after which its channel is read, with every thread: it is complete then, also where Slack gave up
 * telling of a mark on a reply. Under a new id it may have been talked to unheard.
 */
const asking = new Set([
  'incident.resolved',
  'incident.reopened',
  'channel.adopted',
  'channel.moved',
  'channel.unarchived',
]);

const absent = (channel: string): string => `absent:${channel}`;
