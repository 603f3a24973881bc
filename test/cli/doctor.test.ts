import { chmodSync, existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { temporaryFiles } from '../store/folder.ts';
import { debrief } from './debrief.ts';

const newFile = temporaryFiles();
let slack: Sandbox;

beforeAll(async () => {
  slack = await startSandbox();
  slack.channel('incidents', { bot: true });
});
afterAll(() => slack.stop());

const lines = (out: string, start: string): string[] => out.split('\n').filter((line) => line.startsWith(start));

test('says for each thing that is missing what to do, without making anything', async () => {
  const path = newFile();
  const { out, code } = await debrief(['doctor'], { DATABASE_URL: path, CAPTURE: 'some' });
  expect(lines(out, 'missing').map((line) => line.slice(0, 45))).toEqual([
    expect.stringContaining('SLACK_BOT_TOKEN is not set'),
    expect.stringContaining('CAPTURE is not right'),
    expect.stringContaining('SLACK_APP_TOKEN is not set'),
  ]);
  expect(out).toContain('will be made at the first start');
  expect(code).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('looks at the database, what Slack granted, the channel and the connection', async () => {
  const path = newFile();
  const bot = openSqlite(path);
  const tokens = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
  const env = { ...tokens, DATABASE_URL: path };
  const well = await debrief(['doctor'], env);
  expect(lines(well.out, 'missing')).toEqual([]);
  expect(well).toMatchObject({ code: 0, err: '' });
  for (const what of [
    'settings are',
    'database',
    'disk space',
    'inbox',
    'Slack: connected',
    'scopes',
    'incidents channel',
    'Socket',
  ])
    expect(lines(well.out, `ok       ${what}`)).toHaveLength(1);
  expect(well.out).not.toContain(slack.botToken);

  const row = { kind: 'event', team: 'T1', channel: 'C1', body: '{}', receivedAt: 1, transport: 'socket' } as const;
  await bot.inbox.put({ ...row, key: 'Ev1' });
  await bot.inbox.fail(1, 'no such thing');
  chmodSync(path, 0o644);
  const ill = await debrief(['doctor'], { ...env, INCIDENTS_CHANNEL: 'outages', SLACK_APP_TOKEN: 'xapp-1-wrong' });
  expect(lines(ill.out, 'missing')).toEqual([
    expect.stringMatching(/others could read/),
    expect.stringMatching(/1 thing that Slack sent could not be handled \(no such thing\)/),
    expect.stringMatching(/there is no #outages\. Make it, or set INCIDENTS_CHANNEL/),
    expect.stringMatching(/SLACK_APP_TOKEN: Slack refuses it \(invalid_auth\)/),
  ]);
  expect(ill.code).toBe(1);
  bot.close();
});

test('says so when Slack cannot be reached', async () => {
  const tokens = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'abcdef123456',
    SLACK_API_URL: 'http://127.0.0.1:1/api',
  };
  const { out, code } = await debrief(['doctor'], { ...tokens, DATABASE_URL: newFile() });
  expect(out).toMatch(/missing {2}SLACK_BOT_TOKEN: Slack cannot be reached/);
  expect(code).toBe(1);
});
