import { expect, test } from 'vitest';
import { ConfigError, configProblems, readConfig, readFileConfig } from '../src/config.ts';
import { variables } from '../src/environment.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_APP_TOKEN: 'xapp-1-secret' };
const http = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_SIGNING_SECRET: 'abcdef0123456789' };

const problem = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return 'nothing';
};

test('two tokens are enough to start', () => {
  expect(readConfig(socket)).toMatchObject({
    transport: { type: 'socket', appToken: 'xapp-1-secret' },
    port: undefined,
    database: 'file:./debrief.db',
    incidentsChannel: 'incidents',
    zone: undefined,
    command: '/incident',
    capture: 'all',
    deleted: 'forget',
    names: 'names',
    apiUrl: 'https://slack.com/api/',
  });
});

test('with a signing secret Slack comes to port 3000, or to another', () => {
  expect(readConfig(http)).toMatchObject({ transport: { type: 'http' }, port: 3000 });
  expect(readConfig({ ...http, PORT: '8080' }).port).toBe(8080);
});

test('a missing token stops the start with one line that says where to find it', () => {
  expect(problem({ SLACK_APP_TOKEN: 'xapp-1' })).toMatch(/^SLACK_BOT_TOKEN is not set: .*Bot User OAuth Token.*\.$/);
  expect(problem({ SLACK_BOT_TOKEN: 'xoxb-1' })).toMatch(/^SLACK_APP_TOKEN is not set: .*connections:write.*HTTP.*\.$/);
});

test.each([
  ['SLACK_BOT_TOKEN', 'xapp-1-secret'],
  ['SLACK_APP_TOKEN', 'xoxb-1-secret'],
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'postgres://user:secret@db/debrief'],
  ['INCIDENTS_CHANNEL', 'my incidents'],
  ['INCIDENT_TIMEZONE', 'xoxb-1-secret'],
  ['INCIDENT_TIMEZONE', 'IST'],
  ['SLASH_COMMAND', 'Incident now'],
  ['CAPTURE', 'some'],
  ['DELETED', 'xoxb-1-secret'],
  ['NAMES', 'nobody'],
  ['LOG_LEVEL', 'loud'],
  ['SLACK_API_URL', 'slack.com'],
])('a wrong %s (%s) is named in one line, without its value', (name, value) => {
  const line = problem({ ...socket, [name]: value });
  expect(line).toMatch(new RegExp(`^${name} is not right: [^\\n]+\\.$`));
  expect(line).not.toContain('secret');
});

test('what is set to nothing is not set, and spaces around a value do not matter', () => {
  expect(readConfig({ ...socket, CAPTURE: '', NAMES: ' roles ' })).toMatchObject({ capture: 'all', names: 'roles' });
});

test('the forms in which people write a channel, a command, administrators and a zone are understood', () => {
  const env = {
    INCIDENTS_CHANNEL: '#outages',
    SLASH_COMMAND: 'inc',
    INCIDENT_TIMEZONE: 'europe/berlin',
  };
  expect(readConfig({ ...socket, ...env })).toMatchObject({
    incidentsChannel: 'outages',
    command: '/inc',
    zone: 'Europe/Berlin',
  });
});

test('the command line needs no token', () => {
  expect(readFileConfig({ NAMES: 'none' })).toMatchObject({ database: 'file:./debrief.db', names: 'none' });
});

test('doctor hears of every variable that keeps the bot from starting', () => {
  expect(configProblems({ CAPTURE: 'some' }).map((line) => line.split(' ')[0])).toEqual([
    'SLACK_BOT_TOKEN',
    'CAPTURE',
    'SLACK_APP_TOKEN',
  ]);
  expect(configProblems(socket)).toEqual([]);
});

test('every variable is described, with what it is when it is not set', () => {
  expect(variables.filter(({ what }) => what.length < 20)).toEqual([]);
  expect(variables.find(({ name }) => name === 'DATABASE_URL')?.fallback).toBe('file:./debrief.db');
  expect(variables.find(({ name }) => name === 'SLACK_BOT_TOKEN')?.fallback).toBeUndefined();
});
