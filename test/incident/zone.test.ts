import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/incident/refusal.ts';
import * as zone from '../../src/incident/zone.ts';

const winter = new Date('2023-01-15T22:05:09Z');
const summer = new Date('2023-07-15T21:05:09Z');

describe('a zone that somebody types', () => {
  test.each([
    ['america/los_angeles', 'America/Los_Angeles'],
    ['EUROPE/BERLIN', 'Europe/Berlin'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['us/pacific', 'US/Pacific'],
    ['America/Port_of_Spain', 'America/Port_of_Spain'],
    ['japan', 'Japan'],
    ['pst', 'PST'],
    ['CET', 'CET'],
    ['utc', 'UTC'],
    ['+05:30', '+05:30'],
    ['−08:00', '-08:00'],
  ])('%s is %s', (typed, stored) => expect(zone.parseZone(typed)).toBe(stored));

  test.each(['IST', 'CST', 'BST', 'ast', 'PT'])('%s is refused, because it means several', (typed) => {
    expect(() => zone.parseZone(typed)).toThrow(Refusal);
    expect(() => zone.parseZone(typed)).toThrow(/means several time zones\. Write the one you mean: \w+\/\w+/);
  });

  test('IST is refused with the zones that it may be', () => {
    expect(() => zone.parseZone('IST')).toThrow('Asia/Kolkata, Europe/Dublin or Asia/Jerusalem');
  });

  test('a city alone is answered with its zone', () => {
    expect(() => zone.parseZone('new york')).toThrow('Did you mean America/New_York?');
  });

  test.each(['Mars/Olympus', 'ACT', 'XYZ', '', '+25:00', '../etc', 'toString'])('%j is no zone', (typed) => {
    expect(() => zone.parseZone(typed)).toThrow(/not a time zone that Debrief knows.*America\/Los_Angeles/);
  });
});

describe('the label', () => {
  test.each([
    ['America/Los_Angeles', 'PST', 'PDT'],
    ['Europe/Berlin', 'CET', 'CEST'],
    ['Europe/London', 'GMT', 'BST'],
    ['Europe/Dublin', 'GMT', 'IST'],
    ['Asia/Kolkata', 'IST', 'IST'],
    ['Asia/Tokyo', 'JST', 'JST'],
    ['Asia/Jerusalem', 'IST', 'IDT'],
    ['Australia/Sydney', 'AEDT', 'AEST'],
    ['Australia/Lord_Howe', 'LHDT', 'LHST'],
    ['Pacific/Auckland', 'NZDT', 'NZST'],
    ['America/Sao_Paulo', '-03', '-03'],
    ['Asia/Kathmandu', '+05:45', '+05:45'],
    ['Pacific/Kiritimati', '+14', '+14'],
    ['UTC', 'UTC', 'UTC'],
    ['PST', 'PST', 'PST'],
    ['-08:00', '-08:00', '-08:00'],
  ])('of %s is %s in January and %s in July', (name, january, july) => {
    expect([winter, summer].map((instant) => zone.abbreviationAt(name, instant))).toEqual([january, july]);
  });

  test('PST stays PST in summer, as typed', () => {
    expect(zone.clockLabel(summer, 'PST')).toBe('13:05 PST');
    expect(zone.clockLabel(summer, 'America/Los_Angeles')).toBe('14:05 PDT');
  });

  test('CET stays an hour from UTC in summer', () => expect(zone.offsetAt('CET', summer)).toBe(60));
});

describe('a day', () => {
  const evening = new Date('2023-11-04T06:30:15Z');

  test('is that of the zone', () => {
    expect(zone.day(evening, 'America/Los_Angeles')).toBe('2023-11-03');
    expect(zone.day(evening, 'Pacific/Kiritimati')).toBe('2023-11-04');
    expect(zone.longDay(evening, 'America/Los_Angeles')).toBe('Friday, 3 November 2023');
    expect(zone.sameDay(evening, new Date('2023-11-04T07:30:00Z'), 'America/Los_Angeles')).toBe(false);
    expect(zone.sameDay(evening, new Date('2023-11-04T07:30:00Z'), 'UTC')).toBe(true);
  });

  test('shows its year only where it is another', () => {
    expect(zone.shortDay(evening, 'UTC', winter)).toBe('Sat 4 Nov');
    expect(zone.shortDay(evening, 'UTC', new Date('2026-03-01T12:00:00Z'))).toBe('Sat 4 Nov 2023');
  });

  test('can have seconds on its clock', () =>
    expect(zone.clockTime(evening, 'UTC', { seconds: true })).toBe('06:30:15'));
});

test('clock and day are what the zone database says, on whatever machine this runs', () => {
  const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Asia/Kathmandu'];
  const instant = fc.date({
    min: new Date('2015-01-01T00:00:00Z'),
    max: new Date('2030-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  const told = (timeZone: string, at: Date) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (name, at) => {
      expect(`${zone.day(at, name)} ${zone.clockTime(at, name, { seconds: true })}`).toBe(told(name, at));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('around every change of the clocks, the time of day is the one that Intl has', () => {
  const zones = ['America/Los_Angeles', 'Europe/Dublin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca'];
  const instants = fc.integer({ min: Date.UTC(1960, 0), max: Date.UTC(2060, 0) }).map((ms) => new Date(ms));
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.oneof(instants, fc.integer({ min: -9e5, max: 9e5 })), (name, when) => {
      // 2023's change to summer time in Los Angeles, and some minutes before and after it.
      const instant = typeof when === 'number' ? new Date(Date.UTC(2023, 2, 12, 10) + when) : when;
      const there = new TZDate(instant, name);
      expect(zone.clockTime(instant, name, { seconds: true })).toBe(format(there, 'HH:mm:ss'));
      expect(zone.day(instant, name)).toBe(format(there, 'yyyy-MM-dd'));
      expect(zone.longDay(instant, name)).toBe(format(there, 'EEEE, d MMMM yyyy'));
      expect(zone.shortDay(instant, name, noon)).toBe(format(there, 'EEE d MMM yyyy'));
    }),
    { seed: 5, numRuns: 500 },
  );
});

const noon = new Date('1900-01-01T12:00:00Z');
