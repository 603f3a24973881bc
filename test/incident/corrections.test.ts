import { expect, test } from 'vitest';
import { type Clash, editEntry, overwritten, takeBack } from '../../src/incident/corrections.ts';
import { versionOf } from '../../src/incident/incident.ts';
import { plain } from '../../src/incident/words.ts';
import { ana, ben, given, incidentOf, minutes, opened, type Told } from '../given.ts';

const note: Told = { kind: 'marked', data: { kind: 'note', words: plain('p99 is 9s') } };
const edited = (change: object, recorder = ben): Told => ({
  kind: 'entry.edited',
  data: { number: 2, ...change },
  recorder,
});
const says = (text: string) => ({ words: plain(text) });
const seenByAna = { version: 2, by: ana.id };

test('of two people who correct the same words, the second overwrites nothing and is told of both', () => {
  const late = editEntry(2, says('p99 is 11s'), seenByAna);
  given(opened, note, edited(says('p99 is 10s')))
    .when(late)
    .refused('Ben Okafor changed #2 meanwhile, and nothing was written.');
  try {
    late(incidentOf(opened, note, edited(says('p99 is 10s'))));
  } catch (error) {
    const clash = error as Clash;
    expect(clash.seen.data).toMatchObject({ words: { text: 'p99 is 9s' } });
    expect(clash.moment.entry.data).toMatchObject({ words: { text: 'p99 is 10s' } });
    expect(clash.wanted).toEqual(says('p99 is 11s'));
  }
});

test('who saw what stands now overwrites it on purpose', () => {
  const incident = incidentOf(opened, note, edited(says('p99 is 10s')));
  given(opened, note, edited(says('p99 is 10s')))
    .when(editEntry(2, says('p99 is 11s'), { version: versionOf(incident.moments[1]!), by: ana.id }))
    .then({ kind: 'entry.edited', data: { words: { text: 'p99 is 11s' } } });
});

test('two people who correct different parts of an entry do not undo each other', () => {
  given(opened, note, edited({ at: minutes(-5) }))
    .when(editEntry(2, { ...says('p99 is 11s'), at: minutes(1), kind: 'note' }, seenByAna))
    .then({ kind: 'entry.edited', data: { number: 2, words: { text: 'p99 is 11s' } } });
});

test('two people who mean the same agree', () => {
  given(opened, note, edited(says('p99 is 10s')))
    .when(editEntry(2, says('p99 is 10s'), seenByAna))
    .nothing();
});

test("one's own earlier change is no surprise", () => {
  given(opened, note, edited(says('p99 is 10s'), ana))
    .when(editEntry(2, says('p99 is 11s'), seenByAna))
    .then({ kind: 'entry.edited' });
});

test('what was overwritten shortly after it was said can be put back, unless it was changed again', () => {
  const both = [opened, note, edited(says('p99 is 10s')), edited(says('p99 is 11s'), ana)];
  const found = overwritten(incidentOf(...both).moments[1]!, 4, 60_000);
  expect(found?.theirs.entry.data).toMatchObject({ words: { text: 'p99 is 10s' } });
  expect(found?.before).toMatchObject({ by: ben, entry: { data: { words: { text: 'p99 is 9s' } } } });
  expect(overwritten(incidentOf(...both).moments[1]!, 4, 1_000)).toBeUndefined();
  given(...both)
    .when(takeBack(2, 4))
    .then({ kind: 'entry.edited', data: { words: { text: 'p99 is 10s' } } });
  given(...both, edited(says('p99 is 12s')))
    .when(takeBack(2, 4))
    .refused('#2 was changed again since');
});

test('another part of an entry, and an own change, overwrite nothing', () => {
  const moment = (...changes: Told[]) => incidentOf(opened, note, ...changes).moments[1]!;
  expect(overwritten(moment(edited({ at: minutes(-5) }), edited(says('x'), ana)), 4, 60_000)).toBeUndefined();
  expect(overwritten(moment(edited(says('y'), ana), edited(says('x'), ana)), 4, 60_000)).toBeUndefined();
});

test('to say afterwards which hypothesis was ruled out is no edit', () => {
  const { moments } = incidentOf(opened, note, edited({ about: 1 }));
  expect(moments[1]).toMatchObject({ history: [], entry: { data: { about: 1 } } });
});

test('who took an entry off the timeline, and who put it back, is known', () => {
  const hidden: Told = { kind: 'entry.hidden', data: { number: 2 }, recorder: ben };
  const { moments } = incidentOf(opened, note, hidden, { kind: 'entry.unhidden', data: { number: 2 } });
  expect(moments[1]?.moves).toEqual([
    { hidden: true, at: minutes(2), by: ben },
    { hidden: false, at: minutes(3), by: ana },
  ]);
});
