import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { actOf, rowOf } from './acts.ts';
import { temporaryFiles } from './folder.ts';
import { noted, writeIncidents } from './incidents.ts';

const newFile = temporaryFiles();

test('a backup taken while the bot writes is one whole file that only its owner can read', async () => {
  const sqlite = openSqlite(newFile());
  const logbook = await writeIncidents(sqlite, ['Checkout is down'], [noted('p99 is 9s')]);
  const id = (await sqlite.store.heads())[0]?.id ?? '';
  const hand = { recorder: { id: 'UBEN', name: 'Ben' }, source: { type: 'command' } } as const;
  const file = newFile('backup.db');
  await Promise.all([sqlite.backup(file), logbook.record(id, hand, () => [noted('meanwhile')])]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect([`${file}-wal`, `${file}-shm`, `${file}.part`].filter(existsSync)).toEqual([]);
  const copy = openSqlite(file, { readonly: true });
  expect(copy.verify().difference).toBeUndefined();
  expect((await copy.store.read(id)).length).toBeGreaterThanOrEqual(2);
  copy.close();
  sqlite.close();
});

test('a backup replaces an older one, and never the database or another file', async () => {
  const path = newFile();
  const sqlite = openSqlite(path);
  await writeIncidents(sqlite, ['Checkout is down']);
  const file = newFile('backup.db');
  writeFileSync(file, 'my notes');
  await expect(sqlite.backup(file)).rejects.toThrow('something else than a backup');
  expect(readFileSync(file, 'utf8')).toBe('my notes');
  rmSync(file);
  await sqlite.backup(file);
  await sqlite.backup(file);
  expect(readFileSync(file).toString('latin1', 0, 15)).toBe('SQLite format 3');
  await expect(sqlite.backup(dirname(file))).rejects.toThrow('is a folder. Name a file in it.');
  await expect(sqlite.backup(path)).rejects.toThrow('is the database itself');
  await expect(sqlite.backup(join(newFile('nowhere'), 'x.db'))).rejects.toThrow(
    /x\.db was not written: the folder .* does not exist/,
  );
  expect(await sqlite.store.append(actOf([rowOf(1)], { head: { number: 2 } }))).toBe(true);
  sqlite.close();
});
