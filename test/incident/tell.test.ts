import { expect, test } from 'vitest';
import { tell } from '../../src/incident/tell.ts';
import { plain, type Words } from '../../src/incident/words.ts';
import { ben, log, minutes, opened, resolved, type Told } from '../given.ts';

const told = (draft: Told): string | null => {
  const telling = log(draft).map((entry) => tell(entry))[0];
  return telling ? `${telling.label}: ${telling.words.text}` : null;
};
const words = plain('why');

test.each<[string, Told]>([
  ['Opened: Checkout is down', opened],
  ['Renamed: Search is down', { kind: 'incident.renamed', data: { title: 'Search is down' } }],
  ['Resolved: rolled back', resolved],
  ['Resolved: Ana Silva resolved the incident', { kind: 'incident.resolved', data: {} }],
  ['Reopened: why', { kind: 'incident.reopened', data: { words } }],
  ['Cancelled: false alarm', { kind: 'incident.cancelled', data: { reason: 'false alarm' } }],
  ['Cancelled: duplicate of INC-3', { kind: 'incident.cancelled', data: { reason: 'duplicate', duplicateOf: 3 } }],
  ['Cancelled: why', { kind: 'incident.cancelled', data: { reason: 'duplicate', duplicateOf: 3, words } }],
  ['Severity: sev1', { kind: 'severity.set', data: { severity: 'sev1' } }],
  ['Severity: sev1: why', { kind: 'severity.set', data: { severity: 'sev1', words } }],
  ['Status: monitoring: why', { kind: 'status.set', data: { status: 'monitoring', words } }],
  ['Time zone: PST', { kind: 'zone.set', data: { zone: 'PST' } }],
  ['Lead: Ben Okafor', { kind: 'role.assigned', data: { role: 'lead', person: ben } }],
  ['Lead: nobody any more', { kind: 'role.left', data: { role: 'lead' } }],
  ['Ruled out: why', { kind: 'marked', data: { kind: 'ruled-out', words, about: 2 } }],
  ['Ruled out: #2', { kind: 'marked', data: { kind: 'ruled-out', words: plain(''), about: 2 } }],
  ['Identified: why', { kind: 'marked', data: { kind: 'identified', words } }],
  ['Confirmed: why', { kind: 'marked', data: { kind: 'identified', words, about: 2 } }],
  ['Impact: why', { kind: 'impact.set', data: { words, figures: [], services: [] } }],
  [
    'Task: why, Ben Okafor, 2026-03-06',
    { kind: 'task.added', data: { words, details: [], owner: ben, due: '2026-03-06' } },
  ],
  ['Task T1: done', { kind: 'task.done', data: { task: 1 } }],
  [
    'Gap: Debrief was not listening 12:00 to 12:07 UTC; 1 message was read afterwards',
    { kind: 'gap.declared', data: { from: minutes(0), to: minutes(7), read: 1 } },
  ],
])('%s', (line, draft) => {
  expect(told(draft)).toBe(line);
});

test('bookkeeping is not told', () => {
  expect(told({ kind: 'channel.made', data: { channel: 'C1', name: 'inc-7' } })).toBeNull();
  expect(told({ kind: 'document.state', data: { state: 'final' } })).toBeNull();
});

test('what a newer version wrote is told as unreadable; what was destroyed is not told', () => {
  expect(told({ kind: 'entry.unreadable', data: { kind: 'weather.changed', gone: false } })).toMatch('weather.changed');
  expect(told({ kind: 'entry.unreadable', data: { kind: 'message.worded', gone: true } })).toBeNull();
});

test('the links in a reason stay links', () => {
  const link = { type: 'link' as const, url: 'https://a.example', children: [{ type: 'text' as const, value: 'a' }] };
  const why: Words = {
    text: 'see a',
    tree: [{ type: 'paragraph', children: [{ type: 'text', value: 'see ' }, link] }],
  };
  const [entry] = log({ kind: 'severity.set', data: { severity: 'sev1', words: why } });
  expect(entry && tell(entry)?.words).toEqual({
    text: 'sev1: see a',
    tree: [{ type: 'paragraph', children: [{ type: 'text', value: 'sev1: ' }, { type: 'text', value: 'see ' }, link] }],
  });
});
