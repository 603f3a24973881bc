import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { type BotProcess, startProcess } from '../bot-process.ts';
import { slackWorld, type World } from '../workspace.ts';

let world: World;
let bot: BotProcess | undefined;

afterEach(async () => {
  await bot?.kill('SIGKILL');
  bot = undefined;
  await world.close();
});

const count = (kind: string): number => {
  const database = new Database(`${world.home}/debrief.db`, { readonly: true });
  const found = database.prepare<[string], { n: number }>('SELECT count(*) AS n FROM entries WHERE kind = ?').get(kind);
  database.close();
  return found?.n ?? 0;
};

test('a bot that is killed again and again in the middle of reading takes up everything once, and tells the gap once', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.clock.advance(10_000);
  await world.settled();
  await world.stop();
  world.sandbox.faults.alwaysDelivery('*', 'vanish');
  // A real process has real time: what is said lies in the time between the last beat and now.
  const texts: string[] = [];
  for (let i = 0; i < 500; i++) {
    texts.push(`message ${i}`);
    const message = await world.ben.posts(`message ${i}`, channel.id);
    if (i % 100 === 0) await world.ana.reacts('bulb', message);
    if (i % 150 === 0) await world.ana.replies(`reply ${i}`, message);
    if (i % 150 === 0) texts.push(`reply ${i}`);
    await world.clock.advance(1_000);
  }
  world.sandbox.faults.clear();
  for (const killAfter of [1, 201, 401]) {
    bot = startProcess(world.environment);
    await expect
      .poll(() => count('message.worded'), { timeout: 30_000, interval: 5 })
      .toBeGreaterThanOrEqual(killAfter);
    await bot.kill('SIGKILL');
  }
  bot = startProcess(world.environment);
  await expect.poll(() => count('gap.declared'), { timeout: 30_000 }).toBe(1);
  await bot.kill('SIGTERM');
  bot = undefined;
  await world.start();
  const entries = await world.entries(channel);
  const said = entries.flatMap((entry) => (entry.kind === 'message.worded' ? entry.data.words.text : []));
  expect(said.toSorted()).toEqual(texts.toSorted());
  expect(entries.filter(({ kind }) => kind === 'marked')).toHaveLength(5);
  expect(entries.filter(({ kind }) => kind === 'message.deleted')).toEqual([]);
  const [gap] = entries.flatMap(({ kind, data }) => (kind === 'gap.declared' ? [data] : []));
  expect(gap?.read).toBe(504);
  expect(world.bot().database.verify().difference).toBeUndefined();
}, 120_000);
