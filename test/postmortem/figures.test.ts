import { expect, it } from 'vitest';
import { inWords } from '../../src/postmortem/duration.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import { log, moment, opened, pacific, resolved, type Told, words } from './log.ts';
import { outage } from './outage.ts';

const figures = (...drafts: Told[]) =>
  Object.fromEntries(
    compile(log(...drafts), { names: 'names', now: pacific('18:00') }).figures.map(({ name, length }) => [
      name.replace('Time to ', '').replace('Time on ', ''),
      length.value === undefined ? 'unknown' : inWords(length.value),
    ]),
  );
const at = (clock: string, told: Told): Told => ({ ...told, at: pacific(clock) });

it('each is measured between what was told', () => {
  const update: Told = { kind: 'update.given', data: { words: words('We look into it'), announced: true } };
  expect(
    figures(
      at('14:02', opened()),
      at('13:50', moment('started', 'errors rise')),
      at('14:00', moment('detected', 'alert')),
      at('14:05', moment('acknowledged', 'looking')),
      at('14:20', update),
      at('14:45', moment('identified', 'weights')),
      at('15:00', moment('mitigated', 'restored')),
      at('15:20', resolved('over')),
    ),
  ).toEqual({
    detect: '10 minutes',
    acknowledge: '5 minutes',
    identify: '55 minutes',
    mitigate: '1 hour 10 minutes',
    resolve: '1 hour 30 minutes',
    'first update': '30 minutes',
    'misleading paths': 'unknown',
  });
});

it('is unknown, never 0, when one end was not told', () => {
  const all = Object.values(figures(at('14:02', opened())));
  expect(all).toEqual(all.map(() => 'unknown'));
});

it('is unknown when its ends are out of order', () => {
  expect(figures(opened(), at('14:10', moment('started', 'x')), at('14:00', moment('detected', 'x'))).detect).toBe(
    'unknown',
  );
});

it('does not call the time to detect known when the start is only the detection', () => {
  const pm = compile(outage(), { names: 'names', now: pacific('18:00') });
  expect(pm.figures.find(({ name }) => name === 'Time to detect')?.length.value).toBeUndefined();
});

it.each([
  [0, 'less than a minute'],
  [29_000, 'less than a minute'],
  [60_000, '1 minute'],
  [5_400_000, '1 hour 30 minutes'],
  [26 * 3_600_000, '1 day 2 hours'],
])('%i ms are %s', (milliseconds, said) => expect(inWords(milliseconds)).toBe(said));
