import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { debrief } from '../cli/debrief.ts';
import { slackWorld, type World } from '../slack/workspace.ts';
import { temporaryFiles } from '../store/folder.ts';

const newFile = temporaryFiles();
let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** A database as a released version left it, in use again. */
const takenOut = (version: string, path = newFile()): string => {
  const database = new Database(path);
  database.exec(readFileSync(new URL(`${version}.sql`, import.meta.url), 'utf8'));
  database.close();
  return path;
};

test('what 0.1.0 wrote is as it was written, once its tables are up to date', async () => {
  const sqlite = openSqlite(takenOut('0.1.0'));
  expect(sqlite.verify()).toEqual({ incidents: 4, entries: 66, wordless: 1 });
  const heads = await sqlite.store.heads();
  expect(heads.map(({ number, title, status, test: drill }) => [number, title, status, drill])).toEqual([
    [4, 'false alarm', 'cancelled', false],
    [3, 'the key leaked', 'investigating', false],
    [2, 'a drill', 'investigating', true],
    [1, 'Checkout is *down*', 'resolved', false],
  ]);
  expect((await sqlite.store.heads({ words: 'swordfish' })).length).toBe(0);
  expect((await sqlite.store.heads({ words: 'queue' })).map(({ number }) => number)).toEqual([1]);
  expect((await sqlite.inbox.failed()).map(({ key }) => key)).toEqual(['EvFAILED']);
  expect(await sqlite.inbox.parked(Number.MAX_SAFE_INTEGER)).toHaveLength(1);
  const [waiting] = await sqlite.inbox.due(0, 9);
  expect(waiting?.key).toBe('EvWAITING');
  expect(waiting && (await sqlite.inbox.put(waiting))).toBe(false);
  sqlite.close();
});

test('a log of 0.1.0 stays append-only', () => {
  const path = takenOut('0.1.0');
  openSqlite(path).close();
  const stranger = new Database(path);
  expect(() => stranger.exec('DELETE FROM entries')).toThrow('append-only');
  expect(() => stranger.exec("UPDATE entries SET data = 'x'")).toThrow('append-only');
  stranger.close();
});

test('an incident of 0.1.0 reads as it did', async () => {
  const path = takenOut('0.1.0');
  openSqlite(path).close();
  const { out, err } = await debrief(['export', '1', '--full-log'], { DATABASE_URL: path });
  expect(err).toBe('');
  await expect(out).toMatchFileSnapshot('0.1.0.md');
});

test('who only reads asks for the bot to be started first, or reads', async () => {
  const { out, err } = await debrief(['list', 'all'], { DATABASE_URL: takenOut('0.1.0') });
  expect(out + err).toMatch(/INC-1|Start the bot once/);
});

test('the bot goes on where 0.1.0 had stopped', async () => {
  world = await slackWorld({ asleep: true });
  takenOut('0.1.0', join(world.home, 'debrief.db'));
  await world.start();
  const head = await world.bot().logbook.head({ team: world.sandbox.teamId, number: 1 });
  const log = await world.bot().logbook.entries(head?.id ?? '');
  expect(log.at(-1)).toMatchObject({ kind: 'message.worded', data: { words: { text: 'the graph is flat again' } } });
  expect(world.bot().database.verify().difference).toBeUndefined();
});
