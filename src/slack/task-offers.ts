import type { MessageKey } from '../incident/entry.ts';
import { atPresent, homeOf } from '../incident/home.ts';
import type { Incident } from '../incident/incident.ts';
import type { Meta } from './desk.ts';
import type { TaskAsk } from './history/task-asks.ts';
import type { Whispers } from './whispers.ts';

type Needs = {
  readonly meta: Meta;
  readonly whispers: Pick<Whispers, 'offerTask' | 'offerTasks'>;
};

/**
 * A reaction alone makes no task: who set it is asked, once for a message. A reading shows every such reaction again, so it
 * is kept who was asked; what a reading finds is asked in one go.
 */
export const createTaskOffers = ({ meta, whispers }: Needs) => {
  const note = (key: MessageKey, user: string): Promise<void> => meta.set(askedFor(key, user), 'yes');
  return {
    heard: async (user: string, incident: Incident, key: MessageKey): Promise<void> => {
      await note(key, user);
      whispers.offerTask(user, atPresent(incident, key));
    },
    read: async (incident: Incident, asks: readonly TaskAsk[]): Promise<void> => {
      const now = incident.channel?.id ?? '';
      const wanted = new Map<string, Set<string>>();
      for (const { ts, user } of asks) {
        const key = { channel: homeOf(incident, now), ts };
        if ((await meta.get(askedFor(key, user))) !== undefined) continue;
        await note(key, user);
        wanted.set(user, (wanted.get(user) ?? new Set()).add(ts));
      }
      for (const [user, ts] of wanted) {
        const keys = [...ts].toSorted().map((each) => ({ channel: now, ts: each }));
        whispers.offerTasks(user, incident, keys);
      }
    },
  };
};

export type TaskOffers = ReturnType<typeof createTaskOffers>;

const askedFor = ({ channel, ts }: MessageKey, user: string): string => `task-offered:${channel}:${ts}:${user}`;
