import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { plain } from '../../src/incident/words.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { temporaryFiles } from './folder.ts';
import { noted, writeIncidents } from './incidents.ts';

const newFile = temporaryFiles();

/** Three incidents, the first with five entries; then a stranger with the file changes it as they like. */
const tampered = async (...changes: string[]) => {
  const path = newFile();
  const sqlite = openSqlite(path);
  const message = { channel: 'C1', ts: '1.0', version: '', files: [] };
  await writeIncidents(
    sqlite,
    ['Checkout is down', 'Search is slow', 'Mail is late'],
    [
      noted('p99 is 9s'),
      { kind: 'message.worded', data: { message, words: plain('swordfish') } },
      { kind: 'message.deleted', data: { message, forget: true } },
      noted('rolled back'),
    ],
  );
  sqlite.close();
  const stranger = new Database(path);
  stranger.pragma('foreign_keys = OFF');
  const triggers = stranger.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  if (changes.length > 0) for (const name of triggers) stranger.exec(`DROP TRIGGER ${name}`);
  for (const sql of changes) stranger.exec(sql);
  stranger.close();
  const read = openSqlite(path, { readonly: true });
  const verdict = read.verify();
  read.close();
  return verdict;
};

test('a log that nobody changed is in order, also where words were destroyed', async () => {
  expect(await tampered()).toEqual({ incidents: 3, entries: 7, wordless: 1 });
});

const where = 'WHERE incident = (SELECT id FROM incidents WHERE number = 1)';
test.each([
  [
    'other words',
    `UPDATE entries SET data = replace(data, '9s', '2s') ${where} AND seq = 2`,
    /^INC-1 entry 2: its words/,
  ],
  [
    'another time',
    `UPDATE entries SET at = at - 1 ${where} AND seq = 2`,
    /^INC-1 entry 2: it is not as it was written/,
  ],
  ['another author', `UPDATE entries SET author = 'UBEN' ${where} AND seq = 1`, /^INC-1 entry 1: it is not as/],
  ['another kind', `UPDATE entries SET kind = 'task.done' ${where} AND seq = 5`, /^INC-1 entry 5: it is not as/],
  ['a salt alone', `UPDATE entries SET salt = NULL ${where} AND seq = 2`, /^INC-1 entry 2: its words and their salt/],
  ['an entry cut out', `DELETE FROM entries ${where} AND seq = 3`, /^INC-1 entry 3: it is missing/],
  [
    'the last entry cut off',
    `DELETE FROM entries ${where} AND seq = 5`,
    /^INC-1 entry 5: the list says .* 5 entries, it has 4/,
  ],
  ['an incident without its entries', `DELETE FROM entries ${where}`, /^INC-1 entry 1: the list says/],
  ['another title in the list', "UPDATE incidents SET title = 'x' WHERE number = 2", /^INC-2: its title in the list/],
  [
    'an incident resolved in the list',
    "UPDATE incidents SET status = 'resolved' WHERE number = 3",
    /^INC-3: its status/,
  ],
  [
    'an incident opened at another time in the list',
    'UPDATE incidents SET opened_at = opened_at + 1 WHERE number = 2',
    /^INC-2: its opening/,
  ],
  ['an incident that never ended', 'UPDATE incidents SET resolved_at = 1 WHERE number = 2', /^INC-2: its end/],
  ['a real incident made a test', 'UPDATE incidents SET test = 1 WHERE number = 3', /^INC-3: its test mark/],
  [
    'other words to be searched',
    `UPDATE entries SET words = 'p99 is 2s' ${where} AND seq = 2`,
    /^INC-1 entry 2: what is searched of it is not as its words say/,
  ],
  [
    'a message that is another one',
    `UPDATE entries SET message = 'C1:2.0' ${where} AND seq = 4`,
    /^INC-1 entry 4: its message is not as its words say/,
  ],
  [
    'a wording put in another place',
    `UPDATE entries SET wording = '1.5' ${where} AND seq = 4`,
    /^INC-1 entry 4: its wording is not as its words say/,
  ],
  [
    'words that outlived their destruction',
    `UPDATE entries SET words = 'swordfish' ${where} AND seq = 3`,
    /^INC-1 entry 3: its words were not destroyed/,
  ],
  [
    'an entry that the search lost',
    `INSERT INTO entries_words(entries_words, rowid, words) SELECT 'delete', id, words FROM entries ${where} AND seq = 5`,
    /^INC-1 entry 5: the search index does not fit its words/,
  ],
  [
    'words that only the search still knows',
    `INSERT INTO entries_words(rowid, words) SELECT id, 'swordfish' FROM entries ${where} AND seq = 3`,
    /^INC-1 entry 3: the search index does not fit its words/,
  ],
  ['another last hash', "UPDATE incidents SET last_hash = 'x' WHERE number = 3", /^INC-3: the list does not end/],
  [
    'an incident taken from the list',
    'DELETE FROM incidents WHERE number = 2',
    /^an entry 1 of an incident that is not/,
  ],
])('finds %s, and names the first place', async (_, change, line) => {
  expect((await tampered(change)).difference).toMatch(line);
});

test('finds an incident that is gone with all its entries', async () => {
  const gone = 'DELETE FROM entries WHERE incident = (SELECT id FROM incidents WHERE number = 2)';
  expect((await tampered(gone, 'DELETE FROM incidents WHERE number = 2')).difference).toBe('INC-2 is missing');
});
