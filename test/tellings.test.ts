import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { editEntry, hideEntry, unhideEntry } from '../src/incident/corrections.ts';
import { deleteMessage } from '../src/incident/deletions.ts';
import { open } from '../src/incident/lifecycle.ts';
import { markMessage, unmarkMessage } from '../src/incident/marks.ts';
import { Absence } from '../src/incident/message.ts';
import { wordMessage } from '../src/incident/messages.ts';
import { tellMoment } from '../src/incident/moments.ts';
import { redact } from '../src/incident/redaction.ts';
import { Refusal } from '../src/incident/refusal.ts';
import { plain } from '../src/incident/words.ts';
import type { Decision, Hand } from '../src/logbook.ts';
import { openLogbook } from '../src/open-logbook.ts';
import { openSqlite, type Sqlite } from '../src/store/sqlite.ts';
import { createTellings } from '../src/tellings.ts';
import { createDocumentWriter } from '../src/write-documents.ts';
import { ana, ben, minutes, noon } from './given.ts';

const open_: Sqlite[] = [];
afterEach(() => {
  for (const database of open_.splice(0)) database.close();
});

const hand: Hand = { recorder: ana, source: { type: 'command' } };
const anybody = { isAllowed: () => true, check: () => {} };
const keyOf = (n: number) => ({ channel: 'C1', ts: `177236640${n % 10}.000100` });

const incident = async () => {
  const database = openSqlite(':memory:');
  open_.push(database);
  const logbook = openLogbook(database.store, {
    now: () => noon,
    onError: (error) => {
      throw error;
    },
  });
  const begin = { team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false };
  const { id } = (await logbook.open('T1', hand, (number) => open({ number, ...begin }))).incident;
  /** What is refused, or has to wait for something else, writes nothing. */
  const record = (decide: Decision, messages: readonly ReturnType<typeof keyOf>[] = []) =>
    logbook.record(id, hand, decide, { messages, log: true }).catch((error) => {
      if (!(error instanceof Refusal) && !(error instanceof Absence)) throw error;
    });
  const wish = { incident: id, names: 'names', now: minutes(500), formats: ['markdown', 'html'] } as const;
  return { database, id, record, wish };
};

const note = (text: string) => tellMoment({ kind: 'note', words: plain(text) });

/** Everything that changes what a document tells, by its number. */
const acts = (n: number): Readonly<Record<string, () => [Decision, ReturnType<typeof keyOf>[]?]>> => {
  const key = keyOf(n);
  const via = { type: 'pin' } as const;
  const version = n > 9 ? `${1_772_366_500 + n}.000000` : '';
  const said = { ref: { ...key, version, files: [] }, words: plain(`heard ${n}`), author: ben, at: noon };
  return {
    note: () => [note(`typed ${n}`)],
    say: () => [wordMessage(said), [key]],
    mark: () => [markMessage({ key, kind: 'note', via, by: ana, at: minutes(n) }), [key]],
    unmark: () => [unmarkMessage({ key, via, by: ana, at: minutes(n) })],
    delete: () => [deleteMessage({ key, at: minutes(n), keep: false }), [key]],
    edit: () => [editEntry((n % 10) + 1, { words: plain(`corrected ${n}`) })],
    hide: () => [hideEntry((n % 10) + 1)],
    unhide: () => [unhideEntry((n % 10) + 1)],
    redact: () => [redact({ type: 'number', number: (n % 10) + 1 }, anybody)],
  };
};

test('a document that is written again reads as one that is written for the first time, whatever happened between', async () => {
  const act = fc.record({ does: fc.constantFrom(...Object.keys(acts(0))), n: fc.nat(30), looks: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (all) => {
      const { database, record, wish } = await incident();
      const { write: again } = createDocumentWriter(database);
      for (const { does, n, looks } of all) {
        await record(...(acts(n)[does]?.() ?? [() => []]));
        if (looks) expect(await again(wish)).toEqual(await createDocumentWriter(database).write(wish));
      }
      expect(await again(wish)).toEqual(await createDocumentWriter(database).write(wish));
    }),
    { numRuns: 60, seed: 11 },
  );
});

test('words that were destroyed are in no document that is written again', async () => {
  const { database, record, wish } = await incident();
  const { write } = createDocumentWriter(database);
  await record(note('the password is swordfish'));
  expect((await write(wish)).texts.markdown).toContain('swordfish');
  await record(redact({ type: 'number', number: 2 }, anybody));
  expect(JSON.stringify(await write(wish))).not.toContain('swordfish');
});

/** How many rows each look read. */
const counted = (database: Sqlite) => {
  const rows: number[] = [];
  const told: Sqlite['reading']['told'] = (id, after) => {
    const read = database.reading.told(id, after);
    rows.push(read.length);
    return read;
  };
  return { rows, reading: { ...database.reading, told } };
};

test('what was read is not read again, and of what was written since only that', async () => {
  const { database, id, record } = await incident();
  const { rows, reading } = counted(database);
  const tellings = createTellings(reading);
  for (let n = 1; n < 10; n++) await record(note(`note ${n}`));
  const first = tellings(id);
  expect(tellings(id)).toBe(first);
  await record(note('one more'));
  expect(tellings(id).incident.moments).toHaveLength(11);
  expect(rows).toEqual([10, 0, 1]);
});

test('so much is remembered, and no more', async () => {
  const [one, other] = [await incident(), await incident()];
  const { rows, reading } = counted(one.database);
  const tellings = createTellings(
    { ...reading, told: (id, after) => (id === one.id ? reading : other.database.reading).told(id, after) },
    3,
  );
  tellings(one.id);
  tellings(other.id);
  tellings(one.id);
  expect(rows).toEqual([1, 1]);
});
