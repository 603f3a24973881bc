import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plain } from '../../src/incident/words.ts';
import { openSqlite, type Sqlite } from '../../src/store/sqlite.ts';
import { temporaryFiles } from '../store/folder.ts';
import { ana, noted, writeIncidents } from '../store/incidents.ts';
import { debrief, shell } from './debrief.ts';

const newFile = temporaryFiles();
const path = newFile();
const env = { DATABASE_URL: `file:${path}` };
let bot: Sqlite;

// The bot has the database open all the while.
beforeAll(async () => {
  bot = openSqlite(path);
  await writeIncidents(
    bot,
    ['Checkout is down', 'Search is slow \u001b[31m'],
    [
      { kind: 'role.assigned', data: { role: 'lead', person: ana } },
      noted('rolled back\nto the version of Friday'),
      { kind: 'task.added', data: { words: plain('Alert on 5xx'), details: [], owner: ana, due: '2026-03-06' } },
      {
        kind: 'message.worded',
        data: {
          message: { channel: 'C1', ts: '1.0', version: '', files: [] },
          words: plain(`long ${'y'.repeat(300_000)}`),
        },
      },
      { kind: 'incident.resolved', data: { words: plain('orders flow again') } },
    ],
  );
});
afterAll(() => bot.close());

describe('list', () => {
  test('shows what is open', async () => {
    const line = 'INC-2    sev1  investigating 2026-03-01 12:06 UTC Search is slow [31m\n';
    expect(await debrief(['list'], env)).toEqual({ code: 0, out: line, err: '' });
  });

  test('shows all, newest first, or what has the words', async () => {
    const { out } = await debrief(['list', 'all'], env);
    expect(out.match(/INC-\d/g)).toEqual(['INC-2', 'INC-1']);
    expect((await debrief(['list', 'version', 'CHECK'], env)).out).toMatch(/^INC-1 .* resolved .*Checkout is down\n$/);
    expect(await debrief(['list', 'mail'], env)).toEqual({
      code: 0,
      out: '',
      err: 'No incident has the words: mail\n',
    });
  });
});

test('show tells how an incident stands, with its timeline and tasks', async () => {
  const { out, code } = await debrief(['show', 'inc-1'], env);
  expect(out).toBe(`INC-1 Checkout is down
sev1 · resolved · lead Ana Lima

Sunday, 1 March 2026
  04:00 PST  #1 Opened: Checkout is down (sev1) (Ana Lima)
  04:01 PST  #2 Lead: Ana Lima (Ana Lima)
  04:02 PST  #3 Note: rolled back (Ana Lima)
      to the version of Friday
  04:05 PST  #4 Resolved: orders flow again (Ana Lima)

Tasks
  [ ] T1 Alert on 5xx, Ana Lima, due 2026-03-06
`);
  expect(code).toBe(0);
});

describe('export', () => {
  test('writes the postmortem to standard output and nothing else', async () => {
    const { out, err, code } = await debrief(['export', 'INC-1'], env);
    expect(out).toMatch(/^# Postmortem: Checkout is down\n/);
    expect(out).toContain('**04:02 PST**');
    expect({ err, code }).toEqual({ err: '', code: 0 });
  });

  test('writes JSON, names as wished, and the whole log down any pipe', async () => {
    const { out } = await debrief(['export', '1', '--format', 'json', '--names', 'none'], env);
    expect(JSON.parse(out)).toMatchObject({ format: 'debrief-postmortem', names: 'none' });
    expect(out).not.toContain('Ana Lima');
    const slow = await shell('$DEBRIEF export 1 --full-log | (read -r line; cat) | wc -c', env);
    expect(Number(slow.out)).toBeGreaterThan(300_000);
    const cut = await shell('{ $DEBRIEF export 1 --full-log; echo $? >&2; } | head -c 20', env);
    expect(cut).toEqual({ code: 0, out: '# Postmortem: Checko', err: '0\n' });
  });

  test('writes a page', async () => {
    const { out } = await debrief(['export', '1', '--format', 'html'], env);
    expect(out).toMatch(/^<!doctype html><html lang="en">/);
    expect(out).toContain('Postmortem INC-1: Checkout is down');
    expect(out).toMatch(/<\/html>\n$/);
  });

  test('writes to a file', async () => {
    const file = newFile('inc-1.md');
    expect(await debrief(['export', '1', '--out', file], env)).toEqual({ code: 0, out: '', err: `Wrote ${file}\n` });
    expect(readFileSync(file, 'utf8')).toMatch(/^# Postmortem: /);
    const nowhere = await debrief(['export', '1', '--out', `${file}/x.md`], env);
    expect(nowhere).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Nothing was written: /) });
  });
});

describe('what goes wrong is said on standard error', () => {
  test.each([
    [['show', '9'], 1, 'There is no INC-9. `debrief list all` shows which there are.\n'],
    [['show', 'checkout'], 1, 'checkout is not an incident. Write INC-7, or 7.\n'],
    [['export', '1', '--format', 'docx'], 2, 'Allowed choices are markdown, html, json, jsonl.'],
    [['shwo', '1'], 2, "unknown command 'shwo'"],
  ])('%s', async (args, code, words) => {
    const ran = await debrief(args, env);
    expect(ran).toMatchObject({ code, out: '', err: expect.stringContaining(words) });
  });

  test('a database that is not there is not made', async () => {
    const nowhere = newFile();
    const { code, err } = await debrief(['list'], { DATABASE_URL: `file:${nowhere}` });
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^There is no database at .*\. Set DATABASE_URL/),
    });
    expect(existsSync(nowhere)).toBe(false);
    const wrong = await debrief(['list'], { DATABASE_URL: 'postgres://ana:secret@db' });
    expect(wrong.err).toMatch(/^DATABASE_URL is not right: [^\n]*\n$/);
    expect(wrong.err).not.toContain('secret');
  });
});

test('verify says that all is as it was written, or the first entry that is not', async () => {
  expect(await debrief(['verify'], env)).toEqual({
    code: 0,
    out: 'As it was written: 2 incidents, 7 entries.\n',
    err: '',
  });
  const changed = newFile();
  await bot.backup(changed);
  const stranger = new Database(changed);
  stranger.exec("DROP TRIGGER entries_keep; UPDATE entries SET author = 'UBEN' WHERE seq = 3");
  stranger.close();
  const ran = await debrief(['verify'], { DATABASE_URL: changed });
  expect(ran).toEqual({ code: 1, out: '', err: 'INC-1 entry 3: it is not as it was written (its hash differs)\n' });
});

test('backup copies the database while the bot has it', async () => {
  const file = newFile('backup.db');
  const wrote = `Wrote ${file}: 2 incidents, 7 entries.\n`;
  expect(await debrief(['backup', file], env)).toEqual({ code: 0, out: '', err: wrote });
  const restored = openSqlite(file);
  expect(await restored.store.heads({ words: 'checkout' })).toHaveLength(1);
  restored.close();
});

test('help and manifest need no setting', async () => {
  const { out, code } = await debrief(['--help']);
  expect(code).toBe(0);
  for (const command of ['export', 'list', 'show', 'verify', 'doctor', 'manifest', 'backup'])
    expect(out).toContain(`  ${command} `);
  expect((await debrief(['manifest'])).out).toBe(readFileSync('manifest.yml', 'utf8'));
});

test('an older Node is told what is needed, before it stumbles', async () => {
  const older = "--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.11.1'}})";
  const ran = await debrief(['list'], { NODE_OPTIONS: older });
  expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Debrief needs Node 24 or newer/) });
});
