import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { temporaryFiles } from './folder.ts';
import { noted, writeIncidents } from './incidents.ts';

const newFile = temporaryFiles();

const damaged = async (damage: (bytes: Buffer, pageOf: (tree: string) => Buffer) => void) => {
  const path = newFile();
  const sqlite = openSqlite(path);
  const notes = Array.from({ length: 100 }, (_, i) => noted(`p99 is ${i}s`));
  await writeIncidents(sqlite, ['Checkout is down'], notes);
  sqlite.close();
  const database = new Database(path, { readonly: true });
  const size = Number(database.pragma('page_size', { simple: true }));
  const rootOf = database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck();
  const bytes = readFileSync(path);
  damage(bytes, (tree) => {
    const page = Number(rootOf.get(tree)) - 1;
    return bytes.subarray(page * size, (page + 1) * size);
  });
  database.close();
  writeFileSync(path, bytes);
  const read = openSqlite(path, { readonly: true });
  const { difference } = read.verify();
  read.close();
  return difference;
};

test('a damaged page of a table is named', async () => {
  expect(await damaged((_, pageOf) => void pageOf('entries').fill(0xff, 0, 12))).toMatch(
    /^the database file is damaged, restore a backup \(.*(page \d+|malformed)/,
  );
});

test('a damaged page of an index is named', async () => {
  expect(await damaged((_, pageOf) => void pageOf('entries_seq').fill(0x55, 8, 64))).toMatch(
    /^the database file is damaged, restore a backup \(.*(page \d+|index entries_seq)/,
  );
});

test('a flipped bit in somebody’s words is named by its entry', async () => {
  const difference = await damaged((bytes) => {
    const at = bytes.indexOf('p99 is 42s');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  });
  expect(difference).toMatch(/^INC-1 entry 44: (its words|what is searched)/);
});
