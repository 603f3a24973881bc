import { expect, test } from 'vitest';
import { milestones } from '../../src/incident/milestones.ts';
import {
  openHypotheses,
  overruledBy,
  readDetection,
  readKind,
  ruleOutBy,
  splitKind,
  standingVerdicts,
  tellMoment,
} from '../../src/incident/moments.ts';
import { plain } from '../../src/incident/words.ts';
import { given, hypothesis, incidentOf, minutes, opened, type Told } from '../given.ts';

const note: Told = { kind: 'marked', data: { kind: 'note', words: plain('hello') } };
const typed = (kind: 'identified' | 'mitigated' | 'started', at?: Date): Told => ({
  kind: 'marked',
  data: { kind, words: plain(kind) },
  at,
});

test.each([
  ['dead-end', 'ruled-out'],
  ['Theory', 'hypothesis'],
  ['ack', 'acknowledged'],
  ['did', 'action'],
  ['ruled out', 'ruled-out'],
])('%s is another word for %s', (word, kind) => {
  expect(readKind(word)).toBe(kind);
});

test.each([['resolved'], ['update'], ['task'], ['constructor'], ['']])('%s is no kind of a note', (word) => {
  expect(readKind(word)).toBeUndefined();
});

test('a note may begin with its kind; any other colon is words', () => {
  expect(splitKind('ruled out: not the deploy')).toEqual({ kind: 'ruled-out', rest: 'not the deploy' });
  expect(splitKind('ana: not the deploy')).toEqual({ rest: 'ana: not the deploy' });
  expect(splitKind('action http://x')).toEqual({ rest: 'action http://x' });
});

test.each([
  ['alert: 5xx', 'monitoring'],
  ['monitoring says so', 'monitoring'],
  ['customers call', 'customer'],
  ['an engineer saw it', 'engineer'],
  ['5xx everywhere', undefined],
])('how it was detected is read from its first word: %s', (text, how) => {
  expect(readDetection(text)).toBe(how);
});

test('the one open hypothesis is what is ruled out; of several none is guessed', () => {
  given(opened, hypothesis('the deploy'))
    .when(tellMoment({ kind: 'ruled-out', words: plain('rollback changed nothing') }))
    .then({ data: { kind: 'ruled-out', about: 2 } });
  const [draft] = tellMoment({ kind: 'ruled-out', words: plain('no') })(
    incidentOf(opened, hypothesis('a'), hypothesis('b')),
  );
  expect(draft).toMatchObject({ data: { kind: 'ruled-out', about: undefined } });
});

test('what is ruled out must be a hypothesis', () => {
  const about = (number: number) => tellMoment({ kind: 'ruled-out', words: plain('no'), about: number });
  given(opened, note).when(about(2)).refused('#2 is not a hypothesis: it is of kind note');
  given(opened, note).when(about(9)).refused('There is no #9: the timeline goes to #2');
  given(opened, note).when(about(1)).refused('#1 is not a hypothesis: it is “Opened: Checkout is down”.');
});

test('a hypothesis is ruled out once; words that say more about it are kept, and it may be confirmed after all', () => {
  const ruledOut: Told = { kind: 'marked', data: { kind: 'ruled-out', words: plain('no'), about: 2 } };
  const judge = (kind: 'ruled-out' | 'identified', text: string) =>
    given(opened, hypothesis('the deploy'), ruledOut).when(tellMoment({ kind, words: plain(text), about: 2 }));
  judge('ruled-out', '').refused('#2 is ruled-out already: #3 says so.');
  judge('ruled-out', 'nor did the second rollback help').then({ data: { kind: 'ruled-out', about: 2 } });
  judge('identified', '').then({ data: { kind: 'identified', about: 2 } });
});

test('a hypothesis whose verdict is taken off the timeline is open again', () => {
  const ruledOut: Told = { kind: 'marked', data: { kind: 'ruled-out', words: plain('no'), about: 2 } };
  const open = (...more: Told[]) => openHypotheses(incidentOf(opened, hypothesis('the deploy'), ruledOut, ...more));
  expect(open()).toHaveLength(0);
  expect(open({ kind: 'entry.hidden', data: { number: 3 } })).toHaveLength(1);
  expect(open({ kind: 'entry.edited', data: { number: 3, kind: 'note' } })).toHaveLength(1);
});

test('which hypothesis it was can be said afterwards', () => {
  const verdict: Told = { kind: 'marked', data: { kind: 'ruled-out', words: plain('no') } };
  given(opened, hypothesis('a'), hypothesis('b'), verdict)
    .when(ruleOutBy(4, 2))
    .then({ kind: 'entry.edited', data: { number: 4, about: 2 } });
  const incident = incidentOf(opened, hypothesis('a'), hypothesis('b'), verdict, {
    kind: 'entry.edited',
    data: { number: 4, about: 2 },
  });
  expect(openHypotheses(incident).map(({ number }) => number)).toEqual([3]);
});

test('an entry without words is refused', () => {
  given(opened)
    .when(tellMoment({ kind: 'action', words: plain('') }))
    .refused('`action <text>`');
});

test('typed entries move the status forward, never back', () => {
  expect(incidentOf(opened, typed('mitigated')).status).toBe('monitoring');
  expect(incidentOf(opened, typed('mitigated'), typed('identified', minutes(-30))).status).toBe('monitoring');
});

test('a milestone is the earliest start and the last mitigation; typed before marked', () => {
  const marked: Told = {
    kind: 'marked',
    data: {
      kind: 'started',
      words: plain('m'),
      message: { channel: 'C1', ts: '1', version: '', files: [] },
      via: { type: 'pin' },
    },
    at: minutes(-60),
  };
  const reached = milestones(
    incidentOf(
      opened,
      typed('started', minutes(-5)),
      typed('started', minutes(-9)),
      marked,
      typed('mitigated'),
      typed('mitigated'),
    ),
  );
  expect(reached.started?.entry.at).toEqual(minutes(-9));
  expect(reached.mitigated?.number).toBe(6);
});

test('of verdicts on a hypothesis the last one stands, and it is known which one it took the place of', () => {
  const verdict = (kind: 'ruled-out' | 'identified'): Told => ({
    kind: 'marked',
    data: { kind, words: plain(kind), about: 2 },
  });
  const incident = incidentOf(opened, hypothesis('the deploy'), verdict('ruled-out'), verdict('identified'));
  expect(standingVerdicts(incident).get(2)?.number).toBe(4);
  expect(incident.moments.map((moment) => overruledBy(incident, moment)?.number)).toEqual([
    ...[undefined, undefined, undefined, 3],
  ]);
});
