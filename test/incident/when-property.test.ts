import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../src/incident/refusal.ts';
import { readWhen, type WhenContext } from '../../src/incident/when.ts';
import { abbreviationAt, clockTime, day } from '../../src/incident/zone.ts';

const zones = [
  'America/Los_Angeles',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Asia/Kolkata',
  'UTC',
  'PST',
];
const hour = 3_600_000;

const zone = fc.constantFrom(...zones);
// Whole seconds, half of them in the weeks in which clocks change.
const changes = [
  '2026-03-08T10:00Z',
  '2026-11-01T09:00Z',
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
];
const instant = fc.oneof(
  fc
    .integer({ min: Date.parse('2020-01-01') / 1000, max: Date.parse('2030-01-01') / 1000 })
    .map((second) => second * 1000),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * 86_400, max: 2 * 86_400 }))
    .map(([change, away]) => Date.parse(change) + away * 1000),
);

const same = (text: string, at: number, context: WhenContext) => {
  const { when } = readWhen(text, context);
  const second = when?.doubts.find((doubt) => doubt.kind === 'twice')?.second;
  expect([when?.at.getTime(), second?.getTime()]).toContain(at);
};

test('a clock time that Debrief shows is read as the same instant', () => {
  fc.assert(
    fc.property(zone, instant, fc.integer({ min: 0, max: 22 * 3600 }), (name, at, later) => {
      const context = { now: new Date(at + later * 1000), zone: name };
      same(clockTime(new Date(at), name, { seconds: true }), at, context);
    }),
    { seed: 11, numRuns: 2000 },
  );
});

test('with its day it is read as the same instant at any later time, and with its label without a doubt', () => {
  fc.assert(
    fc.property(zone, instant, fc.integer({ min: 0, max: 3000 }), (name, at, later) => {
      const [when, context] = [new Date(at), { now: new Date(at + later * hour), zone: name }];
      const text = `${day(when, name)} ${clockTime(when, name, { seconds: true })}`;
      same(text, at, context);
      const label = abbreviationAt(name, when);
      if (label !== '+14') expect(readWhen(`${text} ${label}`, context).when).toMatchObject({ at: when, doubts: [] });
    }),
    { seed: 12, numRuns: 1000 },
  );
});

const pieces = fc.oneof(
  fc.constantFrom(
    ...[
      '14:05',
      '2:05',
      '2pm',
      '2 pm',
      '-20m',
      '—1h30m',
      '20 min ago',
      'yesterday',
      '2023-11-03',
      'T',
      'Nov 3',
      '3 Nov',
      ', 2023',
    ],
    ...[
      'Z',
      'UTC',
      'PST',
      'IST',
      '+02:00',
      '-08:00',
      'am I',
      ' ',
      '  ',
      '\n',
      ',',
      ':',
      '-',
      '—',
      '.',
      '#12',
      ':fire:',
      'db down',
      '5',
      '%',
      '<@U1>',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const opening = fc.constantFrom(
  '',
  ' ',
  '14:05',
  '2:05 pm',
  '9 am',
  '-20m',
  '5 min ago',
  'yesterday 23:50',
  '2023-11-03T14:05',
);
const text = fc.tuple(opening, fc.array(pieces, { maxLength: 6 })).map(([first, parts]) => [first, ...parts].join(''));

test('no character of any text is lost', () => {
  const context = { now: new Date('2026-03-01T20:00:00Z'), zone: 'America/Los_Angeles', writerZone: 'Europe/Berlin' };
  let read = 0;
  fc.assert(
    fc.property(text, (typed) => {
      try {
        const { when, rest } = readWhen(typed, context);
        if (!when) {
          expect(rest).toBe(typed);
          return;
        }
        read += 1;
        expect(when.at.getTime()).toBeLessThanOrEqual(context.now.getTime() + 5 * 60_000);
        const line = typed.trimStart();
        const between = line.slice(when.typed.length, line.length - rest.length);
        expect(line).toBe(when.typed + between + rest);
        expect(between).toMatch(/^\s*[-,:‐-―−]?\s*$/);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        expect(error.message).toContain(typed.trimStart());
      }
    }),
    { seed: 13, numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(300);
});

test('a resolved incident’s times are read as its own', () => {
  fc.assert(
    fc.property(
      zone,
      instant,
      fc.integer({ min: 1, max: 20 * 3600 }),
      fc.nat(10_000),
      (name, start, long, permille) => {
        const at = start + Math.floor((long * permille) / 10_000) * 1000;
        const span = { start: new Date(start), end: new Date(start + long * 1000) };
        const context = { now: new Date('2031-01-01T00:00:00Z'), zone: name, span };
        same(clockTime(new Date(at), name, { seconds: true }), at, context);
      },
    ),
    { seed: 14, numRuns: 1000 },
  );
});
