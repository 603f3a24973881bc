import { expect, test } from 'vitest';
import { readSeverity, splitSeverity } from '../../src/incident/severities.ts';

const sev = ['sev1', 'sev2', 'sev3'];

test.each([['sev2'], ['SEV2'], ['sev-2'], ['sev–2'], ['2']])('%s is sev2', (typed) => {
  expect(readSeverity(typed, sev)).toBe('sev2');
});

test('what is not configured is no severity', () => {
  expect(readSeverity('sev9', sev)).toBeUndefined();
  expect(readSeverity('9', sev)).toBeUndefined();
  expect(readSeverity('1', ['p1', 's1'])).toBeUndefined();
});

test.each([
  ['sev1 checkout is down', 'sev1', ' checkout is down'],
  ['sev-1: checkout is down', 'sev-1', ' checkout is down'],
  ['sev9 checkout is down', 'sev9', ' checkout is down'],
  ['several things are down', undefined, 'several things are down'],
  ['db-1 is down', undefined, 'db-1 is down'],
])('of %j the severity is %s', (text, typed, rest) => {
  expect(splitSeverity(text, sev)).toEqual({ ...(typed && { typed }), rest });
});

test('a severity that is a word is one with its colon only: a title is never cut by mistake', () => {
  const known = ['critical', 'high'];
  expect(splitSeverity('high latency on checkout', known)).toEqual({ rest: 'high latency on checkout' });
  expect(splitSeverity('High: latency on checkout', known)).toEqual({ typed: 'High', rest: ' latency on checkout' });
  expect(splitSeverity('p0 outage', ['p0', 'p1'])).toEqual({ typed: 'p0', rest: ' outage' });
});
