import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { open, resolve } from '../src/incident/lifecycle.ts';
import { tellMoment } from '../src/incident/moments.ts';
import { plain } from '../src/incident/words.ts';
import { createLogbook, type Hand, type Logbook, type Store } from '../src/logbook.ts';
import { createRemembered, type Folded } from '../src/remembered.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { ana, noon } from './given.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end();
});

/** A real file, and how to open it: each time as another process would. */
const file = (): (() => Store) => {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-remembered-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  return () => {
    const database = openSqlite(`file:${join(folder, 'debrief.db')}`);
    ends.push(database.close);
    return database.store;
  };
};

/** Its reads are counted; one that is held stands still after it has read. */
const watched = (store: Store) => {
  let reads = 0;
  let held: Promise<void> | undefined;
  const read: Store['read'] = async (...about) => {
    reads++;
    const wait = held;
    held = undefined;
    const rows = await store.read(...about);
    await wait;
    return rows;
  };
  return {
    store: { ...store, read },
    reads: () => reads,
    hold: (): (() => void) => {
      const { promise, resolve: release } = Promise.withResolvers<void>();
      held = promise;
      return release;
    },
  };
};

let ids = 0;
const book = (store: Store): Logbook =>
  createLogbook(store, {
    now: () => noon,
    freshId: () => `01R${++ids}`,
    freshSalt: () => '00'.repeat(16),
    onError: (error) => {
      throw error;
    },
  });
const hand: Hand = { recorder: ana, source: { type: 'command' } };
const begin = (number: number) =>
  open({ number, team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false });
const note = (text: string) => tellMoment({ kind: 'note', words: plain(text) });
const seqOf = async (logbook: Logbook, id: string) => (await logbook.read(id)).seq;

test('after a restart an incident is read once, however often and by how many it is looked at', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  const { store, reads } = watched(opened());
  const logbook = book(store);
  await Promise.all(Array.from({ length: 20 }, () => logbook.read(incident.id)));
  await logbook.read(incident.id);
  await logbook.record(incident.id, hand, note('after'));
  expect(await seqOf(logbook, incident.id)).toBe(2);
  expect(reads()).toBe(1);
});

test('a closed incident is read once, too', async () => {
  const opened = file();
  const first = book(opened());
  const { incident } = await first.open('T1', hand, begin);
  await first.record(incident.id, hand, resolve({ words: plain('over') }));
  const { store, reads } = watched(opened());
  const logbook = book(store);
  await logbook.read(incident.id);
  await logbook.read(incident.id);
  expect(reads()).toBe(1);
});

test('a look that began before something was written does not bring back what was before', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  const { store, hold } = watched(opened());
  const logbook = book(store);
  const release = hold();
  const look = logbook.read(incident.id);
  logbook.forgetAll();
  await logbook.record(incident.id, hand, note('meanwhile'));
  release();
  expect((await look).seq).toBe(1);
  expect(await seqOf(logbook, incident.id)).toBe(2);
});

test('a look that began before another process wrote is not remembered after that was noticed', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  const { store, hold } = watched(opened());
  const logbook = book(store);
  const release = hold();
  const look = logbook.read(incident.id);
  await book(opened()).record(incident.id, hand, note('by the command line'));
  logbook.forgetAll();
  release();
  expect((await look).seq).toBe(1);
  expect(await seqOf(logbook, incident.id)).toBe(2);
});

test('who writes upon what was remembered before another process wrote writes after it', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  const logbook = book(opened());
  await logbook.read(incident.id);
  await book(opened()).record(incident.id, hand, note('by the command line'));
  await logbook.record(incident.id, hand, note('in Slack'));
  expect((await logbook.entries(incident.id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect((await logbook.read(incident.id)).moments).toHaveLength(3);
});

test('a decision that writes nothing keeps nothing that another process has changed meanwhile', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  const { store, hold } = watched(opened());
  const logbook = book(store);
  await logbook.read(incident.id);
  const release = hold();
  const nothing = logbook.record(incident.id, hand, () => [], { log: true });
  await book(opened()).record(incident.id, hand, note('by the command line'));
  logbook.forgetAll();
  release();
  await nothing;
  expect(await seqOf(logbook, incident.id)).toBe(2);
});

test('what could not be read is read again, and what is not there yet is found once it is', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  const store = opened();
  let broken = true;
  const logbook = book({
    ...store,
    read: (...about) => (broken ? Promise.reject(new Error('disk')) : store.read(...about)),
  });
  await expect(logbook.read(incident.id)).rejects.toThrow('disk');
  broken = false;
  expect(await seqOf(logbook, incident.id)).toBe(1);
  expect((await logbook.read('01R-LATER')).status).toBe('unheard');
  const other = createLogbook(store, {
    now: () => noon,
    freshId: () => '01R-LATER',
    freshSalt: () => '00',
    onError: () => {},
  });
  await other.open('T1', hand, begin);
  expect(await seqOf(logbook, '01R-LATER')).toBe(1);
});

test('of ten thousand open incidents as many are remembered as there is room for, those used last', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  const loads: string[] = [];
  const load = async (id: string): Promise<Folded> => {
    loads.push(id);
    return { incident: { ...incident, id }, hash: '' };
  };
  const { current } = createRemembered(load, { open: 2_000 });
  for (let i = 0; i < 10_000; i++) {
    await current('busy');
    await current(`quiet ${i}`);
  }
  expect(loads).toHaveLength(10_001);
  await current('quiet 9999');
  await current('quiet 9100'); // each has one moment, and weighs two
  expect(loads).toHaveLength(10_001);
  await current('quiet 8900');
  expect(loads).toHaveLength(10_002);
});

test('one incident that is bigger than the room is remembered as long as it is the one that is used', async () => {
  const opened = file();
  const { incident } = await book(opened()).open('T1', hand, begin);
  let loads = 0;
  const moments = Array.from({ length: 100 }, () => incident.moments[0]!);
  const load = async (id: string): Promise<Folded> => {
    loads++;
    return { incident: { ...incident, id, moments }, hash: '' };
  };
  const { current } = createRemembered(load, { open: 50 });
  await current('big');
  await current('big');
  expect(loads).toBe(1);
});
