import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Bench, Figure } from './bench.ts';
import { bot, type Transport, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'lost',
  title: 'Lost after it was acknowledged',
  gate: true,
  aim: '100 kills with -9 in the middle of a storm, 100,000 acknowledged events: none lost, none doubled; every acknowledgement stands behind a flush.',
  run: async (workshop) => [
    ...(await killed(workshop, 'http')),
    ...(await killed(workshop, 'socket')),
    ...(await flushed(workshop)),
  ],
};

const killed = async (workshop: Workshop, transport: Transport): Promise<Figure[]> => {
  const kills = workshop.quick ? 3 : 50;
  const first = await workshop.pair(bot, transport);
  const { slack, database } = first;
  const channel = await slack.ask('incident', 'checkout is down');
  await slack.ask('closeHistory');
  const acked = new Set<string>();
  let { app } = first;
  for (let life = 0; life < kills; life++) {
    const after = 800 + ((life * 617) % 1_000);
    const seen = await slack.ask('storm', { channel, kill: app.pid, after, ...(app.url && { url: app.url }) });
    for (const ts of seen) acked.add(ts);
    await app.stop();
    ({ app } = await workshop.pair(bot, transport, { slack, database }));
  }
  await untilHandled(database);
  await app.stop();
  const times = recorded(database, channel);
  const { verify, close } = openSqlite(`file:${database}`, { readonly: true });
  const { difference } = verify();
  close();
  if (difference) workshop.say(`  ${difference}`);
  const lost = [...acked].filter((ts) => !times.has(ts)).length;
  const doubled = [...times.values()].filter((count) => count > 1).length;
  await workshop.clear();
  return [
    { what: `${transport}: kills`, unit: '', rounds: [kills] },
    { what: `${transport}: acknowledged`, unit: '', rounds: [acked.size], least: kills * 1_000 },
    { what: `${transport}: lost`, unit: '', rounds: [lost], most: 0 },
    { what: `${transport}: doubled`, unit: '', rounds: [doubled], most: 0 },
    { what: `${transport}: differences found by verify`, unit: '', rounds: [difference ? 1 : 0], most: 0 },
  ];
};

const untilHandled = async (path: string): Promise<void> => {
  const database = new Database(path, { readonly: true });
  const waiting = database.prepare("SELECT count(*) FROM inbox WHERE state = 'waiting'").pluck();
  while (Number(waiting.get()) > 0) await new Promise((look) => setTimeout(look, 200));
  database.close();
};

/** How often each message of the channel is in the log, by its `ts`. */
const recorded = (path: string, channel: string): Map<string, number> => {
  const database = new Database(path, { readonly: true });
  const rows = database
    .prepare<[], { message: string; times: number }>(
      "SELECT message, count(*) AS times FROM entries WHERE kind = 'message.worded' GROUP BY message",
    )
    .all();
  database.close();
  return new Map(rows.map(({ message, times }) => [message.replace(`${channel}:`, ''), times]));
};

/** What no kill shows: the bytes of an acknowledged event are on the disk, and not only with the system. */
const flushed = async ({ slowFlush, folder, pair, clear }: Workshop): Promise<Figure[]> => {
  if (!slowFlush) return [];
  const log = join(folder(), 'flushes');
  const count = 300;
  const { slack, app } = await pair(bot, 'http', { env: { ...slowFlush, FLUSH_MS: '0', FLUSH_LOG: log } });
  await slack.ask('load', { count: 1, ...(app.url && { url: app.url }) }, { inFlight: 1 });
  const before = statSync(log).size;
  await slack.ask('load', { count, ...(app.url && { url: app.url }) }, { inFlight: 1 });
  const flushes = statSync(log).size - before;
  await clear();
  return [{ what: 'flushes an acknowledgement, one at a time', unit: '', rounds: [flushes / count], least: 1 }];
};
