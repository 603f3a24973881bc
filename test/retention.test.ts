import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { open } from '../src/incident/lifecycle.ts';
import { markMessage, unmarkMessage } from '../src/incident/marks.ts';
import { wordMessage } from '../src/incident/messages.ts';
import { holdWords, releaseWords } from '../src/incident/retention.ts';
import { plain } from '../src/incident/words.ts';
import { createLogbook, type Hand } from '../src/logbook.ts';
import { createRetention } from '../src/retention.ts';
import { createManualClock } from '../src/sandbox/clock.ts';
import { openSqlite, type Sqlite } from '../src/store/sqlite.ts';
import { ana, ben } from './given.ts';
import { temporaryFiles } from './store/folder.ts';

const newFile = temporaryFiles();
const program = fileURLToPath(new URL('purging.ts', import.meta.url));
const opened: Sqlite[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const hand: Hand = { recorder: ana, source: { type: 'command' } };
const DAY = 86_400_000;
const pin = { type: 'pin' } as const;

let ids = 0;
const world = async ({ days = 90, file = newFile() } = {}) => {
  const sqlite = openSqlite(file);
  opened.push(sqlite);
  const clock = createManualClock('2026-03-01T12:00:00Z');
  const { now } = clock;
  const logbook = createLogbook(sqlite.store, {
    now,
    freshId: () => `01ID${++ids}`,
    freshSalt: () => '00'.repeat(16),
    onError: (error) => {
      throw error;
    },
  });
  const { incident } = await logbook.open('T1', hand, (number) =>
    open({ number, team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false }),
  );
  const { id } = incident;
  const key = (n: number) => ({ channel: 'C1', ts: `${n}.000000` });
  const says = (n: number, text: string) => ({
    hand,
    decide: wordMessage({ ref: { ...key(n), version: '', files: [] }, words: plain(text), author: ben, at: now() }),
    messages: [key(n)],
  });
  const does = (decide: Parameters<typeof logbook.record>[2], n = 0) =>
    logbook.record(id, hand, decide, { messages: [key(n)] });
  const retain = () =>
    createRetention({
      ...{
        logbook,
        meta: sqlite.meta,
        purgeable: sqlite.purgeable,
        forgetFailed: sqlite.inbox.forgetFailed,
        days,
        now,
        log: quiet,
      },
      after: () => () => {},
    });
  return {
    ...{ sqlite, logbook, clock, id, says, does, retain, retention: retain() },
    say: (n: number, text: string) => logbook.recordAll(id, [says(n, text)]),
    mark: (n: number) => does(markMessage({ key: key(n), kind: 'note', via: pin, by: ana, at: now() }), n),
    unmark: (n: number) => does(unmarkMessage({ key: key(n), via: pin, by: ana, at: now() }), n),
    ends: () => does(() => [{ kind: 'incident.resolved', data: {} }]),
    finals: () => does(() => [{ kind: 'document.state', data: { state: 'final' } }]),
    later: (time: number) => clock.advance(time * DAY),
    /** The words of messages that are still in the log. */
    left: async () =>
      (await logbook.entries(id)).flatMap((entry) => (entry.kind === 'message.worded' ? [entry.data.words.text] : [])),
  };
};

test('words of messages that are on no timeline go when their time is over; the chain holds', async () => {
  const { say, mark, unmark, ends, later, retention, left, sqlite, clock, logbook, id } = await world();
  await say(1, 'chatter');
  await say(2, 'the cause');
  await say(3, 'marked once');
  await mark(2);
  await mark(3);
  clock.advance(1000);
  await unmark(3);
  await ends();
  later(89);
  await retention.run();
  expect(await left()).toHaveLength(3);
  later(2);
  await say(4, 'said lately');
  await retention.run();
  expect(await left()).toEqual(['the cause', 'said lately']);
  expect(JSON.stringify(await logbook.entries(id))).not.toMatch(/chatter|marked once/);
  expect(await sqlite.store.heads({ words: 'chatter' })).toEqual([]);
  expect((await logbook.read(id)).moments).toHaveLength(4);
  expect(sqlite.verify().difference).toBeUndefined();
  later(91);
  await retention.run();
  expect(await left()).toEqual(['the cause']);
});

test('it counts from when the document was final, and not while the incident is open or held', async () => {
  const { say, ends, finals, later, retention, left, does } = await world({ days: 30 });
  await say(1, 'chatter');
  later(100);
  await retention.run();
  expect(await left()).toHaveLength(1);
  await ends();
  later(20);
  await finals();
  later(20);
  await retention.run();
  expect(await left()).toHaveLength(1);
  await does(holdWords(plain('the auditors ask')));
  later(20);
  await retention.run();
  expect(await left()).toHaveLength(1);
  await does(releaseWords());
  await retention.run();
  expect(await left()).toEqual([]);
});

test('a message whose words are gone is not taken up again', async () => {
  const { say, ends, later, retention, logbook, id, says } = await world();
  await say(1, 'chatter');
  await ends();
  later(91);
  await retention.run();
  const before = await logbook.entries(id);
  await logbook.recordAll(id, [says(1, 'chatter, edited')]);
  await say(1, 'chatter');
  expect(await logbook.entries(id)).toEqual(before);
});

test('it can be stopped at any place, and goes on from there', async () => {
  const { says, ends, later, retain, logbook, left, id } = await world();
  for (let i = 0; i < 5; i++)
    await logbook.recordAll(
      id,
      Array.from({ length: 100 }, (_, n) => says(i * 100 + n + 1, `m${n}`)),
    );
  await ends();
  later(91);
  const first = retain();
  const running = first.run();
  await first.stop();
  await running;
  await retain().run();
  expect(await left()).toEqual([]);
  const purged = (await logbook.entries(id)).flatMap((entry) => (entry.kind === 'words.purged' ? entry.data.seqs : []));
  expect(purged.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 2));
});

test('killed in the middle it has destroyed whole acts, and the next run does the rest', async () => {
  const file = newFile();
  const { says, ends, logbook, left, id, sqlite } = await world({ file });
  for (let i = 0; i < 10; i++)
    await logbook.recordAll(
      id,
      Array.from({ length: 100 }, (_, n) => says(i * 100 + n + 1, `m${n}`)),
    );
  await ends();
  const purging = () => {
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    return { child, lines: createInterface({ input: child.stdout }), exit: once(child, 'exit') };
  };
  const first = purging();
  let acts = 0;
  for await (const _ of first.lines) if (++acts === 3) first.child.kill('SIGKILL');
  await first.exit;
  logbook.forgetAll();
  const { length } = await left();
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThanOrEqual(850);
  expect(sqlite.verify().difference).toBeUndefined();
  expect((await purging().exit)[0]).toBe(0);
  logbook.forgetAll();
  expect(await left()).toEqual([]);
  expect(sqlite.verify().difference).toBeUndefined();
}, 60_000);

test('an event that could not be handled is not kept for ever', async () => {
  const { sqlite, later, retention, clock } = await world();
  const row = { kind: 'event', team: 'T1', channel: 'C1', body: '{"text":"chatter"}', transport: 'socket' } as const;
  await sqlite.inbox.put({ ...row, key: 'E1', receivedAt: +clock.now() });
  await sqlite.inbox.fail(1, 'broken');
  await retention.run();
  expect(await sqlite.inbox.failed()).toHaveLength(1);
  later(91);
  await retention.run();
  expect(await sqlite.inbox.failed()).toEqual([]);
});
