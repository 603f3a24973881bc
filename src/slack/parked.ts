import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { MessageKey } from '../incident/entry.ts';
import { atPresent } from '../incident/home.ts';
import type { Log } from '../log.ts';
import type { Logbook, Watcher } from '../logbook.ts';
import { createTurns } from '../turns.ts';
import type { Background } from './background.ts';
import type { Meta, Self } from './desk.ts';
import { tsOf } from './history/ts.ts';
import type { Inbox, InboxRow } from './inbox.ts';
import { isOurs, slackMessage, strokeOf } from './listeners/events/message.ts';
import { roomOf } from './moves.ts';
import type { People } from './people.ts';
import { errorName } from './surfaces/calls.ts';
import type { Whispers } from './whispers.ts';

type Needs = {
  readonly inbox: Pick<Inbox, 'parked' | 'release' | 'done'>;
  readonly logbook: Logbook;
  readonly people: People;
  readonly config: Config;
  readonly meta: Meta;
  readonly client: WebClient;
  readonly now: () => Date;
  readonly log: Log;
  readonly background: Background;
  readonly whispers: Whispers;
  readonly self: Promise<Self>;
  readonly wake: () => void;
};

/** How long an event waits before we look for what it needs, and how long we then try before it is given up. */
const ASK_AFTER = 20_000;
const GIVE_UP_AFTER = 600_000;

/** Looks after the events that wait: for the message that they mark, or for their channel to become an incident's. */
export const createParked = (needs: Needs) => {
  const { inbox, logbook, now, background, wake } = needs;
  const awaited = new Set<string>();
  const asking = new Set<string>();
  const turn = createTurns();
  /** Since when we try in vain: what waited while we were stopped has not been tried yet. */
  const vainSince = new Map<string, number>();

  const forget = (awaits: string): void => {
    awaited.delete(awaits);
    vainSince.delete(awaits);
  };
  const isVain = (awaits: string): boolean => {
    const since = vainSince.get(awaits) ?? +now();
    vainSince.set(awaits, since);
    return +now() - since >= GIVE_UP_AFTER;
  };
  const rowsOf = async (awaits: string): Promise<InboxRow[]> =>
    (await inbox.parked(+now() + 1)).filter((row) => row.awaits === awaits);

  const release = async (awaits: string): Promise<void> => {
    forget(awaits);
    if ((await inbox.release(awaits)) > 0) wake();
  };

  const giveUp = async (awaits: string): Promise<void> => {
    const rows = await rowsOf(awaits);
    forget(awaits);
    await inbox.done(rows.map(({ id }) => id));
    for (const row of rows) {
      const mark = marked.safeParse(JSON.parse(row.body));
      const key = keyOf(awaits);
      if (mark.success && key) needs.whispers.gaveUp(mark.data.event.user, key);
      if (key) needs.log.warn({ row: row.id, channel: row.channel }, 'A marked message could not be found.');
    }
  };

  const ask = async (awaits: string, key: MessageKey): Promise<void> => {
    try {
      const outcome = await take(needs, key);
      if (outcome === 'taken') await release(awaits);
      else if (outcome === 'not there') await giveUp(awaits);
      else {
        await inbox.done((await rowsOf(awaits)).map(({ id }) => id));
        forget(awaits);
      }
    } catch (error) {
      if (isVain(awaits)) await giveUp(awaits);
      throw error;
    }
  };
  /** One after the other: in the order in which they were marked, and gently with Slack. */
  const fetch = (awaits: string, key: MessageKey): void => {
    if (asking.has(awaits)) return;
    asking.add(awaits);
    background('fetch a marked message', () => turn('', () => ask(awaits, key)).finally(() => asking.delete(awaits)));
  };

  /** As long as an incident has no channel, this one may become it: its making may have to be found out first. */
  const lookAt = async (awaits: string, channel: string): Promise<void> => {
    const isHoped = await isChannelMissing(logbook);
    if (await logbook.head({ channel })) await release(awaits);
    else if (!isHoped || isVain(awaits)) await giveUp(awaits);
  };

  const sweep = async (): Promise<void> => {
    const rows = await inbox.parked(+now() - ASK_AFTER);
    for (const awaits of new Set(rows.flatMap((row) => row.awaits ?? []))) {
      const key = keyOf(awaits);
      if (key) fetch(awaits, key);
      else await lookAt(awaits, awaits.replace(/^channel:/, ''));
    }
  };

  /** What was written may be what is waited for. */
  const news: Watcher = async (_, entries) => {
    for (const entry of entries) {
      if (entry.kind === 'message.worded' && awaited.size > 0) {
        const awaits = `message:${entry.data.message.channel}:${entry.data.message.ts}`;
        if (awaited.has(awaits)) await release(awaits);
      }
      if (entry.kind === 'channel.made' || entry.kind === 'channel.adopted')
        await release(`channel:${entry.data.channel}`);
    }
  };

  return {
    news,
    sweep,
    onParked: ({ channel }: InboxRow, awaits: string): void => {
      awaited.add(awaits);
      const key = keyOf(awaits);
      if (key && needs.config.capture === 'marked') fetch(awaits, key);
      // The channel may have become an incident's between the look and the parking.
      if (!key && channel)
        background('look again', async () => {
          if (await logbook.head({ channel })) await release(awaits);
        });
    },
    /** After a start everything is looked at anew. */
    releaseAll: async (): Promise<void> => {
      const rows = await inbox.parked(Number.MAX_SAFE_INTEGER);
      for (const awaits of new Set(rows.flatMap((row) => row.awaits ?? []))) await inbox.release(awaits);
    },
  };
};

/** A channel that nobody knows may be the one that an incident is just getting. */
export const isChannelMissing = async (logbook: Pick<Logbook, 'heads'>): Promise<boolean> =>
  (await logbook.heads({ open: true })).some(({ channel }) => channel === null);

const marked = z.object({ event: z.object({ user: z.string() }) });

const keyOf = (awaits: string): MessageKey | undefined => {
  const [kind, channel, ts] = awaits.split(':');
  return kind === 'message' && channel && ts ? { channel, ts } : undefined;
};

/** Reads one message from Slack and writes it down. A failing call throws: it is tried again at the next sweep. */
const take = async (needs: Needs, key: MessageKey): Promise<'taken' | 'ours' | 'not there'> => {
  const { logbook, people, client, config } = needs;
  const room = await roomOf(needs, key.channel);
  const asked = needs.now();
  const { channel, ts } = room?.moved ? atPresent(room.moved, key) : key;
  const found = room && (await find(needs, { channel, ts }));
  if (!found) return 'not there';
  const self = await needs.self;
  if (isOurs(found, { self, app: '' })) return 'ours';
  await people.learn(
    client,
    [found.user, found.edited?.user].filter((id) => id !== undefined),
  );
  const how = { isWanted: true, noticed: tsOf(asked) };
  const stroke = strokeOf(
    channel,
    found,
    { self, app: '', people, config, ...(room.moved && { moved: room.moved }) },
    how,
  );
  if (!stroke) return 'not there';
  await logbook.recordAll(room.head.id, [stroke]);
  return 'taken';
};

/** Never its neighbour: only the message with exactly this `ts`. */
const find = async ({ client }: Needs, { channel, ts }: MessageKey) => {
  const exact = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 };
  const read = (messages: readonly unknown[] | undefined) =>
    messages?.map((message) => slackMessage.parse(message)).find((message) => message.ts === ts);
  const top = read((await client.conversations.history(exact)).messages);
  if (top) return top;
  try {
    return read((await client.conversations.replies({ ...exact, ts, limit: 2 })).messages);
  } catch (error) {
    if (errorName(error) !== 'thread_not_found') throw error;
    return undefined;
  }
};
