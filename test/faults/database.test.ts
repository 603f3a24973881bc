import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { debrief } from '../cli/debrief.ts';
import { type BotProcess, startProcess } from '../slack/bot-process.ts';
import { slackWorld, type World } from '../slack/workspace.ts';
import { temporaryFiles } from '../store/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // processes are started and killed
const newFile = temporaryFiles();
let world: World;
let bot: BotProcess | undefined;
afterEach(async () => {
  await bot?.kill('SIGKILL');
  bot = undefined;
  await world.close();
});

const file = (): string => join(world.home, 'debrief.db');
const note = async (words: string, room: Channel): Promise<string> =>
  (await world.ana.types(`/incident note ${words}`, room.id)).words;
const health = async (): Promise<{ database: string }> =>
  (await (await fetch(`http://127.0.0.1:${world.bot().port()}/health`)).json()) as { database: string };
const operatorRead = (): string =>
  world.told.map(({ sentence, facts }) => `${sentence} ${JSON.stringify(facts)}`).join('\n');
const wordsOf = async (room: Channel): Promise<string[]> =>
  (await world.entries(room)).flatMap(({ kind, data }) =>
    (kind === 'marked' || kind === 'message.worded') && 'words' in data && data.words ? [data.words.text] : [],
  );

/** In steps: what Slack sends on the way has three seconds to be acknowledged. */
const pass = async (seconds: number): Promise<void> => {
  for (let i = 0; i < seconds; i += 2) {
    await world.clock.advance(2_000);
    await Promise.race([world.sandbox.settled(), new Promise((go) => setTimeout(go, 20))]);
  }
};

test('a database that another program holds: nothing is said to be saved, and Slack’s second try is', async () => {
  world = await slackWorld({ env: { PORT: '0' } });
  const room = await world.opens();
  const { ana, ben, settled } = world;
  const said = await ben.posts('it is the deploy', room.id);
  await settled();
  const other = new Database(file());
  other.exec('BEGIN IMMEDIATE');
  expect(await note('p99 is 9s', room)).toMatch(/nothing was saved.*the database could not be written.*p99 is 9s/s);
  await ana.reacts('bulb', said);
  await ben.posts('rolled back', room.id);
  await expect.poll(() => ana.sees(room.id).ephemerals.at(-1)?.text).toContain('not saved yet');
  expect(await health()).toMatchObject({ database: 'failing' });
  expect(operatorRead()).toContain('find out which has it open');
  other.exec('ROLLBACK');
  other.close();
  await pass(400);
  expect(await health()).toMatchObject({ database: 'ok' });
  expect((await wordsOf(room)).toSorted()).toEqual(['it is the deploy', 'it is the deploy', 'rolled back']);
  expect(await note('p99 is 1s', room)).toMatch(/^#3 note/);
});

test('a full disk: nothing is said to be saved, and all goes on when there is room', { timeout: 60_000 }, async () => {
  world = await slackWorld();
  const room = await world.opens();
  await world.stop();
  const { ana, ben, sandbox } = world;
  bot = startProcess(world.environment);
  await bot.ready();
  const limit = (bytes: string): void =>
    void execFileSync('prlimit', ['--pid', String(bot?.pid), `--fsize=${bytes}:unlimited`]);
  await ben.posts('before', room.id);
  await expect.poll(() => inbox().filter(({ state }) => state === 'handled').length > 2).toBe(true);
  limit('4096');
  await expect
    .poll(async () => note('p99 is 9s', room))
    .toMatch(/nothing was saved.*the database could not be written/s);
  await ben.posts('while it was full', room.id);
  await expect.poll(() => bot?.lines.join('\n')).toContain('make room where the database is');
  limit('unlimited');
  await expect.poll(() => note('p99 is 1s', room)).toMatch(/^#\d+ note/);
  await pass(400);
  await expect.poll(() => inbox().some(({ state }) => state === 'waiting')).toBe(false);
  expect(bot.lines.join('\n')).not.toContain('nobody waited for');
  await bot.kill('SIGKILL');
  expect(sandbox.deliveries.filter(({ state }) => state === 'lost')).toEqual([]);
  await world.start();
  const words = await wordsOf(room);
  expect(words.filter((text) => text === 'while it was full')).toHaveLength(1);
  expect(words).not.toContain('p99 is 9s');
  expect(words).toContain('p99 is 1s');
  expect(world.bot().database.verify().difference).toBeUndefined();
  expect(ana.sees(room.id).words).not.toContain('could not take up');
});

const inbox = (): { state: string }[] => {
  const database = new Database(file(), { readonly: true });
  const rows = database.prepare<[], { state: string }>('SELECT state FROM inbox').all();
  database.close();
  return rows;
};

test.each([['the database'], ['its write-ahead file']])(
  '%s is removed while Debrief runs: nothing more is said to be saved, and nothing that was saved is lost',
  async (what) => {
    world = await slackWorld({ env: { PORT: '0' } });
    const room = await world.opens();
    expect(await note('p99 is 9s', room)).toMatch(/^#2 note/);
    await world.settled();
    rmSync(what === 'the database' ? file() : `${file()}-wal`);
    // Within the next milliseconds one may still be saved, and is then in the file that is rescued.
    const isSaved = (await note('p99 is 10s', room)).startsWith('#3 note');
    await new Promise((go) => setTimeout(go, 20));
    expect(await note('p99 is 11s', room)).toMatch(/nothing was saved.*the database could not be written/s);
    await world.ben.posts('still here', room.id);
    expect(await health()).toMatchObject({ database: 'failing' });
    expect(operatorRead()).toMatch(/was removed or replaced while Debrief runs.*put that file in its place/);
    await world.stop();
    const rescued = readdirSync(world.home).find((name) => name.includes('rescued')) ?? '';
    for (const name of readdirSync(world.home))
      if (name !== rescued) rmSync(join(world.home, name), { recursive: true });
    renameSync(join(world.home, rescued), file());
    await world.start();
    expect(world.bot().database.verify().difference).toBeUndefined();
    const words = await wordsOf(room);
    expect(words).toContain('p99 is 9s');
    expect(words.includes('p99 is 10s')).toBe(isSaved);
    expect(await note('p99 is 1s', room)).toMatch(isSaved ? /^#4 note/ : /^#3 note/);
    for (let i = 0; i < 10; i++) {
      await world.clock.advance(40_000);
      await world.settled();
    }
    expect((await wordsOf(room)).filter((text) => text === 'still here')).toHaveLength(1);
  },
);

test('a database that was moved away and put back is not taken for another', async () => {
  world = await slackWorld({ env: { PORT: '0' } });
  const room = await world.opens();
  renameSync(file(), `${file()}.away`);
  renameSync(`${file()}.away`, file());
  expect(await note('p99 is 9s', room)).toMatch(/^#2 note/);
});

test('what cannot be written is refused at the start, in one line', async () => {
  world = await slackWorld({ asleep: true });
  if (process.getuid?.() !== 0) return; // only root can become somebody who may not
  mkdirSync(join(world.home, 'shut'), { mode: 0o555 });
  const url = `file:${join(world.home, 'shut', 'debrief.db')}`;
  execFileSync('chmod', ['755', world.home]);
  bot = startProcess({ ...world.environment, DATABASE_URL: url }, 'src/main.js', { uid: 65_534 });
  expect(await bot.ended).toMatchObject({ code: 1 });
  expect(bot.lines.at(-1)).toMatch(/cannot be written\. Give whoever runs Debrief the right/);
});

test('a folder that cannot be written is told as well as a file', async () => {
  world = await slackWorld({ asleep: true });
  if (process.getuid?.() !== 0) return; // only root can become somebody who may not
  const shut = join(world.home, 'shut');
  mkdirSync(shut);
  openSqlite(join(shut, 'debrief.db')).close();
  execFileSync('chmod', ['666', join(shut, 'debrief.db')]);
  execFileSync('chmod', ['555', shut]);
  execFileSync('chmod', ['755', world.home]);
  const env = { PATH: process.env.PATH, DATABASE_URL: `file:${join(shut, 'debrief.db')}` };
  const run = ['src/cli/main.js', 'redact', '1', '2', '--yes'];
  const { stderr } = spawnSync(process.execPath, run, { uid: 65_534, env, encoding: 'utf8' });
  expect(stderr).toMatch(/cannot be written\. Give whoever runs Debrief the right to write it and its folder/);
});

test('a damaged page: who asks is told that nothing was saved, and the operator what to do', async () => {
  world = await slackWorld();
  const room = await world.opens();
  for (let i = 0; i < 20; i++) await note(`p99 is ${i}s`, room);
  await world.settled();
  await world.stop();
  const database = new Database(file());
  database.pragma('wal_checkpoint(TRUNCATE)');
  const page = Number(database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'entries'").pluck().get());
  const size = Number(database.pragma('page_size', { simple: true }));
  database.close();
  const whole = readFileSync(file());
  writeFileSync(file(), Buffer.from(whole).fill(0xff, (page - 1) * size, (page - 1) * size + 16));
  await world.start();
  expect(await note('p99 is 99s', room)).toMatch(/nothing was saved/);
  await world.ben.posts('still here', room.id);
  await world.settled();
  expect(operatorRead()).toContain('run `debrief verify`, and restore a backup');
  expect(operatorRead()).not.toContain('nobody waited for');
  const { err } = await debrief(['verify'], { DATABASE_URL: file() });
  expect(err).toMatch(/the database file is damaged, restore a backup \(.*page \d+/);
  await world.stop();
  writeFileSync(file(), whole);
  rmSync(`${file()}-wal`, { force: true });
  await world.start();
  for (let i = 0; i < 10; i++) {
    await world.clock.advance(40_000);
    await world.settled();
  }
  expect(await note('p99 is 1s', room)).toMatch(/^#\d+ note/);
});

test('a write-ahead file that was cut off leaves a record that is in order', async () => {
  world = await slackWorld();
  const room = await world.opens();
  await world.stop();
  bot = startProcess(world.environment);
  await bot.ready();
  for (let i = 0; i < 10; i++) await note(`p99 is ${i}s`, room);
  await bot.kill('SIGKILL');
  const wal = `${file()}-wal`;
  truncateSync(wal, Math.floor(readFileSync(wal).length * 0.6));
  await world.start();
  expect(world.bot().database.verify().difference).toBeUndefined();
  expect(await note('p99 is 99s', room)).toMatch(/^#\d+ note/);
});

test('a backup taken under load holds all that was saved before it began, and goes on as a database', async () => {
  world = await slackWorld({ asleep: true });
  const path = newFile();
  const sqlite = openSqlite(path);
  const row = { kind: 'event', team: 'T1', channel: 'C1', body: '{}', receivedAt: 1, transport: 'socket' } as const;
  const acked: string[] = [];
  let isOver = false;
  const load = async (): Promise<void> => {
    for (let i = 0; !isOver; i++) {
      await sqlite.inbox.put({ ...row, key: `Ev${i}`, body: 'x'.repeat(2_000) });
      acked.push(`Ev${i}`);
      if (i % 10 === 0) await new Promise((turn) => setImmediate(turn));
    }
  };
  const loading = load();
  while (acked.length < 2_000) await new Promise((turn) => setImmediate(turn));
  const copies = [newFile('one.db'), newFile('two.db')];
  const before: string[][] = [];
  for (const [i, copy] of copies.entries()) {
    before.push([...acked]);
    if (i === 0) await sqlite.backup(copy);
    else expect((await debrief(['backup', copy], { DATABASE_URL: path })).code).toBe(0);
  }
  isOver = true;
  await loading;
  sqlite.close();
  for (const [i, copy] of copies.entries()) {
    const restored = openSqlite(copy);
    expect(restored.verify().difference).toBeUndefined();
    const there = new Set((await restored.inbox.due(Date.now(), 1_000_000)).map(({ key }) => key));
    expect(before[i]?.filter((key) => !there.has(key))).toEqual([]);
    expect(await restored.inbox.put({ ...row, key: 'EvAfter' })).toBe(true);
    restored.close();
    expect(existsSync(`${copy}-wal`)).toBe(false);
  }
});
