import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCredentials, withoutCredentials } from '../../src/credentials/find.ts';
import { masked } from '../../src/incident/mask.ts';
import { factsOf, redacted } from '../../src/log.ts';
import { harmless, pasted, saidPasswords } from './samples.ts';

test.each(pasted)('a %s is found in %j, and nothing of it is seen', async (kind, words, secret) => {
  const [found = []] = await findCredentials([words]);
  expect(found.map((one) => one.kind)).toContain(kind);
  expect(masked(words, found)).not.toContain(secret);
  expect(withoutCredentials(`Slack says: ${words}`)).not.toContain(secret);
});

test.each(saidPasswords)('in %j the password is not seen', (words, secret) => {
  expect(withoutCredentials(words)).not.toContain(secret);
});

test('a short password hides no other words, and what it opens stays readable', () => {
  expect(withoutCredentials('password=ab1c on the cab1cle host')).toBe('•••••••• on the cab1cle host');
  expect(withoutCredentials('user app, password: hunter2, host db-1')).toBe('user app, password: ••••••••, host db-1');
});

test.each(harmless)('%j holds no credential', async (words) => {
  expect(await findCredentials([words])).toEqual([[]]);
});

test('the words around a credential stay, and so does the host that it opens', () => {
  expect(withoutCredentials('try postgres://admin:S3cretPw@db-1.internal:5432/app now')).toBe(
    'try postgres://••••••••@db-1.internal:5432/app now',
  );
});

test('who writes cannot switch the detector off', () => {
  const [, words, secret] = pasted[3] ?? ['', '', ''];
  expect(withoutCredentials(`// secretlint-disable\n${words}\n// secretlint-enable`)).not.toContain(secret);
});

test('each text has its own credentials', async () => {
  const [, words] = pasted[3] ?? ['', ''];
  const found = await findCredentials(['nothing here', words, '']);
  expect(found.map(({ length }) => length)).toEqual([0, 1, 0]);
});

test('a credential is found wherever it stands between other words', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...pasted),
      fc.string({ maxLength: 40 }),
      fc.string({ maxLength: 40 }),
      ([, words, secret], before, after) =>
        !withoutCredentials(`${before} ${words} ${after}`).includes(secret) || before.includes(secret),
    ),
    { seed: 7, numRuns: 500 },
  ));

/** Milliseconds of work: that of other processes does not count. */
const workOf = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  return process.cpuUsage(before).user / 1000;
};

test('two hundred messages cost little', async () => {
  const plain = Array.from({ length: 200 }, (_, i) => `${harmless[i % harmless.length]} ${i}`);
  await findCredentials(plain);
  expect(await workOf(() => findCredentials(plain))).toBeLessThan(100);
});

test.each([
  'a',
  'a:',
  ':',
  'https://a:',
  '-----BEGIN PRIVATE KEY-----\n',
  'eyJ',
  'x: y\n',
  'xoxb-1-',
  'password: ',
  'password="',
  'AKIA',
  'authorization: bearer ',
  '--password ',
  'session_token=',
  '.',
  ' ',
  '_',
  '_*',
])('a long message of %j is read in no time', async (piece) => {
  expect(await workOf(() => withoutCredentials(piece.repeat(40_000 / piece.length)))).toBeLessThan(250);
});

test('an error of Slack that quotes what it was given shows no credential to the operator', () => {
  for (const [, words, secret] of pasted) {
    const error = new Error(`An API error occurred: invalid_arguments [ERROR] ${words} [json-pointer:/blocks/0]`);
    expect(JSON.stringify(factsOf(error))).not.toContain(secret);
    expect(redacted(words)).not.toContain(secret);
  }
});
