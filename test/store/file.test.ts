import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { connect } from '../../src/store/connection.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { actOf, opening, rowOf } from './acts.ts';
import { temporaryFiles } from './folder.ts';

const newFile = temporaryFiles();

test('every commit is flushed to the disk', () => {
  const path = newFile();
  openSqlite(path).close();
  const database = connect(path, { readonly: false });
  const pragma = (name: string) => database.pragma(name, { simple: true });
  expect(['journal_mode', 'synchronous', 'busy_timeout', 'foreign_keys', 'secure_delete'].map(pragma)).toEqual([
    'wal',
    2,
    250,
    1,
    1,
  ]);
  database.close();
});

test('to keep what Slack said, three pages are written: the row, its key, and that it waits', async () => {
  const path = newFile();
  const { inbox, close } = openSqlite(path);
  const put = (key: string) => {
    const row = {
      key,
      kind: 'event',
      team: 'T1',
      channel: 'C1',
      body: '{}',
      receivedAt: 1,
      transport: 'http',
    } as const;
    return inbox.put(row);
  };
  await put('Ev1');
  const before = statSync(`${path}-wal`).size;
  await put('Ev2');
  expect((statSync(`${path}-wal`).size - before) / (4096 + 24)).toBe(3);
  close();
});

test.each([
  ['removed', (path: string) => rmSync(path)],
  ['replaced by a copy', (path: string) => [copyFileSync(path, `${path}.copy`), renameSync(`${path}.copy`, path)]],
  ['moved with its folder', (path: string) => renameSync(dirname(path), `${dirname(path)}-moved`)],
])(
  'a file that is %s after a long quiet time is missed, and what was saved until then is rescued',
  async (_, happens) => {
    const folder = mkdtempSync(join(dirname(newFile()), 'quiet-'));
    const path = join(folder, 'debrief.db');
    const { meta, close } = openSqlite(path);
    let saved = 0;
    const put = async () => {
      await meta.set('key', String(saved + 1));
      saved++;
    };
    await put();
    utimesSync(folder, 1_772_000_000, 1_772_000_000);
    await put();
    await put();
    happens(path);
    const refused = await untilRefused(put);
    expect(refused).toContain('was removed or replaced');
    const copy = /What was saved is in (\S+):/.exec(refused)?.[1];
    if (copy) {
      const rescued = openSqlite(copy);
      expect(await rescued.meta.get('key')).toBe(String(saved));
      rescued.close();
    } else expect(refused).toContain('could not be copied'); // its folder is gone
    close();
  },
);

const untilRefused = async (put: () => Promise<void>): Promise<string> => {
  const give = performance.now() + 1_000;
  while (performance.now() < give) {
    const refusal = await put().catch((error: Error) => error.message);
    if (refusal) return refusal;
  }
  return 'It was never refused.';
};

test('only its owner can read the file, and what SQLite writes beside it', async () => {
  const path = newFile();
  writeFileSync(path, '', { mode: 0o644 });
  const sqlite = openSqlite(path);
  await sqlite.store.open('T1', opening());
  expect([path, `${path}-wal`, `${path}-shm`].map((file) => statSync(file).mode & 0o777)).toEqual([
    0o600, 0o600, 0o600,
  ]);
  sqlite.close();
});

test('a file URL is understood', () => {
  const path = newFile('a b.db');
  openSqlite(pathToFileURL(path).href).close();
  expect(existsSync(path)).toBe(true);
});

test('what was written is there when the file is opened again', async () => {
  const path = newFile();
  const before = openSqlite(path);
  await before.meta.set('alive', '12:00');
  void before.store.open('T1', opening()); // closing writes what is waiting
  before.close();
  const after = openSqlite(path);
  expect(await after.store.read('checkout')).toHaveLength(1);
  expect(await after.meta.get('alive')).toBe('12:00');
  expect(await after.meta.get('connected')).toBeUndefined();
  after.close();
});

test('a database of a newer Debrief is refused, and left as it is', () => {
  const path = newFile();
  openSqlite(path).close();
  const newer = new Database(path);
  newer.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of tomorrow', 9999999999999)");
  newer.close();
  expect(() => openSqlite(path)).toThrow(/was written by a newer Debrief\. Update this one/);
  expect(() => openSqlite(path, { readonly: true })).toThrow(/was written by a newer Debrief/);
});

test('what cannot be a database is refused in one line, and keeps its rights', () => {
  const text = newFile();
  writeFileSync(text, 'Minutes of the meeting, of which there is much to be said, '.repeat(20));
  expect(() => openSqlite(text)).toThrow('is not a database of Debrief');
  expect(readFileSync(text, 'utf8')).toContain('Minutes');
  expect(() => openSqlite(join(newFile('nowhere'), 'debrief.db'))).toThrow(/folder .*nowhere does not exist\. Make it/);
  const folder = newFile('folder');
  mkdirSync(folder, { mode: 0o755 });
  expect(() => openSqlite(folder)).toThrow('cannot be opened');
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

test('who only reads makes no file, and cannot write', async () => {
  const path = newFile();
  expect(() => openSqlite(path, { readonly: true })).toThrow(/There is no database at .*\. Set DATABASE_URL/);
  expect(existsSync(path)).toBe(false);
  const bot = openSqlite(path);
  await bot.store.open('T1', opening());
  const reader = openSqlite(path, { readonly: true });
  expect(await reader.store.read('checkout')).toHaveLength(1);
  await expect(reader.store.append(actOf([rowOf(2)]))).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
  reader.close();
  bot.close();
});

test('another process that writes is noticed', async () => {
  const path = newFile();
  const [bot, other] = [openSqlite(path), openSqlite(path)];
  const before = bot.dataVersion();
  await bot.store.open('T1', opening());
  expect(bot.dataVersion()).toBe(before);
  await other.store.append(actOf([rowOf(2)]));
  expect(bot.dataVersion()).not.toBe(before);
  expect(await bot.store.append(actOf([rowOf(2)]))).toBe(false);
  bot.close();
  other.close();
});

test('words that were destroyed are in no file once it is closed', async () => {
  const path = newFile();
  const sqlite = openSqlite(path);
  const secret = { message: 'C1:1.0', wording: '', data: '{"words":"swordfish"}', words: 'the password is swordfish' };
  await sqlite.store.open('T1', opening());
  await sqlite.store.append(actOf([rowOf(2, secret)]));
  await sqlite.store.append(actOf([rowOf(3, { message: 'C1:1.0', wording: 'deleted' })], { forgotten: ['C1:1.0'] }));
  sqlite.close();
  expect(readFileSync(path).includes('swordfish')).toBe(false);
  expect(existsSync(`${path}-wal`)).toBe(false);
});
