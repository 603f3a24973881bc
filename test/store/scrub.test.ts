import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqlite, type Sqlite } from '../../src/store/sqlite.ts';
import { actOf, opening, rowOf } from './acts.ts';
import { filesOf } from './bytes.ts';
import { temporaryFiles } from './folder.ts';

const newFile = temporaryFiles();
const secret = 'the password is swordfish';

const message = (ts: string, text: string) => ({ type: 'message', channel: 'C1', ts, text, user: 'UANA' });
const event = (inner: object) => JSON.stringify({ type: 'event_callback', event_id: 'Ev', event: inner });
const put = (sqlite: Sqlite, key: string, body: string, kind: 'event' | 'command' = 'event') =>
  sqlite.inbox.put({ key, kind, team: 'T1', channel: 'C1', body, receivedAt: 1, transport: 'socket' });

/** An incident with a secret in a message, its mark and a typed entry. */
const written = async (path = newFile()) => {
  const sqlite = openSqlite(path);
  const data = JSON.stringify({ data: { words: { text: secret } }, typed: `/incident note ${secret}` });
  await sqlite.store.open('T1', opening());
  await sqlite.store.append(
    actOf([
      rowOf(2, {
        data,
        words: secret,
        message: 'C1:1.0',
        wording: '',
        source: '{"type":"message","channel":"C1","ts":"1.0"}',
      }),
      rowOf(3, { data, words: secret, source: '{"type":"command","trigger":"t1"}' }),
    ]),
  );
  const redact = () => sqlite.store.append(actOf([rowOf(4, { kind: 'entry.redacted' })], { destroyed: [2, 3] }));
  return { path, sqlite, redact };
};

test('redacted words are in no file of the database, while it is open', async () => {
  const { path, sqlite, redact } = await written();
  expect(filesOf(path, 'swordfish')).not.toEqual([]);
  expect(await redact()).toBe(true);
  expect(filesOf(path, 'swordfish')).toEqual([]);
  expect(await sqlite.store.heads({ words: 'swordfish' })).toEqual([]);
  sqlite.close();
});

test('while somebody reads an older state the words stay in the write-ahead file; then they go', async () => {
  const { path, sqlite, redact } = await written();
  const reader = new Database(path, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM entries').get();
  await redact();
  expect(sqlite.scrub()).toBe(false);
  expect(filesOf(path, 'swordfish')).toContain(`${basename(path)}-wal`);
  reader.exec('COMMIT');
  reader.close();
  expect(sqlite.scrub()).toBe(true);
  expect(filesOf(path, 'swordfish')).toEqual([]);
  sqlite.close();
});

test('what was destroyed before a crash is taken out of the files after it', async () => {
  const { path, sqlite, redact } = await written();
  const reader = new Database(path, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM entries').get();
  await redact();
  const after = openSqlite(path); // the one before never closes, as if it had been killed
  expect(after.scrub()).toBe(false);
  reader.close();
  expect(after.scrub()).toBe(true);
  expect(filesOf(path, 'swordfish')).toEqual([]);
  for (const each of [after, sqlite]) each.close();
});

test('what waits, is parked or was given up loses the words of a redacted message and stays what it is', async () => {
  const { path, sqlite, redact } = await written();
  const edit = { type: 'message', subtype: 'message_changed', channel: 'C1', ts: '3.0' };
  await put(
    sqlite,
    'E1',
    event({ ...edit, message: message('1.0', secret), previous_message: message('1.0', secret) }),
  );
  await put(sqlite, 'E2', event({ type: 'pin_added', user: 'UBEN', item: { message: message('1.0', secret) } }));
  await put(sqlite, 'E3', event(message('2.0', 'another one about 1.0')));
  const [, , other] = await sqlite.inbox.due(10, 10);
  await sqlite.inbox.park(2, 'message:C1:9.9');
  await sqlite.inbox.fail(1, 'broken');
  await redact();
  expect(filesOf(path, 'swordfish')).toEqual([]);
  expect(await sqlite.inbox.due(10, 10)).toEqual([other]);
  const [failed] = await sqlite.inbox.failed();
  expect(JSON.parse(failed?.body ?? '')).toMatchObject({ event: { ...edit, message: { ts: '1.0', user: 'UANA' } } });
  expect(await sqlite.inbox.parked(10)).toMatchObject([{ key: 'E2', awaits: 'message:C1:9.9' }]);
  sqlite.close();
});

test('a request of which a redacted entry came is not kept, and nothing that a button carries', async () => {
  const { path, sqlite, redact } = await written();
  await put(sqlite, 'trigger:t1', JSON.stringify({ request: { line: `note ${secret}` } }), 'command');
  await put(sqlite, 'trigger:t2', JSON.stringify({ request: { line: 'note hello' } }), 'command');
  await sqlite.meta.set('carried:abc', `note ${secret}`);
  await sqlite.meta.set('self', '{}');
  await redact();
  expect(filesOf(path, 'swordfish')).toEqual([]);
  expect((await sqlite.inbox.due(10, 10)).map(({ key }) => key)).toEqual(['trigger:t2']);
  expect(await sqlite.meta.get('self')).toBe('{}');
  sqlite.close();
});

test('of ten thousand messages the words of one go, and those of the others stay', async () => {
  const path = newFile();
  const sqlite = openSqlite(path);
  await sqlite.store.open('T1', opening());
  const words = Array.from({ length: 10_000 }, (_, i) => `message zz${i}zz ${'about checkout '.repeat(i % 7)}`);
  await sqlite.store.append(
    actOf(words.map((text, i) => rowOf(i + 2, { data: text, words: text, message: `C1:${i}.0`, wording: '' }))),
  );
  await sqlite.store.append(actOf([rowOf(10_002)], { destroyed: [5_002] }));
  expect(filesOf(path, 'zz5000zz')).toEqual([]);
  expect(filesOf(path, 'zz4999zz')).toEqual([basename(path)]);
  sqlite.close();
});
