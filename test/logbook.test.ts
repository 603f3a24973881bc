import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { deleteMessage } from '../src/incident/deletions.ts';
import type { MessageKey } from '../src/incident/entry.ts';
import { open } from '../src/incident/lifecycle.ts';
import { markMessage } from '../src/incident/marks.ts';
import { Absence } from '../src/incident/message.ts';
import { wordMessage } from '../src/incident/messages.ts';
import { tellMoment } from '../src/incident/moments.ts';
import { Refusal, refuse } from '../src/incident/refusal.ts';
import { plain } from '../src/incident/words.ts';
import { createLogbook, type Decision, type Hand, type Store } from '../src/logbook.ts';
import { openSqlite, type Sqlite } from '../src/store/sqlite.ts';
import { ana, ben, noon } from './given.ts';

const open_: Sqlite[] = [];
afterEach(() => {
  for (const database of open_.splice(0)) database.close();
});

const database = (): Sqlite => {
  const opened = openSqlite(':memory:');
  open_.push(opened);
  return opened;
};

let ids = 0;
const book = (store: Store, more: Partial<Parameters<typeof createLogbook>[1]> = {}) =>
  createLogbook(store, {
    now: () => noon,
    freshId: () => `01ID${++ids}`,
    freshSalt: () => '00'.repeat(16),
    onError: (error) => {
      throw error;
    },
    ...more,
  });

/** Destroys the words of the newest entry. */
const redactLast: Decision = (incident, _, log) => {
  const entry = log.at(-1);
  if (entry?.kind !== 'marked') throw new Error('The newest entry has no words.');
  const data = { ...entry.data, words: plain('(redacted)') };
  const remains = { seq: entry.seq, data, author: entry.author.name, recorder: entry.recorder.name };
  return [{ kind: 'entry.redacted', data: { number: incident.moments.length, entries: [remains] } }];
};

const hand: Hand = { recorder: ana, source: { type: 'command' }, typed: '/incident note hello' };
const begin = (number: number) =>
  open({ number, team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false });
const note = (text: string) => tellMoment({ kind: 'note', words: plain(text) });

const key: MessageKey = { channel: 'C1', ts: '1772366400.000100' };
const said = (text: string, version = '') =>
  wordMessage({ ref: { ...key, version, files: [] }, words: plain(text), author: ben, at: noon });
const marks = markMessage({ key, kind: 'note', via: { type: 'pin' }, by: ana, at: noon });

test('twenty people write at once, and every word is kept, in one line of numbers', async () => {
  const logbook = book(database().store);
  const { incident } = await logbook.open('T1', hand, begin);
  await Promise.all(Array.from({ length: 20 }, (_, i) => logbook.record(incident.id, hand, note(`note ${i}`))));
  const entries = await logbook.entries(incident.id);
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  expect((await logbook.read(incident.id)).moments).toHaveLength(21);
});

test('two who start at the same instant have two incidents and two numbers', async () => {
  const logbook = book(database().store);
  const both = await Promise.all([logbook.open('T1', hand, begin), logbook.open('T1', hand, begin)]);
  expect(both.map(({ incident }) => incident.number).toSorted()).toEqual([1, 2]);
});

test('an entry comes back with its author, its recorder, its time and the line as typed', async () => {
  const logbook = book(database().store);
  const { incident } = await logbook.open('T1', hand, begin);
  await logbook.record(incident.id, hand, note('hello'));
  const [, entry] = await book(open_[0]?.store as Store).entries(incident.id);
  expect(entry).toMatchObject({
    author: ana,
    recorder: ana,
    at: noon,
    typed: '/incident note hello',
    source: { type: 'command' },
  });
});

test('a refusal is thrown and writes nothing', async () => {
  const logbook = book(database().store);
  const { incident } = await logbook.open('T1', hand, begin);
  await expect(logbook.record(incident.id, hand, () => refuse('no'))).rejects.toThrow(Refusal);
  expect(await logbook.entries(incident.id)).toHaveLength(1);
});

test('several strokes are one append: each sees what the ones before it wrote, and has its own outcome', async () => {
  const logbook = book(database().store);
  const { incident } = await logbook.open('T1', hand, begin);
  const messages = [key];
  const { outcomes, incident: after } = await logbook.recordAll(incident.id, [
    { hand, decide: marks, messages },
    { hand, decide: said('p99 is 9s'), messages },
    { hand, decide: marks, messages },
    { hand, decide: () => refuse('no') },
  ]);
  expect(outcomes.map(({ type }) => type)).toEqual(['absent', 'written', 'written', 'refused']);
  expect(after.moments[1]).toMatchObject({ entry: { author: ben, data: { words: { text: 'p99 is 9s' } } } });
});

test('nothing is written about an incident that there is not', async () => {
  const logbook = book(database().store);
  await expect(logbook.record('01NONE', hand, note('hello'))).rejects.toThrow('There is no incident 01NONE.');
  expect(await logbook.entries('01NONE')).toEqual([]);
});

test('a mark without its message is thrown as an absence', async () => {
  const logbook = book(database().store);
  const { incident } = await logbook.open('T1', hand, begin);
  await expect(logbook.record(incident.id, hand, marks, { messages: [key] })).rejects.toThrow(Absence);
});

test('a message that comes twice is in the log once; an edit is a wording of its own', async () => {
  const logbook = book(database().store);
  const { incident } = await logbook.open('T1', hand, begin);
  const asks = { messages: [key] };
  await logbook.record(incident.id, hand, said('first'), asks);
  await logbook.record(incident.id, hand, said('first'), asks);
  await logbook.record(incident.id, hand, said('second', '1772366500.000000'), asks);
  await logbook.record(incident.id, hand, said('second', '1772366500.000000'), asks);
  expect(await logbook.entries(incident.id)).toHaveLength(3);
});

test('what was forgotten is gone from the file, the log still verifies, and an edit that comes late writes nothing', async () => {
  const { store } = database();
  const logbook = book(store);
  const { incident } = await logbook.open('T1', hand, begin);
  const asks = { messages: [key] };
  await logbook.record(incident.id, hand, said('my password is hunter2'), asks);
  await logbook.record(incident.id, hand, deleteMessage({ key, at: noon, keep: false }), asks);
  await logbook.record(incident.id, hand, said('still hunter2', '1772366500.000000'), asks);
  const rows = await store.read(incident.id);
  expect(JSON.stringify(rows)).not.toContain('hunter2');
  expect(rows.map(({ kind }) => kind)).toEqual(['incident.opened', 'message.worded', 'message.deleted']);
});

test('what was forgotten is in no file of the database, the write-ahead one included', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-forgotten-'));
  const file = openSqlite(`file:${join(folder, 'debrief.db')}`);
  open_.push(file);
  const logbook = book(file.store);
  const { incident } = await logbook.open('T1', hand, begin);
  const asks = { messages: [key] };
  await logbook.record(incident.id, hand, said('my password is hunter2'), asks);
  await logbook.record(incident.id, hand, deleteMessage({ key, at: noon, keep: false }), asks);
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'latin1'), name).not.toContain('hunter2');
});

test('a redacted entry keeps its number and its kind, who redacted it, and no word of what it said, in any file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-redacted-'));
  const file = openSqlite(`file:${join(folder, 'debrief.db')}`);
  open_.push(file);
  const logbook = book(file.store);
  const { incident } = await logbook.open('T1', hand, begin);
  await logbook.record(incident.id, { ...hand, typed: '/incident note hunter2' }, note('hunter2'));
  await logbook.record(incident.id, { ...hand, recorder: ben }, redactLast, { log: true });
  await logbook.record(incident.id, hand, note('and on it goes'));
  for (const reader of [logbook, book(file.store)]) {
    const [, redacted, next] = (await reader.read(incident.id)).moments;
    expect(redacted).toMatchObject({ number: 2, entry: { kind: 'marked', author: ana }, redacted: { by: ben } });
    expect(redacted?.entry).toMatchObject({ data: { kind: 'note', words: { text: '(redacted)' } } });
    expect(next?.number).toBe(3);
  }
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'latin1'), name).not.toContain('hunter2');
  expect(file.verify()).toMatchObject({ entries: 4, wordless: 1 });
  expect(file.verify().difference).toBeUndefined();
});

test('a credential is kept as it was said, and nobody is shown it', async () => {
  const { store } = database();
  const findCredentials = async (texts: readonly string[]) =>
    texts.map((text) => (text.includes('hunter2') ? [{ kind: 'password', text: 'hunter2' }] : []));
  const logbook = book(store, { findCredentials });
  const title = (number: number) =>
    open({ number, team: 'T1', title: 'hunter2 leaked', zone: 'UTC', private: false, test: false });
  const { incident } = await logbook.open('T1', hand, title);
  const { news } = await logbook.record(
    incident.id,
    { ...hand, typed: '/incident note hunter2' },
    note('it is hunter2'),
  );
  const entries = await logbook.entries(incident.id);
  const [head] = await store.heads();
  for (const seen of [news, entries, await logbook.read(incident.id), await book(store).read(incident.id), head])
    expect(JSON.stringify(seen)).not.toContain('hunter2');
  expect(entries[1]).toMatchObject({ credentials: ['password'], data: { words: { text: 'it is ••••••••' } } });
  expect((await store.read(incident.id))[1]?.data).toContain('it is hunter2');
});

test('another process writing to the same incident costs a second look, and no entry', async () => {
  const { store } = database();
  const [ours, theirs] = [book(store), book(store)];
  const { incident } = await ours.open('T1', hand, begin);
  await theirs.record(incident.id, hand, note('theirs'));
  await ours.record(incident.id, hand, note('ours'));
  const after = await ours.read(incident.id);
  expect(after.moments.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('a failing store is told, writes nothing, and the next one succeeds', async () => {
  const { store } = database();
  let broken = false;
  const logbook = book({
    ...store,
    append: async (act) => {
      if (broken) throw new Error('disk full');
      return store.append(act);
    },
  });
  const { incident } = await logbook.open('T1', hand, begin);
  broken = true;
  await expect(logbook.record(incident.id, hand, note('lost'))).rejects.toThrow('disk full');
  broken = false;
  await logbook.record(incident.id, hand, note('kept'));
  expect((await logbook.read(incident.id)).moments.map(({ entry }) => entry.seq)).toEqual([1, 2]);
});

test('watchers hear every entry in order, after it is written, and may write in turn', async () => {
  const logbook = book(database().store);
  const heard: number[] = [];
  logbook.watch(async (incident, news) => {
    heard.push(...news.map(({ seq }) => seq));
    if (news[0]?.seq === 1) await logbook.record(incident.id, hand, note('from the watcher'));
  });
  const { incident } = await logbook.open('T1', hand, begin);
  await logbook.settled();
  expect(heard).toEqual([1, 2]);
  expect(await logbook.entries(incident.id, 1)).toHaveLength(1);
});
