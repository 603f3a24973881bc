import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { takeLock } from '../../src/store/lock.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { temporaryFiles } from './folder.ts';

const newFile = temporaryFiles();
const program = fileURLToPath(new URL('child.ts', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const start = (...args: string[]) => {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  return { child, exit: once(child, 'exit'), lines: createInterface({ input: child.stdout }) };
};

test('two processes that open incidents at once leave no number out and give none twice', async () => {
  const path = newFile();
  await Promise.all(['one', 'two'].map((name) => start('open', path, name).exit));
  const { store, close } = openSqlite(path);
  const numbers = (await store.heads()).map(({ number }) => number).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  close();
});

test('after a kill in the middle of writing, whole acts are there, and all that were told as written', async () => {
  const path = newFile();
  const { child, exit, lines } = start('write', path);
  let told = 0;
  for await (const line of lines) {
    told = Math.max(told, Number(line));
    if (told > 60) child.kill('SIGKILL');
  }
  await exit;
  const { store, close } = openSqlite(path);
  const written = (await store.read('checkout')).map(({ seq }) => seq);
  expect(written).toEqual(written.map((_, i) => i + 1));
  expect(written.length % 3).toBe(1);
  expect(written.length).toBeGreaterThanOrEqual(told);
  expect(await store.head({ id: 'checkout' })).toMatchObject({ lastSeq: written.length });
  close();
});

test('a second bot is refused, and told which process runs the first', async () => {
  const path = newFile();
  const { child, exit, lines } = start('lock', path);
  await once(lines, 'line');
  expect(() => takeLock(path)).toThrow(`Another Debrief (process ${child.pid}) is running on ${path}`);
  openSqlite(path).close(); // the command line works beside it
  child.kill('SIGKILL');
  await exit;
  const lock = takeLock(path);
  expect(() => takeLock(`file:${path}`)).toThrow(`process ${process.pid}`);
  const other = start('lock', path);
  expect(await other.exit).toEqual([1, null]);
  lock.release();
  takeLock(path).release();
});
