import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect, test } from 'vitest';
import { connect } from '../../src/store/connection.ts';
import { createEntries } from '../../src/store/entries.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createWriter } from '../../src/store/writer.ts';
import { actOf, opening, rowOf } from './acts.ts';
import { temporaryFiles } from './folder.ts';

const newFile = temporaryFiles();

const openParts = () => {
  const path = newFile();
  const database = connect(path, { readonly: false });
  migrate(database, path);
  const write = createWriter(database);
  return { path, database, write, entries: createEntries(drizzle(database), write) };
};

test('what is asked for together is written in one transaction, and told after it', async () => {
  const { database, write } = openParts();
  const seen: boolean[] = [];
  const note = (key: string) =>
    write(() => database.prepare('INSERT INTO meta VALUES (?, ?)').run(key, '')).then(() =>
      seen.push(database.inTransaction),
    );
  const before = database.pragma('data_version');
  await Promise.all(['a', 'b', 'c'].map(note));
  expect(seen).toEqual([false, false, false]);
  expect(database.pragma('data_version')).toEqual(before);
  expect(database.prepare('SELECT count(*) FROM meta').pluck().get()).toBe(3);
  database.close();
});

test('one that fails takes no other with it', async () => {
  const { database, write } = openParts();
  const insert = (key: string | null) =>
    write(() => void database.prepare('INSERT INTO meta VALUES (?, ?)').run(key, ''));
  const outcomes = await Promise.allSettled([insert('a'), insert(null), insert('b')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(database.prepare('SELECT key FROM meta').pluck().all()).toEqual(['a', 'b']);
  database.close();
});

test('nobody is told "saved" when the commit fails', async () => {
  const { database, write } = openParts();
  const good = write(() => database.prepare("INSERT INTO meta VALUES ('a', '')").run());
  const orphan = write(() => {
    database.pragma('defer_foreign_keys = ON'); // what is wrong comes out at the commit
    database.prepare("INSERT INTO surfaces VALUES ('unknown', 'card', NULL, NULL, '', 'shown')").run();
  });
  const outcomes = await Promise.allSettled([good, orphan]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(database.prepare('SELECT count(*) FROM meta').pluck().get()).toBe(0);
  await write(() => database.prepare("INSERT INTO meta VALUES ('b', '')").run());
  database.close();
});

test('on a full disk nothing of an act is written, and it can be tried again', async () => {
  const { database, entries } = openParts();
  await entries.open('T1', opening());
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages + 1}`);
  const big = actOf([rowOf(2), rowOf(3, { data: 'x'.repeat(100_000) })]);
  await expect(entries.append(big)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(await entries.read('checkout')).toHaveLength(1);
  database.pragma('max_page_count = 100000');
  expect(await entries.append(big)).toBe(true);
  database.close();
});

test('while another process holds the file the writer gives up after a second, and says so', async () => {
  const { path, database, entries } = openParts();
  await entries.open('T1', opening());
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  await expect(entries.append(actOf([rowOf(2)]))).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  other.exec('ROLLBACK');
  expect(await entries.append(actOf([rowOf(2)]))).toBe(true);
  other.close();
  database.close();
});

test('one statement alone that fails says so, and leaves nothing half-begun behind it', async () => {
  const { path, database, write } = openParts();
  const keep = (key: string | null, value = '') =>
    write.one(() => database.prepare('INSERT INTO meta VALUES (?, ?)').run(key, value).changes > 0);
  const fails = async (promise: Promise<unknown>, code: string) => {
    await expect(promise).rejects.toMatchObject({ code });
    expect(database.inTransaction).toBe(false);
  };
  await fails(keep(null), 'SQLITE_CONSTRAINT_NOTNULL');
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  await fails(keep('a'), 'SQLITE_BUSY');
  await fails(Promise.all([keep('a'), keep('b')]), 'SQLITE_BUSY');
  other.exec('ROLLBACK');
  other.close();
  database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true }))}`);
  await fails(keep('a', 'x'.repeat(100_000)), 'SQLITE_FULL');
  const outcomes = await Promise.allSettled([keep('a'), keep('b', 'x'.repeat(100_000)), keep('c')]);
  const saved = database.prepare('SELECT key FROM meta ORDER BY key').pluck().all();
  expect(['a', 'b', 'c'].filter((_, i) => outcomes[i]?.status === 'fulfilled')).toEqual(saved);
  expect(outcomes[1]?.status).toBe('rejected');
  database.pragma('max_page_count = 100000');
  expect(await keep('d')).toBe(true);
  database.close();
});
