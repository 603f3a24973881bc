import { expect, test } from 'vitest';
import type { MomentKind } from '../../src/incident/entry.ts';
import { milestones } from '../../src/incident/milestones.ts';
import { plain } from '../../src/incident/words.ts';
import { incidentOf, minutes, opened, resolved, type Told } from '../given.ts';

const typed = (kind: MomentKind, after: number): Told => ({
  kind: 'marked',
  data: { kind, words: plain(kind) },
  at: minutes(after),
});
const marked = (kind: MomentKind, after: number): Told => ({
  ...typed(kind, after),
  kind: 'marked',
  data: {
    kind,
    words: plain(kind),
    message: { channel: 'C1', ts: `${after}`, version: '', files: [] },
    via: { type: 'reaction', name: 'x' },
  },
});
const reopened: Told = { kind: 'incident.reopened', data: { words: plain('it is back') } };
const times = (...drafts: Told[]) =>
  Object.fromEntries(
    Object.entries(milestones(incidentOf(opened, ...drafts))).flatMap(([name, moment]) =>
      moment ? [[name, moment.entry.at]] : [],
    ),
  );

test('the earliest start, detection and acknowledgement count, and the last identification and mitigation', () => {
  expect(
    times(
      typed('started', 5),
      typed('started', 2),
      typed('detected', 7),
      typed('detected', 8),
      typed('identified', 10),
      typed('identified', 20),
      typed('mitigated', 30),
      typed('mitigated', 25),
    ),
  ).toEqual({
    started: minutes(2),
    detected: minutes(7),
    identified: minutes(20),
    mitigated: minutes(30),
  });
});

test('a typed entry counts before a marked one; a marked one counts where there is no other', () => {
  expect(times(marked('started', -60), typed('started', -5), marked('detected', 1))).toEqual({
    started: minutes(-5),
    detected: minutes(1),
  });
});

test('what is off the timeline is no milestone', () => {
  expect(times(typed('started', 1), { kind: 'entry.hidden', data: { number: 2 } })).toEqual({});
  const gone: Told = {
    kind: 'unmarked',
    data: { message: { channel: 'C1', ts: '1' }, via: { type: 'reaction', name: 'x' } },
  };
  expect(times(marked('detected', 1), gone)).toEqual({});
});

test('an incident that is open again has no end; then the resolution that was written last counts', () => {
  expect(times(resolved, reopened)).toEqual({});
  const earlier: Told = { ...resolved, at: minutes(-30) };
  expect(times(resolved, reopened, earlier)).toEqual({ resolved: minutes(-30) });
});
