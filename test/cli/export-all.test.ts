import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlite, type Sqlite } from '../../src/store/sqlite.ts';
import { temporaryFiles } from '../store/folder.ts';
import { noted, writeIncidents } from '../store/incidents.ts';
import { debrief, shell } from './debrief.ts';

const newFile = temporaryFiles();
const path = newFile();
const env = { DATABASE_URL: `file:${path}` };
const titles = ['Checkout is down', 'Search is slow', 'Mail is late'];
let bot: Sqlite;

// The bot has the database open all the while.
beforeAll(async () => {
  bot = openSqlite(path);
  await writeIncidents(bot, titles, [noted('rolled back\nto the version of Friday'), noted('y'.repeat(200_000))]);
});
afterAll(() => bot.close());

type Document = { incident: { title: string; number: number }; log: unknown[] };
const documents = (lines: string): Document[] =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('every incident', () => {
  test('is a line of JSON, oldest first, as it is by itself', async () => {
    const { out, err, code } = await debrief(['export', '--all', '--format', 'jsonl'], env);
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(documents(out).map(({ incident }) => incident.title)).toEqual(titles);
    const one = await debrief(['export', '1', '--format', 'jsonl'], env);
    const { compiledAt: _, ...alone } = JSON.parse(one.out);
    expect(documents(out)[0]).toMatchObject(alone);
    expect(one.out.trimEnd()).not.toContain('\n');
  });

  test('is a line of a file', async () => {
    const file = newFile('all.jsonl');
    const ran = await debrief(['export', '--all', '--format', 'jsonl', '--out', file, '--names', 'none'], env);
    expect(ran).toEqual({ code: 0, out: '', err: `Wrote ${file}\n` });
    expect(documents(readFileSync(file, 'utf8'))).toHaveLength(3);
    expect(readFileSync(file, 'utf8')).not.toContain('Ana Lima');
  });

  test('is a file of a folder', async () => {
    const folder = newFile('all');
    const { err, code } = await debrief(['export', '--all', '--out', folder], env);
    expect({ err, code }).toEqual({ err: `Wrote 3 postmortems into ${folder}\n`, code: 0 });
    expect(readdirSync(folder)).toEqual(['postmortem-inc-1.md', 'postmortem-inc-2.md', 'postmortem-inc-3.md']);
    expect(readFileSync(`${folder}/postmortem-inc-2.md`, 'utf8')).toMatch(/^# Postmortem: Search is slow\n/);
  });

  test('goes down a pipe whose reader has had enough', async () => {
    const line = '{ $DEBRIEF export --all --format jsonl; echo $? >&2; } | head -c 20';
    expect(await shell(line, env)).toEqual({ code: 0, out: '{"format":"debrief-p', err: '0\n' });
  });
});

test.each([
  [['export'], 'Which one? Write INC-7, or 7, or --all for every incident.\n'],
  [['export', '1', '--all'], '--all is every incident: leave out 1, or --all.\n'],
  [['export', '--all'], 'Into which folder? Add --out <folder>, or --format jsonl for one stream.\n'],
  [['export', '--all', '--out', '/dev/null/x'], expect.stringMatching(/^Not all was written: ENOTDIR/)],
])('%j is refused', async (args, err) => {
  expect(await debrief(args, env)).toEqual({ code: 1, out: '', err });
});
