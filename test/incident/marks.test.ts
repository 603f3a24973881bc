import { expect, test } from 'vitest';
import type { Draft, MomentKind, Person, Via } from '../../src/incident/entry.ts';
import { forward, isTold, unheardOf } from '../../src/incident/incident.ts';
import { markMessage, unmarkMessage } from '../../src/incident/marks.ts';
import { openHypotheses } from '../../src/incident/moments.ts';
import { timeline } from '../../src/incident/timeline.ts';
import { plain } from '../../src/incident/words.ts';
import { ana, ben, given, incidentOf, log, message, minutes, opened, type Told, worded } from '../given.ts';

const key = { channel: 'C1', ts: '1772366400' };
const reaction = (name: string): Via => ({ type: 'reaction', name });
const mark = (kind: MomentKind, via: Via = reaction('bulb'), by: Person = ana) =>
  markMessage({ key, kind, via, by, at: minutes(9) });
const marked = (kind: MomentKind, via: Via, recorder: Person = ana): Told => ({
  kind: 'marked',
  data: { kind, words: plain('it is the deploy'), message: { ...key, version: '', files: [] }, via },
  author: ben,
  recorder,
});
const said = message(key.ts, 'it is the deploy');

test('a marked message counts at its own time, with its own author', () => {
  given(opened)
    .and(said)
    .when(mark('hypothesis'))
    .then({
      kind: 'marked',
      data: { kind: 'hypothesis', words: { text: 'it is the deploy' }, message: key },
      at: said.at,
      author: ben,
    });
});

test('a mark waits for its message', () => {
  given(opened).when(mark('hypothesis')).refused(`message:C1:${key.ts}`);
});

test('the same mark twice is one', () => {
  given(opened, marked('hypothesis', reaction('bulb')))
    .and(said)
    .when(mark('hypothesis'))
    .nothing();
});

test('on a hypothesis, :no_entry_sign: is a verdict: at the time of the mark, by who marked', () => {
  given(opened, marked('hypothesis', reaction('bulb')))
    .and(said)
    .when(mark('ruled-out', reaction('no_entry_sign')))
    .then({ data: { kind: 'ruled-out', about: 2 }, at: minutes(9), author: ana });
});

test('two people marking one message make one moment, and it stands while one mark stands', () => {
  const twice = [opened, marked('hypothesis', reaction('bulb')), marked('hypothesis', reaction('bulb'), ben)];
  const gone = (recorder: Person): Told => ({
    kind: 'unmarked',
    data: { message: key, via: reaction('bulb') },
    recorder,
  });
  expect(timeline(incidentOf(...twice))).toHaveLength(2);
  expect(timeline(incidentOf(...twice, gone(ana)))).toHaveLength(2);
  expect(timeline(incidentOf(...twice, gone(ana), gone(ben)))).toHaveLength(1);
});

test('a second kind changes the kind and keeps the history; taking it back gives the first', () => {
  const both = [opened, marked('hypothesis', reaction('bulb')), marked('action', reaction('wrench'))];
  const after = incidentOf(...both).moments[1];
  expect(after).toMatchObject({
    entry: { data: { kind: 'action' } },
    history: [{ entry: { data: { kind: 'hypothesis' } } }],
  });
  const back = incidentOf(...both, { kind: 'unmarked', data: { message: key, via: reaction('wrench') } }).moments[1];
  expect(back).toMatchObject({ number: 2, entry: { data: { kind: 'hypothesis' } } });
});

const pin: Via = { type: 'pin' };

test('who takes back a mark of their own leaves that of somebody else', () => {
  const bens: Told = { kind: 'unmarked', data: { message: key, via: pin }, recorder: ben };
  expect(timeline(incidentOf(opened, marked('note', pin), bens))).toHaveLength(2);
});

test('a pin that somebody else took away is gone, and the log says who did what', () => {
  given(opened, marked('note', pin))
    .when(unmarkMessage({ key, via: pin, by: ana, at: minutes(9), isOthers: true }))
    .then({ kind: 'unmarked', data: { of: ana }, at: minutes(9) });
  const bens: Told = { kind: 'unmarked', data: { message: key, via: pin, of: ana }, recorder: ben };
  expect(timeline(incidentOf(opened, marked('note', pin), bens))).toHaveLength(1);
});

test('a mark that comes after its removal does not stand; one that was set again does', () => {
  const removed: Told = { kind: 'unmarked', data: { message: key, via: reaction('bulb') }, at: minutes(9) };
  const again = (at: Date) => markMessage({ key, kind: 'hypothesis', via: reaction('bulb'), by: ana, at });
  const removal = (at: Date) => unmarkMessage({ key, via: reaction('bulb'), by: ana, at });
  given(opened)
    .when(removal(minutes(9)))
    .then({ kind: 'unmarked', at: minutes(9) });
  given(opened, removed)
    .when(removal(minutes(9)))
    .nothing();
  given(opened, removed)
    .when(removal(minutes(8)))
    .nothing();
  given(opened, removed)
    .when(again(minutes(8)))
    .nothing();
  given(opened, removed)
    .and(said)
    .when(again(minutes(10)))
    .then({ kind: 'marked', data: { markedAt: minutes(10) } });
});

test('a reaction never moves the status', () => {
  expect(incidentOf(opened, marked('mitigated', reaction('adhesive_bandage'))).status).toBe('investigating');
});

test('a message of files alone is told by their names', () => {
  const file = { id: 'F1', name: 'graph.png' };
  given(opened)
    .and(message(key.ts, '', { files: [file] }))
    .when(mark('note'))
    .then({ data: { words: { text: 'graph.png' } } });
});

test('a message whose words are gone cannot be marked any more', () => {
  given(opened)
    .and(message(key.ts, '', { gone: true, deleted: true }))
    .when(mark('note'))
    .refused('its words are gone');
});

test('a mark is refused when the words were destroyed, or the message was deleted and kept', () => {
  given(opened)
    .and(message(key.ts, '', { gone: true }))
    .when(mark('note'))
    .refused('Its words were destroyed');
  given(opened)
    .and(message(key.ts, 'kept', { deleted: true }))
    .when(mark('note'))
    .refused(/^It was deleted in Slack before it was marked\.$/);
});

test('a message that is on the timeline can be marked by one more, also when it was deleted', () => {
  given(opened, marked('note', reaction('bulb')))
    .and(message(key.ts, 'it is the deploy', { deleted: true }))
    .when(mark('note', reaction('bulb'), ben))
    .then({ kind: 'marked' });
});

test('one person with two reactions has two marks; the last one that stands says the kind', () => {
  const both = [opened, marked('hypothesis', reaction('bulb')), marked('action', reaction('wrench'))];
  given(...both)
    .and(said)
    .when(mark('hypothesis'))
    .nothing();
  const gone: Told = { kind: 'unmarked', data: { message: key, via: reaction('bulb') } };
  expect(incidentOf(...both, gone).moments[1]).toMatchObject({
    entry: { data: { kind: 'action' } },
    standing: [{ via: { name: 'wrench' } }],
  });
});

test('a pin and :pushpin: of one person: the moment stands while either does', () => {
  const both = [opened, marked('note', reaction('pushpin')), marked('note', { type: 'pin' })];
  const gone = (via: Via): Told => ({ kind: 'unmarked', data: { message: key, via } });
  expect(timeline(incidentOf(...both, gone({ type: 'pin' })))).toHaveLength(2);
  expect(timeline(incidentOf(...both, gone(reaction('pushpin'))))).toHaveLength(2);
  expect(timeline(incidentOf(...both, gone(reaction('pushpin')), gone({ type: 'pin' })))).toHaveLength(1);
});

test('a mark puts back what somebody had hidden; the same mark brought again does not', () => {
  const hidden: Told[] = [opened, marked('note', reaction('bulb')), { kind: 'entry.hidden', data: { number: 2 } }];
  given(...hidden)
    .and(said)
    .when(mark('note', reaction('bulb'), ben))
    .then({ kind: 'marked' }, { kind: 'entry.unhidden', data: { number: 2 } });
  given(...hidden)
    .and(said)
    .when(mark('note'))
    .nothing();
});

test('words and time from the shortcut are a correction of the message: both are kept', () => {
  const shortcut = markMessage({
    key,
    kind: 'note',
    via: { type: 'shortcut' },
    by: ana,
    at: minutes(9),
    words: plain('in short: the deploy'),
    when: minutes(-3),
  });
  given(opened)
    .and(said)
    .when(shortcut)
    .then(
      { kind: 'marked', data: { words: { text: 'it is the deploy' } }, at: said.at },
      { kind: 'entry.edited', data: { number: 2, words: { text: 'in short: the deploy' }, at: minutes(-3) } },
    );
  given(opened, marked('note', reaction('bulb')))
    .and(said)
    .when(shortcut)
    .then({ kind: 'marked' }, { kind: 'entry.edited', data: { number: 2, words: { text: 'in short: the deploy' } } });
});

test('a person’s wording stays, whatever Slack says later', () => {
  const corrected: Told[] = [
    opened,
    marked('note', reaction('bulb')),
    { kind: 'entry.edited', data: { number: 2, words: plain('it was the config') } },
  ];
  const moment = incidentOf(...corrected, worded(key.ts, 'it is not the deploy', '1772366999.000000')).moments[1];
  expect(moment).toMatchObject({ entry: { data: { words: { text: 'it was the config' } } } });
  expect(moment?.history).toHaveLength(1);
});

test('a kind set by hand stays when an older mark of another kind goes', () => {
  const story: Told[] = [
    opened,
    marked('hypothesis', reaction('bulb')),
    marked('hypothesis', reaction('bulb'), ben),
    { kind: 'entry.edited', data: { number: 2, kind: 'decision' } },
    { kind: 'unmarked', data: { message: key, via: reaction('bulb') }, recorder: ben },
  ];
  expect(incidentOf(...story).moments[1]).toMatchObject({ entry: { data: { kind: 'decision' } } });
});

test('of an edit in Slack the history knows when it was made, and by whom', () => {
  const moment = incidentOf(
    opened,
    marked('note', reaction('bulb')),
    worded(key.ts, 'no: the config', '1772366700.000000'),
  ).moments[1];
  expect(moment?.history).toMatchObject([{ until: minutes(5), by: ben, entry: { data: { words: said.words } } }]);
});

test('of a second kind the history knows when it was set', () => {
  const later: Told = { ...marked('action', reaction('wrench')), at: minutes(-30) };
  const moment = incidentOf(opened, marked('note', reaction('bulb')), later).moments[1];
  expect(moment?.history).toMatchObject([{ until: minutes(2), by: ana }]);
});

const verdict = (kind: MomentKind, by: Person, after: number): Told => ({
  kind: 'marked',
  data: {
    kind,
    words: plain(''),
    about: 2,
    message: { ...key, version: '', files: [] },
    via: reaction(kind === 'identified' ? 'dart' : 'no_entry_sign'),
  },
  author: by,
  recorder: by,
  at: minutes(after),
});

test('a verdict is told as the act of whoever’s verdict stands', () => {
  const judged = [opened, marked('hypothesis', reaction('bulb')), verdict('ruled-out', ana, 5)];
  const third = (...more: Told[]) => incidentOf(...judged, ...more).moments[2];
  const anaTakesItBack: Told = { kind: 'unmarked', data: { message: key, via: reaction('no_entry_sign') } };
  expect(third(verdict('ruled-out', ben, 8))?.entry).toMatchObject({ author: ana, at: minutes(5) });
  expect(third(verdict('ruled-out', ben, 8), anaTakesItBack)?.entry).toMatchObject({ author: ben, at: minutes(8) });
  expect(third(verdict('identified', ben, 8))?.entry).toMatchObject({
    author: ben,
    at: minutes(8),
    data: { kind: 'identified' },
  });
  const open = openHypotheses(incidentOf(...judged, anaTakesItBack));
  expect(open.map(({ number }) => number)).toEqual([2]);
});

test('the fold never changes what it was given, and step by step gives the same as at once', () => {
  const drafts: Told[] = [
    opened,
    marked('hypothesis', reaction('bulb')),
    worded(key.ts, 'edited', '9'),
    { kind: 'entry.hidden', data: { number: 2 } },
  ];
  const entries = log(...drafts);
  let incident = unheardOf('01CHECKOUT');
  for (const entry of entries) {
    const before = JSON.stringify(incident);
    const next = forward(incident, [entry]);
    expect(JSON.stringify(incident)).toBe(before);
    incident = next;
  }
  expect(incident).toEqual(incidentOf(...(drafts as Draft[])));
  expect(incident.moments.filter(isTold)).toHaveLength(1);
});

test('a verdict that is heard again when the hypothesis is off the timeline is no second mark', () => {
  const takenBack: Told = { kind: 'unmarked', data: { message: key, via: reaction('bulb') }, recorder: ana };
  given(opened, marked('hypothesis', reaction('bulb')), verdict('identified', ben, 10), takenBack)
    .and(said)
    .when(mark('identified', reaction('dart'), ben))
    .nothing();
});
