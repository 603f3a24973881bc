import { expect, test } from 'vitest';
import { readWhen, type WhenContext } from '../../src/incident/when.ts';
import { explainWhen } from '../../src/incident/when-explained.ts';

const explained = (text: string, context: WhenContext) => {
  const { when } = readWhen(text, context);
  return when && explainWhen(when, context);
};

const noon = { now: new Date('2026-03-01T20:00:00Z'), zone: 'America/Los_Angeles' };

test('the answer shows date and zone', () => {
  expect(explained('9:05', noon)).toBe('Sun 1 Mar 09:05 PST');
  expect(explained('2023-11-03 14:05', noon)).toBe('Fri 3 Nov 2023 14:05 PDT');
  expect(explained('9:05:30', noon)).toBe('Sun 1 Mar 09:05:30 PST');
});

test('the answer shows the writer’s own clock where it differs', () => {
  const fromBerlin = { ...noon, writerZone: 'Europe/Berlin' };
  expect(explained('14:05', fromBerlin)).toBe('Sat 28 Feb 14:05 PST (your clock: 23:05 CET)');
  expect(explained('yesterday 23:50', fromBerlin)).toBe('Sat 28 Feb 23:50 PST (your clock: Sun 1 Mar 08:50 CET)');
  expect(explained('9:05', { ...noon, writerZone: 'America/Vancouver' })).toBe('Sun 1 Mar 09:05 PST');
});

test('the answer shows the incident’s zone, whichever was typed', () => {
  expect(explained('14:05 UTC', noon)).toBe('Sun 1 Mar 06:05 PST');
});

test('the answer says that a time existed twice', () => {
  expect(explained('01:30', { ...noon, now: new Date('2026-11-01T20:00:00Z') })).toBe(
    'Sun 1 Nov 01:30 PDT. The clocks went back, so that time existed twice: this is the first (PDT). ' +
      'For the second write `01:30 PST`',
  );
});

test('the answer names the other days that fit', () => {
  const span = { start: new Date('2026-02-20T00:00:00Z'), end: new Date('2026-02-22T00:00:00Z') };
  expect(explained('14:05', { ...noon, span })).toBe(
    'Sat 21 Feb 14:05 PST. You wrote no day; it may also be Fri 20 Feb',
  );
});
