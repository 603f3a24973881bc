import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/incident/refusal.ts';
import { readWhen, type WhenContext } from '../../src/incident/when.ts';

// Noon in Los Angeles on 1 March 2026; the one who types sits in Berlin.
const noon: WhenContext = {
  now: new Date('2026-03-01T20:00:00Z'),
  zone: 'America/Los_Angeles',
  writerZone: 'Europe/Berlin',
};

const at = (now: string, zone: string, more: Partial<WhenContext> = {}): WhenContext => ({
  now: new Date(now),
  zone,
  ...more,
});
const instant = (text: string, context = noon) => readWhen(text, context).when?.at.toISOString();
const refusal = (text: string, context = noon): string => {
  try {
    readWhen(text, context);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('a time that is typed', () => {
  test.each([
    ['09:05', '2026-03-01T17:05:00.000Z'],
    ['9:05', '2026-03-01T17:05:00.000Z'],
    ['09:05:30', '2026-03-01T17:05:30.000Z'],
    ['9:05am', '2026-03-01T17:05:00.000Z'],
    ['9:05 AM', '2026-03-01T17:05:00.000Z'],
    ['9:05\u202fAM', '2026-03-01T17:05:00.000Z'],
    ['9am', '2026-03-01T17:00:00.000Z'],
    ['9 am', '2026-03-01T17:00:00.000Z'],
    ['12am', '2026-03-01T08:00:00.000Z'],
    ['12pm', '2026-03-01T20:00:00.000Z'],
    ['2:05pm', '2026-02-28T22:05:00.000Z'],
    ['-20m', '2026-03-01T19:40:00.000Z'],
    ['−20m', '2026-03-01T19:40:00.000Z'],
    ['–20m', '2026-03-01T19:40:00.000Z'],
    ['—20m', '2026-03-01T19:40:00.000Z'],
    ['-1h30m', '2026-03-01T18:30:00.000Z'],
    ['-2h', '2026-03-01T18:00:00.000Z'],
    ['20m ago', '2026-03-01T19:40:00.000Z'],
    ['20 min ago', '2026-03-01T19:40:00.000Z'],
    ['20 minutes ago', '2026-03-01T19:40:00.000Z'],
    ['1h ago', '2026-03-01T19:00:00.000Z'],
    ['1h 30m ago', '2026-03-01T18:30:00.000Z'],
    ['yesterday 23:50', '2026-03-01T07:50:00.000Z'],
    ['Yesterday at 2:05 PM', '2026-02-28T22:05:00.000Z'],
    ['today 09:05', '2026-03-01T17:05:00.000Z'],
    ['2023-11-03 14:05', '2023-11-03T21:05:00.000Z'],
    ['2023-11-03 14:05 PST', '2023-11-03T22:05:00.000Z'],
    ['Nov 3 14:05', '2025-11-03T22:05:00.000Z'],
    ['nov 3 2:05 pm', '2025-11-03T22:05:00.000Z'],
    ['November 3 14:05', '2025-11-03T22:05:00.000Z'],
    ['Nov 3, 2023 14:05', '2023-11-03T21:05:00.000Z'],
    ['Nov 3rd, 2023 at 2:05 PM', '2023-11-03T21:05:00.000Z'],
    ['3 Nov 14:05', '2025-11-03T22:05:00.000Z'],
    ['Mon 3 Nov 14:05', '2025-11-03T22:05:00.000Z'],
    ['3 Nov 2023 14:05', '2023-11-03T21:05:00.000Z'],
    ['2023-11-03T14:05:00-08:00', '2023-11-03T22:05:00.000Z'],
    ['2023-11-03T14:05:00-0800', '2023-11-03T22:05:00.000Z'],
    ['2023-11-03T14:05:00Z', '2023-11-03T14:05:00.000Z'],
    ['2023-11-03T14:05:00.123Z', '2023-11-03T14:05:00.123Z'],
    ['2023-11-03T14:05', '2023-11-03T21:05:00.000Z'],
    ['2023-11-03T14:05 UTC', '2023-11-03T14:05:00.000Z'],
  ])('%s is %s', (typed, expected) => {
    expect(instant(typed)).toBe(expected);
    expect(readWhen(`${typed} db-2 restarted`, noon)).toMatchObject({ when: { typed }, rest: 'db-2 restarted' });
  });
});

describe('a zone after a clock time', () => {
  test.each([
    ['9:05Z', '2026-03-01T09:05:00.000Z'],
    ['9:05 Z', '2026-03-01T09:05:00.000Z'],
    ['9:05 UTC', '2026-03-01T09:05:00.000Z'],
    ['9:05 utc', '2026-03-01T09:05:00.000Z'],
    ['9:05+02:00', '2026-03-01T07:05:00.000Z'],
    ['9:05 +02:00', '2026-03-01T07:05:00.000Z'],
    ['9:05 -08:00', '2026-03-01T17:05:00.000Z'],
    ['9:05 −08:00', '2026-03-01T17:05:00.000Z'],
    ['9:05 UTC-8', '2026-03-01T17:05:00.000Z'],
    ['9:05 PST', '2026-03-01T17:05:00.000Z'],
    ['9:05 pst', '2026-03-01T17:05:00.000Z'],
    ['9:05 PDT', '2026-03-01T16:05:00.000Z'],
    ['9:05 PT', '2026-03-01T17:05:00.000Z'],
    ['9:05 CET', '2026-03-01T08:05:00.000Z'],
    ['9:05am CEST', '2026-03-01T07:05:00.000Z'],
    ['9:05 EST', '2026-03-01T14:05:00.000Z'],
  ])('%s is %s', (typed, expected) => {
    expect(readWhen(`${typed} db-2 restarted`, noon)).toMatchObject({
      when: { typed, at: new Date(expected) },
      rest: 'db-2 restarted',
    });
  });

  test.each([
    ['IST', '+05:30', '+01:00', '+02:00'],
    ['CST', '-06:00', '+08:00', '-05:00'],
    ['BST', '+01:00', '+06:00'],
  ])('%s means several and is refused with examples', (name, ...offsets) => {
    const answer = refusal(`9:05 ${name} db down`);
    for (const offset of offsets) expect(answer).toContain(`\`14:05 ${offset}\``);
    expect(answer).toContain(`You typed: 9:05 ${name} db down`);
  });

  test('IST is the zone of an incident in Kolkata, and of a writer there', () => {
    const [now, zone] = ['2026-03-01T20:00:00Z', 'Asia/Kolkata'];
    expect(instant('23:05 IST', at(now, zone))).toBe('2026-03-01T17:35:00.000Z');
    expect(instant('23:05 IST', at(now, 'UTC', { writerZone: zone }))).toBe('2026-03-01T17:35:00.000Z');
    expect(refusal('23:05 IST', at(now, zone, { writerZone: 'Europe/Dublin' }))).toContain('means several');
  });

  test('the label that Debrief prints can be typed back', () => {
    expect(instant('9:05 -03', at('2026-03-01T20:00:00Z', 'America/Sao_Paulo'))).toBe('2026-03-01T12:05:00.000Z');
    expect(instant('9:05 LHDT', at('2026-03-01T20:00:00Z', 'Australia/Lord_Howe'))).toBe('2026-02-28T22:05:00.000Z');
    expect(instant('9:05 CST', at('2026-03-01T20:00:00Z', 'America/Chicago'))).toBe('2026-03-01T15:05:00.000Z');
  });

  test.each([
    'DB is down',
    'MSK is down',
    'cat showed nothing',
    'CAT showed nothing',
    'Z-index is wrong',
    'z is null',
    'ist weg',
    'et le cache',
    'West region is slow',
    'WEST region is slow',
    'wet cable',
  ])('is not found in %s', (words) =>
    expect(readWhen(`9:05 ${words}`, noon)).toMatchObject({ when: { typed: '9:05' }, rest: words }),
  );

  test('that could as well be the end of a range is asked for', () => {
    expect(refusal('09:00-10:00 db slow')).toMatch(/`09:00 to 10:00`.*`09:00 UTC-10:00`/s);
    expect(readWhen('09:00-09:20 db slow', noon)).toMatchObject({ when: { typed: '09:00' }, rest: '-09:20 db slow' });
  });
});

describe('words that are not a time', () => {
  test.each([
    '3 replicas are down',
    '14 of 20 pods restarted',
    '5xx on checkout',
    '503 errors',
    'may 3 people help',
    'May 3 release',
    '-5% traffic',
    '-20 pods',
    '-20M revenue',
    '-20ms latency',
    '-20 min of data are lost',
    '1:1 with Ana',
    '10:1 ratio',
    '12:345',
    '14:05:3 pods',
    '80:20 split',
    '20:80 split',
    '20m users affected',
    '2023-11-03 release',
    '2023-11-03T release',
    'yesterday the deploy went out',
    '2 PMs asked',
    '2pmx',
    '2 am I',
    'at 14:05 it broke',
    'db down at 14:05',
    '<@U1> 14:05',
    '\n\nagain',
    '',
  ])('%j', (text) => expect(readWhen(text, noon)).toEqual({ rest: text }));

  test('a question is not a morning', () => {
    expect(readWhen('9:05 am I the only one', noon)).toMatchObject({
      when: { typed: '9:05' },
      rest: 'am I the only one',
    });
    expect(readWhen('11:05 am db down', noon)).toMatchObject({ when: { typed: '11:05 am' }, rest: 'db down' });
  });
});

test('a very long line is read at once', () => {
  for (const start of ['5h', '9:05', '-20m', 'Nov 3', '14']) {
    expect(readWhen(`${start}${' '.repeat(40_000)}x`, noon).rest).toMatch(/x$/);
  }
}, 1000);

describe('what follows the time', () => {
  test.each([
    ['9:05, db down', 'db down'],
    ['9:05: db down', 'db down'],
    ['9:05 : db down', 'db down'],
    ['9:05 - db down', 'db down'],
    ['9:05 — db down', 'db down'],
    ['9:05 UTC: db down', 'db down'],
    ['-20m: db down', 'db down'],
    ['  9:05 db down', 'db down'],
    ['9:05, - db down', '- db down'],
    ['9:05 :fire: db down', ':fire: db down'],
    ['9:05 -20 pods', '-20 pods'],
    ['9:05 -50% traffic', '-50% traffic'],
    ['9:05 -> db down', '-> db down'],
    ['9:05 --flag', '--flag'],
    ['9:05-ish db down', '-ish db down'],
    ['9:05\n- one\n- two', '- one\n- two'],
    ['9:05:\n  code', '  code'],
    ['9:05. Db down', '. Db down'],
    ['9:05 db  down ', 'db  down '],
    ['9:05', ''],
    ['9:05 ', ''],
  ])('%j leaves %j', (text, rest) => {
    expect(readWhen(text, noon).rest).toBe(rest);
    expect(readWhen(text, noon).when).toBeDefined();
  });
});

describe('a time without a day, while the incident is open', () => {
  test('is the latest that is not in the future', () => {
    expect(instant('11:59')).toBe('2026-03-01T19:59:00.000Z');
    expect(instant('12:30')).toBe('2026-02-28T20:30:00.000Z');
  });

  test('may be five minutes ahead, for clocks differ', () => {
    expect(instant('12:05')).toBe('2026-03-01T20:05:00.000Z');
    expect(instant('12:06')).toBe('2026-02-28T20:06:00.000Z');
    expect(instant('00:02', at('2026-03-01T23:58:00Z', 'UTC'))).toBe('2026-03-02T00:02:00.000Z');
  });

  test('crosses midnight backwards', () => {
    expect(instant('23:50', at('2026-03-01T00:10:00Z', 'UTC'))).toBe('2026-02-28T23:50:00.000Z');
  });

  test('crosses midnight in the zone in which it was written', () => {
    expect(instant('01:30', at('2026-03-01T10:30:00Z', 'Pacific/Kiritimati'))).toBe('2026-02-28T11:30:00.000Z');
    expect(instant('23:50 UTC', at('2026-03-01T00:10:00Z', 'Pacific/Kiritimati'))).toBe('2026-02-28T23:50:00.000Z');
  });

  test('is right on the day after a change of the clocks', () => {
    expect(instant('23:50', at('2026-03-08T10:30:00Z', 'America/Los_Angeles'))).toBe('2026-03-08T07:50:00.000Z');
    expect(instant('12:00', at('2026-11-01T19:00:00Z', 'America/Los_Angeles'))).toBe('2026-10-31T19:00:00.000Z');
  });
});

describe('a time without a day, of a resolved incident', () => {
  const friday = { start: new Date('2023-11-03T21:00:30Z'), end: new Date('2023-11-03T22:30:00Z') };
  const resolved = (span: WhenContext['span']): WhenContext => ({ ...noon, ...(span && { span }) });

  test('lies between its start and its end', () => {
    expect(readWhen('14:45', resolved(friday)).when).toMatchObject({
      at: new Date('2023-11-03T21:45:00Z'),
      doubts: [],
    });
  });

  test('may be the very minute in which it began or ended', () => {
    expect(instant('14:00', resolved(friday))).toBe('2023-11-03T21:00:00.000Z');
    expect(instant('15:30', resolved(friday))).toBe('2023-11-03T22:30:00.000Z');
  });

  test('is the latest one where none lies there, and those next to the incident are offered', () => {
    expect(readWhen('13:50', resolved(friday)).when).toMatchObject({
      at: new Date('2026-02-28T21:50:00Z'),
      doubts: [{ kind: 'days', others: [new Date('2023-11-03T20:50:00Z'), new Date('2023-11-04T20:50:00Z')] }],
    });
  });

  const long = { start: new Date('2023-11-01T16:00:00Z'), end: new Date('2023-11-04T16:00:00Z') };

  test('is of the day of the writer’s entry before, where several days fit, and the others are offered', () => {
    const previous = new Date('2023-11-02T17:00:00Z');
    expect(readWhen('14:45', resolved({ ...long, previous })).when).toMatchObject({
      at: new Date('2023-11-02T21:45:00Z'),
      doubts: [{ kind: 'days', others: [new Date('2023-11-01T21:45:00Z'), new Date('2023-11-03T21:45:00Z')] }],
    });
  });

  test('is the last that fits, where the writer has written nothing before', () => {
    expect(instant('14:45', resolved(long))).toBe('2023-11-03T21:45:00.000Z');
  });

  test('and one without a year is of the incident’s year', () => {
    expect(instant('Nov 3 14:45', resolved(friday))).toBe('2023-11-03T21:45:00.000Z');
    expect(instant('Nov 5 09:00', resolved(friday))).toBe('2023-11-05T17:00:00.000Z');
    const newYear = { start: new Date('2024-01-01T05:00:00Z'), end: new Date('2024-01-01T12:00:00Z') };
    expect(instant('Dec 31 21:30', resolved(newYear))).toBe('2024-01-01T05:30:00.000Z');
  });

  test('that did not exist in its night is refused', () => {
    const night = { start: new Date('2025-03-09T09:00:00Z'), end: new Date('2025-03-09T12:00:00Z') };
    expect(refusal('02:30', resolved(night))).toContain('02:30 does not exist on Sun 9 Mar');
  });

  test('that existed twice is the one that lies there', () => {
    const night = { start: new Date('2025-11-02T09:00:00Z'), end: new Date('2025-11-02T12:00:00Z') };
    expect(readWhen('01:30', resolved(night)).when).toMatchObject({ at: new Date('2025-11-02T09:30:00Z'), doubts: [] });
  });
});

describe('a time is refused, with what was typed,', () => {
  test.each([
    ['2026-03-01 12:06 db down', /in the future: Sun 1 Mar 12:06 PST, and it is now Sun 1 Mar 12:00 PST/],
    ['today 23:50 db down', /in the future/],
    ['Mar 4 14:05 db down', /in the future: Wed 4 Mar 14:05 PST/],
    ['2026-03-01T20:06:00Z db down', /in the future/],
    ['2027-01-01 00:00 db down', /in the future: Fri 1 Jan 2027/],
    ['25:00 db down', /`25:00` is not a time of day/],
    ['24:00 db down', /`24:00` is not a time of day/],
    ['25:00 CST db down', /`25:00` is not a time of day/],
    ['14:75 db down', /`14:75` is not a time of day/],
    ['14:05:60 db down', /is not a time of day/],
    ['13pm db down', /`13pm` is not a time of day/],
    ['2023-11-03T25:00:00Z db down', /is not a time of day/],
    ['2023-11-03T14:05:00+17:00 db down', /is not an offset/],
    ['2026-02-30 14:05 db down', /no such day/],
    ['Feb 30 14:05 db down', /no such day/],
    ['2023-13-03 14:05 db down', /no such day/],
    ['11/3/2023 14:05 db down', /can be read in two ways.*`2023-11-03 14:05`/],
  ])('%s', (text, why) => {
    expect(refusal(text)).toMatch(why);
    expect(refusal(text)).toContain(`You typed: ${text}`);
  });

  test('but not where it is five minutes ahead', () => {
    expect(instant('2026-03-01 12:05')).toBe('2026-03-01T20:05:00.000Z');
  });
});

describe('when the clocks go forward', () => {
  test.each([
    ['America/Los_Angeles', '2026-03-08T20:00:00Z', '02:30', '01:59', '03:00'],
    ['Europe/Berlin', '2026-03-29T20:00:00Z', '02:30', '01:59', '03:00'],
    ['Australia/Lord_Howe', '2026-10-04T05:00:00Z', '02:15', '01:59', '02:30'],
  ])('in %s, %s: a time that does not exist is refused', (zone, now, typed, last, next) => {
    expect(refusal(`${typed} db down`, at(now, zone))).toContain(
      `Write a time up to ${last}, or from ${next} on.\nYou typed: ${typed} db down`,
    );
    expect(refusal(`${now.slice(0, 10)} ${typed}`, at(now, zone))).toContain(`${typed} does not exist`);
    expect(instant(next, at(now, zone))).toBeDefined();
    expect(instant(last, at(now, zone))).toBeDefined();
  });
});

describe('when the clocks go back', () => {
  test.each([
    ['America/Los_Angeles', '2026-11-01T20:00:00Z', '01:30', '2026-11-01T08:30:00.000Z', '2026-11-01T09:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T20:00:00Z', '02:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T05:00:00Z', '01:45', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ])('in %s, %s: the first is taken, and the second offered', (zone, now, typed, first, second) => {
    expect(readWhen(typed, at(now, zone)).when).toMatchObject({
      at: new Date(first),
      doubts: [{ kind: 'twice', second: new Date(second) }],
    });
  });

  test('naming the zone says which of the two', () => {
    const sunday = at('2026-11-01T20:00:00Z', 'America/Los_Angeles');
    expect(readWhen('01:30 PST', sunday).when).toMatchObject({ at: new Date('2026-11-01T09:30:00Z'), doubts: [] });
    expect(readWhen('01:30 PDT', sunday).when).toMatchObject({ at: new Date('2026-11-01T08:30:00Z'), doubts: [] });
  });

  test('there is no doubt before the second has come', () => {
    const first = at('2026-11-01T08:40:00Z', 'America/Los_Angeles');
    expect(readWhen('01:30', first).when).toMatchObject({ at: new Date('2026-11-01T08:30:00Z'), doubts: [] });
  });
});
