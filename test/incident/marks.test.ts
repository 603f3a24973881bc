import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, MomentKind, Person, Via } from '../../src/incident/entry.ts';
import { forward, isTold, unheardOf } from '../../src/incident/incident.ts';
import { markMessage, unmarkMessage } from '../../src/incident/marks.ts';
import { deleteMessage, wordMessage } from '../../src/incident/messages.ts';
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

test('a mark that somebody else set cannot be taken away', () => {
  given(opened, marked('note', { type: 'pin' }))
    .when(unmarkMessage({ key, via: { type: 'pin' }, by: ben }))
    .nothing();
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

const wording = (version: string, text = 'words') =>
  wordMessage({ ref: { ...key, version, files: [] }, words: plain(text), author: ben, at: said.at });

test('a wording that is in the log already writes nothing', () => {
  given(opened).and(said).when(wording('', 'it is the deploy')).nothing();
  given(opened).and(said).when(wording('1772366500')).then({ kind: 'message.worded' });
});

test('a deleted message that nobody marked loses its words; a marked one keeps them', () => {
  const deletion = deleteMessage({ key, at: minutes(5), keep: false });
  given(opened)
    .and(said)
    .when(deletion)
    .then({ data: { forget: true } });
  given(opened, marked('note', { type: 'pin' }))
    .and(said)
    .when(deletion)
    .then({ data: { forget: false } });
  given(opened)
    .and(said)
    .when(deleteMessage({ key, at: minutes(5), keep: true }))
    .then({ data: { forget: false } });
  given(opened)
    .and(message(key.ts, '', { deleted: true }))
    .when(deletion)
    .nothing();
});

test('a marked message that was deleted in Slack stays, and says so', () => {
  const incident = incidentOf(opened, marked('note', { type: 'pin' }), {
    kind: 'message.deleted',
    data: { message: key, forget: false },
  });
  expect(incident.moments[1]).toMatchObject({ deleted: true });
  expect(timeline(incident)).toHaveLength(2);
});

test('in whatever order edits come, the last wording stands', () => {
  const first = [opened, marked('note', { type: 'pin' })];
  const edits: Told[] = ['1', '2', '3'].map((version) => worded(key.ts, `words ${version}`, version));
  fc.assert(
    fc.property(fc.shuffledSubarray(edits, { minLength: 3 }), (order) => {
      const moment = incidentOf(...first, ...order).moments[1];
      expect(moment).toMatchObject({ entry: { data: { words: { text: 'words 3' } } } });
    }),
  );
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
