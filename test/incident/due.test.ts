import { describe, expect, test } from 'vitest';
import { parseDue } from '../../src/incident/due.ts';

// A Sunday in Los Angeles.
const sunday = { now: new Date('2026-03-01T20:00:00Z'), zone: 'America/Los_Angeles' };
// Friday afternoon in Los Angeles, Saturday in Berlin.
const friday = { now: new Date('2026-03-07T00:30:00Z'), zone: 'America/Los_Angeles' };

describe('the day by which a task is due', () => {
  test.each([
    ['add an alert by Friday', '2026-03-06'],
    ['add an alert by friday, @ana', '2026-03-06'],
    ['By Wed: add an alert', '2026-03-04'],
    ['add an alert by Sunday', '2026-03-08'],
    ['add an alert by next Friday', '2026-03-06'],
    ['add an alert by today', '2026-03-01'],
    ['add an alert by tomorrow.', '2026-03-02'],
    ['add an alert by 2026-12-01', '2026-12-01'],
    ['by 2026-12-01 add an alert', '2026-12-01'],
    ['add an alert by Dec 1', '2026-12-01'],
    ['add an alert by December 1st', '2026-12-01'],
    ['add an alert by 1 Dec', '2026-12-01'],
    ['add an alert by 1 Feb', '2027-02-01'],
    ['add an alert by Dec 1, 2027', '2027-12-01'],
    ['add an alert by Feb 29', '2028-02-29'],
    ['add an alert by end of day', '2026-03-01'],
    ['add an alert by the end of the week', '2026-03-06'],
    ['add an alert by end of month', '2026-03-31'],
    ['undo what was broken by Monday deploy, by Friday', '2026-03-06'],
    ['add an alert\nby Friday', '2026-03-06'],
  ])('%j: %s', (text, due) => expect(parseDue(text, sunday)).toBe(due));

  test('is counted from the day in the incident’s zone', () => {
    expect(parseDue('by tomorrow', friday)).toBe('2026-03-07');
    expect(parseDue('by tomorrow', { ...friday, zone: 'Europe/Berlin' })).toBe('2026-03-08');
  });

  test('said on a Friday, is a week later by Friday, and today by end of week', () => {
    expect(parseDue('by Friday', friday)).toBe('2026-03-13');
    expect(parseDue('by next Friday', friday)).toBe('2026-03-13');
    expect(parseDue('by end of week', friday)).toBe('2026-03-06');
  });

  test.each([
    'add an alert',
    'caused by Friday’s deploy',
    "caused by Monday's deploy",
    'standby Friday',
    'by hand',
    'by Mayday',
    'by Ana',
  ])('is not in %j', (text) => expect(parseDue(text, sunday)).toBeUndefined());

  test.each(['by Feb 30', 'by 2026-02-30'])('that does not exist is refused: %s', (text) => {
    expect(() => parseDue(text, sunday)).toThrow('There is no such day');
  });
});
