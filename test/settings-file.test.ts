import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ConfigError, configProblems, readConfig, readFileConfig } from '../src/config.ts';
import * as defaults from '../src/defaults.ts';
import { readSettingsFile } from '../src/settings-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'debrief-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

const fileOf = (text: string): string => {
  const path = join(folder, 'debrief.yml');
  writeFileSync(path, text);
  return path;
};
const read = (text: string) => readSettingsFile(fileOf(text));
const problems = (text: string): string[] => {
  try {
    readConfig({ ...tokens, CONFIG: fileOf(text) });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
};

test('the example file says what is so without a file', () => {
  const { severities, roles, reactions, wording, permissions } = defaults;
  const example = readSettingsFile(new URL('../debrief.example.yml', import.meta.url).pathname);
  expect(example).toEqual({ severities, roles, reactions, wording, permissions });
  expect(readSettingsFile(undefined)).toEqual(example);
});

test('an empty file, and one with comments only, change nothing', () => {
  expect(read('')).toEqual(readSettingsFile(undefined));
  expect(read('# nothing yet\n')).toEqual(readSettingsFile(undefined));
});

test('a file holds only what differs', () => {
  const settings = read('severities: [critical, minor]\npermissions:\n  resolve: lead\n');
  expect(settings.severities).toEqual([{ name: 'critical' }, { name: 'minor' }]);
  expect(settings.permissions).toEqual({ ...defaults.permissions, resolve: ['lead'] });
  expect(settings.roles).toEqual(defaults.roles);
});

test('there is always a lead', () => {
  expect(read('roles: [comms, ops]').roles).toEqual(['lead', 'comms', 'ops']);
});

test('an emoji may be written with its colons, and the list of reactions is the whole list', () => {
  expect(read('reactions:\n  ":eyes:": acknowledged\n  fire: detected\n').reactions).toEqual({
    eyes: 'acknowledged',
    fire: 'detected',
  });
});

test.each([
  ['severity: [sev1]', 'line 1: severity: there is no such setting'],
  ['\n\nseverities:\n  - sev1\n  - SEV 2\n', 'line 5: severities.1: a name has at most 20'],
  ['severities: [sev1, sev1]', 'line 1: severities: one is named twice'],
  ['severities: []', 'line 1: severities: name at least one'],
  ['severities:\n  sev1: {cadence: 30}\n', 'line 1: severities: write a list'],
  ['roles: [lead, nobody]', 'line 1: roles: no role can be called'],
  ['reactions:\n  bulb: hypotesis\n', 'line 2: reactions.bulb: write one of started, detected'],
  [
    'reactions:\n  bulb: note\n  ballot_box_with_check: note\n',
    'line 3: reactions.ballot_box_with_check: that is the sign by which',
  ],
  ['wording:\n  recording: short\n', 'line 2: wording.recording: write one line of 10 to 180'],
  ['wording:\n  recorded: We record this here\n', 'line 2: wording.recorded: there is no such setting'],
  ['permissions:\n  resolve: boss\n', 'line 2: permissions.resolve: name some of everyone, admins, lead'],
  ['permissions:\n  resolve: [author]\n', 'line 2: permissions.resolve: name some of'],
  ['permissions:\n  delete: everyone\n', 'line 2: permissions.delete: there is no such setting'],
  ['roles: [lead]\nroles: [comms]\n', 'line 2: this is not YAML (duplicate key)'],
  ['roles: [lead', 'line 1: this is not YAML'],
  ['permissions:\n  private: []\n', 'line 2: permissions.private: name at least one, or take the line out'],
  ['severities:\n  - name: sev1\n', 'line 2: severities.0: write a name alone, such as sev1'],
  ['- roles', 'line 1: write settings such as severities'],
  ['roles: *no-such-anchor', 'line 1: '],
])('%j is refused with its file, its line and what to do', (text, told) => {
  const [line = '', ...others] = problems(text);
  expect(line).toContain(`debrief.yml, ${told}`);
  expect(line).toMatch(/\.$/);
  expect(others).toEqual([]);
});

test('each mistake has its line, and no value is repeated', () => {
  const told = problems('roles: [xoxb-Secret]\nwording: {recording: xoxb-1}\npermissions: {edit: {xoxb-2: 1}}\n');
  expect(told.map((line) => /line \d+/.exec(line)?.[0])).toEqual(['line 1', 'line 2', 'line 3']);
  expect(told.join()).not.toContain('xoxb');
});

test('a file that is not there stops the start', () => {
  const CONFIG = join(folder, 'nowhere.yml');
  expect(() => readConfig({ ...tokens, CONFIG })).toThrow(`CONFIG is not right: ${CONFIG} is not there.`);
  expect(configProblems({ ...tokens, CONFIG })).toHaveLength(1);
});

test('doctor hears of the variables and of the file', () => {
  const CONFIG = fileOf('roles: 3\nseverities: 4\n');
  expect(configProblems({ CAPTURE: 'some', CONFIG }).map((line) => line.slice(0, 19))).toEqual([
    'SLACK_BOT_TOKEN is ',
    'CAPTURE is not righ',
    'SLACK_APP_TOKEN is ',
    'debrief.yml, line 2',
    'debrief.yml, line 1',
  ]);
});

test('what is left to administrators needs one', () => {
  expect(problems('permissions: {redact: admins, private: admins}')).toEqual([
    expect.stringMatching(
      /^ADMINS is not set, and nobody else may do .* permissions\.redact, permissions\.private: .*\.$/,
    ),
  ]);
  const CONFIG = fileOf('permissions: {redact: admins}');
  expect(readConfig({ ...tokens, CONFIG, ADMINS: 'U012ABC, U345DEF' })).toMatchObject({
    admins: ['U012ABC', 'U345DEF'],
    permissions: { redact: ['admins'] },
  });
});

test('the command line orders severities as the file does', () => {
  expect(readFileConfig({ CONFIG: fileOf('severities: [bad, fine]') }).severities).toEqual([
    { name: 'bad' },
    { name: 'fine' },
  ]);
});
