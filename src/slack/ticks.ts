import type { WebClient } from '@slack/web-api';
import { presentOf } from '../incident/home.ts';
import { type Incident, isOpen, isTold } from '../incident/incident.ts';
import { factsOf, type Log } from '../log.ts';
import type { Logbook, Watcher } from '../logbook.ts';
import { createTurns } from '../turns.ts';
import type { After } from './after.ts';
import { errorName } from './surfaces/calls.ts';
import type { ShownTable } from './surfaces/shown.ts';

type Needs = {
  readonly client: WebClient;
  readonly logbook: Logbook;
  readonly shown: ShownTable;
  readonly now: () => Date;
  readonly after: After;
  readonly log: Log;
};

const TICK = 'ballot_box_with_check';
const AGAIN = 30_000;
const LOOKED_AFTER = 24 * 3_600_000;

/** Everybody sees which messages are on the timeline: each bears a tick for as long as it is. */
export const createTicks = ({ client, logbook, shown, now, after, log }: Needs) => {
  const turn = createTurns();
  const retries = new Map<string, () => void>();
  let stopped = false;

  const put = async (id: string): Promise<void> => {
    const incident = await logbook.read(id);
    if (incident.channel?.archived) return;
    const rows = new Map((await shown.of(id)).map((row) => [row.name, row]));
    let failed = false;
    for (const { name, channel, ts, on } of wanted(incident)) {
      const row = rows.get(name);
      const is = row?.state === 'unsure' ? undefined : row?.hash === 'on';
      if (is === on || stopped) continue;
      const tick = { incident: id, name, channel: null, ts: null, hash: on ? 'on' : 'off' };
      try {
        // Slack may have done it although no answer comes, or nobody is there any more to hear it.
        await shown.put({ ...tick, state: 'unsure' });
        const there = { channel: presentOf(incident, channel), timestamp: ts, name: TICK };
        await (on ? client.reactions.add(there) : client.reactions.remove(there)).catch(settledAlready);
        await shown.put({ ...tick, state: 'shown' });
      } catch (error) {
        failed = true;
        log.debug(factsOf(error), 'A tick could not be set.');
      }
    }
    if (failed && !stopped) retry(id);
  };

  const retry = (id: string): void => {
    retries.get(id)?.();
    const again = () => {
      retries.delete(id);
      converge(id);
    };
    retries.set(id, after(AGAIN, again));
  };

  const converge = (id: string): void =>
    void turn(id, () => put(id)).catch((error) => log.warn(factsOf(error), 'Ticks could not be set.'));

  const news: Watcher = async ({ id }, entries) => {
    if (entries.some(({ kind }) => moving.has(kind))) converge(id);
  };

  return {
    news,
    converge,
    /** What was begun before a stop or a crash is finished. */
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

const moving = new Set([
  'marked',
  'unmarked',
  'entry.hidden',
  'entry.unhidden',
  'entry.redacted',
  'channel.unarchived',
]);

type Tick = { readonly name: string; readonly channel: string; readonly ts: string; readonly on: boolean };

/** A verdict on a hypothesis marks the same message: it has one tick while one of them stands. */
const wanted = ({ moments }: Incident): Tick[] => {
  const ticks = new Map<string, Tick>();
  for (const moment of moments) {
    const { entry } = moment;
    if (entry.kind !== 'marked' || !entry.data.message || moment.deleted) continue;
    const { channel, ts } = entry.data.message;
    const name = `tick:${channel}:${ts}`;
    ticks.set(name, { name, channel, ts, on: isTold(moment) || ticks.get(name)?.on === true });
  }
  return [...ticks.values()];
};

/** Slack says no because it is so already, or because there is nothing to put a tick on. */
const settledAlready = (error: unknown): void => {
  if (!final.has(errorName(error) ?? '')) throw error;
};
const final = new Set([
  'already_reacted',
  'no_reaction',
  'message_not_found',
  'channel_not_found',
  'not_in_channel',
  'too_many_emoji',
  'too_many_reactions',
  'thread_locked',
  'missing_scope',
]);
