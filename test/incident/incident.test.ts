import { expect, test } from 'vitest';
import type { Draft } from '../../src/incident/entry.ts';
import { fold, forward, isOpen, unheardOf } from '../../src/incident/incident.ts';
import { plain } from '../../src/incident/words.ts';
import { ana, ben, incidentOf, log, minutes, opened, resolved, type Told, worded } from '../given.ts';

const severity = (name: string): Told => ({ kind: 'severity.set', data: { severity: name } });
const note = (text: string): Told => ({ kind: 'marked', data: { kind: 'note', words: plain(text) } });
const reopened: Told = { kind: 'incident.reopened', data: { words: plain('it is back') } };
const update = (at?: Date): Told => ({
  kind: 'update.given',
  data: { words: plain('half is back'), announced: true },
  at,
});

test('an opened incident is being investigated, under its number and in its zone', () => {
  const incident = incidentOf(opened);
  expect(incident).toMatchObject({
    number: 7,
    title: 'Checkout is down',
    status: 'investigating',
    zone: 'UTC',
    seq: 1,
  });
  expect(incident).toMatchObject({ openedAt: minutes(0), openedBy: ana });
  expect(isOpen(incident)).toBe(true);
  expect(isOpen(unheardOf('01'))).toBe(false);
});

test('a reopened incident is open and has no end', () => {
  const incident = incidentOf(opened, resolved, reopened);
  expect(incident.status).toBe('investigating');
  expect(incident).not.toHaveProperty('resolvedAt');
});

test('what is told after the end does not move the status', () => {
  const late: Told = { kind: 'marked', data: { kind: 'mitigated', words: plain('failover at 12:01') } };
  expect(incidentOf(opened, resolved, late).status).toBe('resolved');
});

test('every severity that it had is known, in order, each change once', () => {
  const incident = incidentOf(opened, severity('sev2'), severity('sev2'), severity('sev1'));
  expect(incident).toMatchObject({ severity: 'sev1', severities: ['sev2', 'sev1'] });
});

test('a role that is left has nobody; the last one given counts', () => {
  const lead = (person: typeof ana): Told => ({ kind: 'role.assigned', data: { role: 'lead', person } });
  expect(incidentOf(opened, lead(ana), lead(ben)).roles).toEqual({ lead: ben });
  expect(incidentOf(opened, lead(ana), { kind: 'role.left', data: { role: 'lead' } }).roles).toEqual({});
});

test('a number never changes: what is hidden keeps its own', () => {
  const incident = incidentOf(opened, note('one'), { kind: 'entry.hidden', data: { number: 2 } }, note('two'));
  expect(incident.moments.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('numbers count what is told, not every message', () => {
  const incident = incidentOf(opened, worded('1', 'hello'), worded('2', 'hi'), note('one'));
  expect(incident.moments.map(({ entry }) => entry.kind)).toEqual(['incident.opened', 'marked']);
});

test('a correction of the opening moves the start', () => {
  const edited: Told = { kind: 'entry.edited', data: { number: 1, at: minutes(-5) } };
  expect(incidentOf(opened, edited).openedAt).toEqual(minutes(-5));
});

test('of two resolutions the last one counts, also when the first one is corrected', () => {
  const edited: Told = { kind: 'entry.edited', data: { number: 2, at: minutes(-5) } };
  expect(incidentOf(opened, resolved, reopened, resolved, edited).resolvedAt).toEqual(minutes(3));
});

test('an update that is told late does not make the last one older', () => {
  expect(incidentOf(opened, update(minutes(5)), update(minutes(-60))).lastUpdateAt).toEqual(minutes(5));
});

test('a task keeps what is not changed, and null takes a value away', () => {
  const task: Told = { kind: 'task.added', data: { words: plain('x'), details: [], owner: ben, due: '2026-03-06' } };
  const changed: Told = { kind: 'task.changed', data: { task: 1, due: null, type: 'prevent' } };
  const done: Told = { kind: 'task.done', data: { task: 1 } };
  const [first] = incidentOf(opened, task, changed, done).tasks;
  expect(first).toMatchObject({ number: 1, owner: ben, type: 'prevent', done: true });
  expect(first?.due).toBeUndefined();
});

test('a link said again has its new words, once', () => {
  const link = (words?: string): Draft => ({
    kind: 'link.added',
    data: { url: 'https://a.example', ...(words && { words: plain(words) }) },
  });
  expect(incidentOf(opened, link(), link('the dashboard')).links).toMatchObject([{ words: plain('the dashboard') }]);
});

test('an entry of a newer version is told as unreadable, and the incident goes on', () => {
  const unreadable: Told = { kind: 'entry.unreadable', data: { kind: 'weather.changed', gone: false } };
  const incident = incidentOf(opened, unreadable, note('one'));
  expect(incident.moments.map(({ entry }) => entry.kind)).toEqual(['incident.opened', 'entry.unreadable', 'marked']);
});

test('step by step gives the same as at once, and what was there before is not touched', () => {
  const entries = log(opened, note('one'), severity('sev1'), update(), resolved, reopened);
  const stages = entries.map((_, i) => fold('01CHECKOUT', entries.slice(0, i + 1)));
  const before = JSON.stringify(stages);
  stages.forEach((stage, i) => {
    expect(forward(stage, entries.slice(i + 1))).toEqual(stages.at(-1));
  });
  expect(JSON.stringify(stages)).toBe(before);
});

const long = (count: number) =>
  log(
    opened,
    ...Array.from({ length: count }, (_, i): Told => {
      const ts = `${1_772_366_400 + i}`;
      const message = { channel: 'C1', ts, version: '', files: [] };
      if (i % 4 === 0)
        return { kind: 'marked', data: { kind: 'note', words: plain('x'), message, via: { type: 'pin' } } };
      if (i % 4 === 1) return worded(ts, 'hello');
      if (i % 4 === 2) return { kind: 'entry.edited', data: { number: 1 + Math.ceil(i / 4), at: minutes(i) } };
      if (i % 8 === 3) return { kind: 'task.added', data: { words: plain('y'), details: [] } };
      return { kind: 'task.done', data: { task: Math.ceil(i / 8) } };
    }),
  );

test('a long incident is folded in time that grows with its length', () => {
  const took = (count: number): number => {
    const entries = long(count);
    const rounds = Array.from({ length: 5 }, () => {
      const start = performance.now();
      fold('01CHECKOUT', entries);
      return performance.now() - start;
    });
    return Math.min(...rounds);
  };
  took(1000);
  const [short, fiveTimes] = [took(20_000), took(100_000)];
  expect(fiveTimes / short).toBeLessThan(20);
});
