import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import type { Draft } from '../../src/incident/entry.ts';
import { plain } from '../../src/incident/words.ts';
import { openSqlite, type Sqlite } from '../../src/store/sqlite.ts';
import { filesOf } from '../store/bytes.ts';
import { temporaryFiles } from '../store/folder.ts';
import { ana, noted, writeIncidents } from '../store/incidents.ts';
import { debrief } from './debrief.ts';

vi.setConfig({ testTimeout: 90_000 }); // each command is a process of its own
const newFile = temporaryFiles();
const opened: Sqlite[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

const ben = { id: 'U2BEN', name: 'Ben Okafor' };
const said = (ts: string, text: string): Draft => ({
  kind: 'message.worded',
  data: { message: { channel: 'C1', ts, version: '', files: [] }, words: plain(text) },
  author: ben,
});

/** A database with one incident, in which the bot is at work. */
const written = async (more: Parameters<typeof writeIncidents>[2] = []) => {
  const path = newFile();
  const bot = openSqlite(path);
  opened.push(bot);
  await bot.directory.putPeople([
    { ...ben, tz: 'UTC', guest: false, bot: false, deleted: true, team: 'T1', updatedAt: 1 },
  ]);
  await bot.directory.join('C1', ben.id);
  await writeIncidents(
    bot,
    ['Checkout is down'],
    [
      noted('the key is swordfish'),
      said('1.0', 'my own words'),
      { ...said('2.0', 'ask @Ben Okafor about it'), author: ana },
      noted('ask @Ben Okafor, not @Ben Okafors'),
      { kind: 'role.assigned', data: { role: 'lead', person: ben } },
      { kind: 'task.added', data: { words: plain('rotate'), details: [], owner: ben } },
      ...more,
    ],
  );
  return { path, bot, env: { DATABASE_URL: `file:${path}` } };
};
test('redact destroys words when it is told to, and only then', async () => {
  const { path, env, bot } = await written();
  const asked = await debrief(['redact', 'INC-1', '2'], env);
  expect(asked).toMatchObject({ code: 1, out: '' });
  expect(asked.err).toContain('This destroys the words of #2: ');
  expect(filesOf(path, 'swordfish')).not.toEqual([]);
  const done = await debrief(['redact', 'inc-1', '#2', '--yes'], env);
  expect(done).toMatchObject({ code: 0, out: '' });
  expect(done.err).toContain('No file of the database holds them any more.');
  expect(filesOf(path, 'swordfish')).toEqual([]);
  const [shown, again, unclear] = await Promise.all([
    debrief(['show', '1'], env),
    debrief(['redact', '1', '2', '--yes'], env),
    debrief(['redact', '1', 'nonsense?'], env),
  ]);
  expect(shown.out).toContain('#2 Note: (redacted) (Ana Lima)');
  expect(again.err).toContain('was redacted by the operator already');
  expect(unclear.err).toContain('Which words?');
  expect(bot.verify().difference).toBeUndefined();
});

test('while somebody reads, redact says that the words are still in the write-ahead file', async () => {
  const { path, env, bot } = await written();
  const reader = new Database(path, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM entries').get();
  const { err } = await debrief(['redact', '1', '2', '--yes'], env);
  expect(err).toContain('(its write-ahead file) still holds them');
  expect(filesOf(path, 'swordfish')).toEqual([`${basename(path)}-wal`]);
  reader.close();
  bot.soil(); // as the running bot does, when it sees that somebody wrote
  expect(bot.scrub()).toBe(true);
  expect(filesOf(path, 'swordfish')).toEqual([]);
});

test('a person gets all that is kept of them, and nobody else’s words', async () => {
  const { env } = await written();
  const { out, code } = await debrief(['person', ben.id, '--export'], env);
  expect(code).toBe(0);
  const given = JSON.parse(out);
  expect(given).toMatchObject({
    format: 'debrief-person',
    person: { id: ben.id, name: 'Ben Okafor' },
    channels: ['C1'],
    incidents: [{ number: 1, roles: ['lead'], tasks: [{ task: 1, words: 'rotate' }] }],
  });
  expect(out).toContain('my own words');
  expect(out).not.toMatch(/swordfish|ask @/);
  expect((await debrief(['person', 'U9', '--export'], env)).err).toContain('Nothing is kept of U9');
});

test('a person is erased: words, name and row; the chain holds, and the id stays', async () => {
  const { path, env, bot } = await written();
  expect((await debrief(['person', ben.id, '--erase'], env)).err).toContain('Nothing was erased yet: add --yes.');
  const { err, code } = await debrief(['person', ben.id, '--erase', '--yes'], env);
  expect({ err, code }).toMatchObject({ code: 0 });
  expect(err).toContain('Erased 1 entry with their words, and their name in 3, in 1 incident;');
  expect(filesOf(path, 'my own words')).toEqual([]);
  const [show, json, again] = await Promise.all([
    debrief(['show', '1'], env),
    debrief(['export', '1', '--format', 'json'], env),
    debrief(['person', ben.id, '--erase', '--yes'], env),
  ]);
  expect(show.out).toContain('lead erased person');
  expect(show.out).toContain('T1 rotate, erased person');
  expect(json.out).toContain('ask @erased person, not @Ben Okafors');
  expect(json.out).toContain('ask @Ben Okafor about it');
  expect(again.err).toContain('Nothing is kept of U2BEN');
  expect(filesOf(path, ben.id)).not.toEqual([]);
  expect(filesOf(path, '"Ben Okafor"')).toEqual([]);
  expect(bot.verify().difference).toBeUndefined();
});

test('nobody is erased from an incident that is held', async () => {
  const { path, env } = await written([{ kind: 'words.held', data: {} }]);
  const { err, code } = await debrief(['person', ben.id, '--erase', '--yes'], env);
  expect(code).toBe(1);
  expect(err).toContain('Nothing was erased: INC-1 (by Ana Lima) is held.');
  expect(filesOf(path, 'my own words')).not.toEqual([]);
});

test('one of the two is asked for', async () => {
  const { env } = await written();
  expect((await debrief(['person', ben.id], env)).err).toContain('Write --export or --erase.');
});
