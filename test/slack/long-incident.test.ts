import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellMoment } from '../../src/incident/moments.ts';
import { plain } from '../../src/incident/words.ts';
import { openLogbook } from '../../src/open-logbook.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { debrief } from '../cli/debrief.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let channel: Channel;
const threads: Worker[] = [];
const note = (message: unknown) => void threads.push((message as { worker: Worker }).worker);

beforeEach(() => subscribe('worker_threads', note));
afterEach(async () => {
  unsubscribe('worker_threads', note);
  threads.length = 0;
  await world.close();
});

/** So much was told before, and is in the channel. */
const begin = async (told: number, words = (i: number) => `note ${i}`): Promise<void> => {
  world = await slackWorld();
  channel = await world.opens();
  const { id } = await world.incident(channel);
  await world.stop();
  const database = openSqlite(world.environment.DATABASE_URL ?? '');
  const logbook = openLogbook(database.store, { now: world.clock.now, onError: () => {} });
  const hand = { recorder: { id: world.ben.id, name: 'Ben' }, source: { type: 'command' } } as const;
  const notes = Array.from({ length: told }, (_, i) => {
    const at = new Date(+world.clock.now() - 86_400_000 * (told - i)); // each on a day of its own
    return tellMoment({ kind: 'note', words: plain(words(i)), at });
  });
  const { incident } = await logbook.record(id, hand, (now) => notes.flatMap((tell) => tell(now)));
  const hash = String(incident.seq);
  await database.shown.put({ incident: id, name: 'lines', channel: null, ts: null, hash, state: 'shown' });
  database.close();
  await world.start();
};

/** What Slack shows of an answer, which came within its three seconds or after them, but whole. */
const answers = async (line: string) => {
  const started = performance.now();
  const answer = await world.ana.types(`/incident ${line}`, channel.id);
  const ms = performance.now() - started;
  await world.settled();
  expect(answer.failed).toBeUndefined();
  const { text = '', blocks = [] } = world.ana.sees(channel.id).ephemerals.at(-1) ?? {};
  return { ms, text, blocks, words: JSON.stringify(blocks) };
};

const expectFits = ({ text, blocks }: { text: string; blocks: readonly object[] }): void => {
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(text.length).toBeLessThanOrEqual(40_000);
  for (const block of blocks) {
    const { type, text: said } = block as { type: string; text?: { text: string } | string };
    const length = typeof said === 'string' ? said.length : (said?.text.length ?? 0);
    expect(length).toBeLessThanOrEqual(type === 'markdown' ? 12_000 : 3_000);
  }
};

test('the timeline and the document of ten thousand entries are answered in time, and fit into Slack', async () => {
  const hostile = '&<@U1> *x* `'.repeat(400);
  await begin(10_000, (i) => `note ${i} ${i > 9_900 ? hostile : ''}`);
  const timeline = await answers('timeline');
  expectFits(timeline);
  expect(timeline.words).toContain('note 9999');
  expect(timeline.words).toContain('of 10001, times in');
  expect(timeline.ms).toBeLessThan(3_000);
  const shown = world.ana.sees(channel.id).ephemerals.at(-1)!;
  await world.ana.clicks('Earlier', shown);
  await world.settled();
  expectFits({ text: '', blocks: world.ana.sees(channel.id).ephemerals.at(-1)?.blocks ?? [] });
  const document = await answers('postmortem');
  expectFits(document);
  expect(document.ms).toBeLessThan(3_000);
  expect(document.words).toContain('uploads the whole document');
  const started = performance.now();
  const { out, code } = await debrief(['show', '1'], { DATABASE_URL: world.environment.DATABASE_URL ?? '' });
  expect(code).toBe(0);
  expect(out.match(/ #\d+ Note: /g)).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
}, 60_000);

/** The thread is killed as soon as it works on what it is asked for. */
const killAtWork = async (thread: Worker): Promise<void> => {
  const { active: before } = thread.performance.eventLoopUtilization();
  await expect
    .poll(() => thread.performance.eventLoopUtilization().active - before, { interval: 1 })
    .toBeGreaterThan(5);
  await thread.terminate();
};

test('the thread that writes documents dies in the middle: the asker has the document all the same', async () => {
  await begin(5_000);
  expect((await answers('postmortem')).words).toContain('uploads the whole document');
  expect(threads).toHaveLength(1);
  const asking = answers('postmortem');
  await killAtWork(threads[0]!);
  expect((await asking).words).toContain('uploads the whole document');
  expect(threads).toHaveLength(2);
  expect((await answers('postmortem')).words).toContain('uploads the whole document');
  expect(threads).toHaveLength(2);
}, 60_000);

test('it dies twice: the asker is told plainly, what is asked for next works, and the record goes on', async () => {
  await begin(5_000);
  await answers('postmortem');
  const asking = answers('postmortem');
  await killAtWork(threads[0]!);
  await expect.poll(() => threads.length, { interval: 1 }).toBe(2);
  await threads[1]!.terminate();
  const { text } = await asking;
  expect(text).toContain('The document could not be written');
  expect(text).toContain('the record is as it was');
  expect(world.told.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect((await answers('note it goes on')).text).toContain('note');
  expect((await answers('postmortem')).words).toContain('uploads the whole document');
}, 60_000);

test('it dies while a document goes to the channel: it is there, once', async () => {
  await begin(5_000);
  await answers('postmortem');
  await world.ana.types('/incident export html', channel.id);
  await killAtWork(threads[0]!);
  await world.settled();
  expect(world.sandbox.files.map(({ name }) => name)).toEqual(['postmortem-inc-1.html']);
}, 60_000);

test('it dies twice while a document is on its way to the channel: who asked for it is told', async () => {
  await begin(5_000);
  await answers('postmortem');
  await world.ana.types('/incident export html', channel.id);
  await killAtWork(threads[0]!);
  await expect.poll(() => threads.length, { interval: 1 }).toBe(2);
  await threads[1]!.terminate();
  await world.settled();
  expect(world.ana.sees(channel.id).ephemerals.at(-1)?.text).toContain('The document could not be written');
  expect(world.sandbox.files).toEqual([]);
  expect(await world.bot().database.inbox.failed()).toEqual([]);
}, 60_000);
