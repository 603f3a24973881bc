import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { opening } from './acts.ts';
import { temporaryFiles } from './folder.ts';

const path = temporaryFiles()();
let stranger: Database.Database;

beforeAll(async () => {
  const sqlite = openSqlite(path);
  await sqlite.store.open('T1', opening());
  sqlite.close();
  stranger = new Database(path);
});
afterAll(() => stranger.close());

const columns = 'id incident seq kind version at recorded_at author recorder source digest hash message wording'.split(
  ' ',
);

test.each(columns)('the database refuses to change the %s of an entry', (column) => {
  expect(() => stranger.exec(`UPDATE entries SET data = NULL, salt = NULL, words = NULL, ${column} = 99`)).toThrow(
    'entries are append-only',
  );
});

test.each([
  "UPDATE entries SET data = '{}'",
  "UPDATE entries SET words = 'other words'",
  'UPDATE entries SET data = NULL',
  'UPDATE entries SET salt = NULL, words = NULL',
  "UPDATE OR REPLACE entries SET data = 'x'",
  'DELETE FROM entries',
])('the database refuses to rewrite or delete: %s', (sql) => {
  expect(() => stranger.exec(sql)).toThrow('entries are append-only');
});

test('an entry cannot be replaced', () => {
  const before = stranger.prepare('SELECT * FROM entries').all();
  stranger.exec(`INSERT OR REPLACE INTO entries
    SELECT id, incident, seq, kind, version, at, recorded_at, author, recorder, source, 'x', salt, digest, hash, message, wording, words
    FROM entries`);
  stranger.exec(`INSERT OR REPLACE INTO entries
    SELECT 99, incident, seq, kind, version, at, recorded_at, author, recorder, source, 'x', salt, digest, hash, message, wording, words
    FROM entries`);
  expect(stranger.prepare('SELECT * FROM entries').all()).toEqual(before);
});

test('an incident cannot be deleted', () => {
  stranger.pragma('foreign_keys = OFF');
  expect(() => stranger.exec('DELETE FROM incidents')).toThrow('incidents are not deleted');
});

test('words may be destroyed, all of them', () => {
  stranger.exec('UPDATE entries SET data = NULL, salt = NULL, words = NULL');
  expect(stranger.prepare('SELECT data, salt, words FROM entries').get()).toEqual({
    data: null,
    salt: null,
    words: null,
  });
});
