import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { deleteMessage } from '../../src/incident/deletions.ts';
import type { Person, Via } from '../../src/incident/entry.ts';
import { open } from '../../src/incident/lifecycle.ts';
import { markMessage, unmarkMessage } from '../../src/incident/marks.ts';
import { wordMessage } from '../../src/incident/messages.ts';
import { timeline } from '../../src/incident/timeline.ts';
import { plain } from '../../src/incident/words.ts';
import { createLogbook, type Decision } from '../../src/logbook.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { ana, ben, given, incidentOf, message, minutes, noon, opened, type Told } from '../given.ts';

const key = { channel: 'C1', ts: '1772366400.000100' };
const said = message(key.ts, 'it is the deploy');
const pin: Via = { type: 'pin' };
const marked: Told = {
  kind: 'marked',
  data: { kind: 'note', words: said.words, message: { ...key, version: '', files: [] }, via: pin },
  author: ben,
};
const wording = (version: string, text: string, changed?: string): Decision =>
  wordMessage({ ref: { ...key, version, files: [] }, words: plain(text), author: ben, at: said.at, changed });
const edit = (edited: string, text: string, changed: string): Decision =>
  wordMessage({
    ref: { ...key, version: edited, files: [] },
    words: plain(text),
    author: ben,
    at: said.at,
    changed,
    rewords: true,
  });
const deletion = deleteMessage({ key, at: minutes(5), keep: false });

test('a wording that is in the log already writes nothing', () => {
  given(opened).and(said).when(wording('', 'it is the deploy')).nothing();
  given(opened).and(said).when(wording('', 'brought again, without its edit mark')).nothing();
  given(opened)
    .and(said)
    .when(wording('1772366500.000000', 'it is not'))
    .then({ kind: 'message.worded', data: { words: { text: 'it is not' } }, at: said.at, author: ben });
});

test('an edit that comes late is kept, too', () => {
  given(opened)
    .and(message(key.ts, 'third', { version: '1772366502.000000', versions: ['', '1772366502.000000'] }))
    .when(wording('1772366501.000000', 'second'))
    .then({ kind: 'message.worded', data: { message: { version: '1772366501.000000' } } });
});

test('an app that changes its alert without an edit mark has changed it; an unfurl has not', () => {
  const alert = message(key.ts, 'FIRING: 5xx');
  const change = wording('', 'RESOLVED: 5xx', '1772366600.000000');
  given(opened)
    .and(alert)
    .when(change)
    .then({ data: { message: { version: '1772366600-000000' }, words: { text: 'RESOLVED: 5xx' } } });
  given(opened)
    .and({ ...alert, ...{ versions: ['', '1772366600-000000'], version: '1772366600-000000' } })
    .when(change)
    .nothing();
  given(opened)
    .and(alert)
    .when(wording('', 'FIRING: 5xx', '1772366600.000000'))
    .nothing();
  const edited = message(key.ts, 'no: dns', { version: '1772366500.000000', versions: ['', '1772366500.000000'] });
  given(opened)
    .and(edited)
    .when(wording('1772366500.000000', 'no: dns', '1772366600.000000'))
    .nothing();
});

test('of two edits in one second the later one counts, and a read of the message meets it', () => {
  const second = '1772366501.000000';
  const versions = ['', `${second}/1772366501.000700`];
  const edited = message(key.ts, 'second', { version: versions[1], versions });
  given(opened)
    .and(edited)
    .when(edit(second, 'first', '1772366501.000200'))
    .then({ data: { message: { version: `${second}/1772366501.000200` } } });
  given(opened)
    .and(edited)
    .when(edit(second, 'second', '1772366501.000900'))
    .then({ data: { message: { version: `${second}/1772366501.000900` } } });
  given(opened).and(edited).when(wording(second, 'second')).nothing();
  given(opened)
    .and(edited)
    .when(wording(second, 'second', '1772366504.000000'))
    .nothing();
});

test('what was forgotten is not written again', () => {
  given(opened)
    .and(message(key.ts, '', { deleted: true, gone: true }))
    .when(wording('1772366500.000000', 'late'))
    .nothing();
  given(opened)
    .and(message(key.ts, 'kept', { deleted: true }))
    .when(wording('1772366500.000000', 'late'))
    .then({ kind: 'message.worded' });
});

test('a deleted message that nobody marked loses its words; one that is on the timeline keeps them', () => {
  const unmarked: Told = { kind: 'unmarked', data: { message: key, via: pin } };
  const forgets = (forget: boolean, ...drafts: Told[]) =>
    given(opened, ...drafts)
      .and(said)
      .when(deletion)
      .then({ kind: 'message.deleted', data: { forget }, at: minutes(5) });
  forgets(true);
  forgets(false, marked);
  forgets(true, marked, unmarked);
  given(opened, marked, { kind: 'entry.edited', data: { number: 2, words: plain('other') } }, unmarked)
    .and(said)
    .when(deletion)
    .then({ data: { forget: true, entries: [{ seq: 2 }, { seq: 3, data: { words: { text: '(redacted)' } } }] } });
  forgets(false, { kind: 'words.held', data: {} });
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
  const incident = incidentOf(opened, marked, { kind: 'message.deleted', data: { message: key, forget: false } });
  expect(incident.moments[1]).toMatchObject({ deleted: true });
  expect(timeline(incident)).toHaveLength(2);
});

const database = openSqlite(':memory:');
afterAll(() => database.close());
let ids = 0;
const logbook = createLogbook(database.store, {
  now: () => noon,
  freshId: () => `01ID${++ids}`,
  freshSalt: () => '00'.repeat(16),
  onError: () => {},
});

type Event = { readonly name: string; readonly by: Person; readonly decide: Decision };
const mark = (by: Person): Event => ({
  name: 'mark',
  by,
  decide: markMessage({ key, kind: 'hypothesis', via: { type: 'reaction', name: 'bulb' }, by, at: noon }),
});
const bulb = (name: 'mark' | 'unmark', after: number): Event => {
  const act = { key, via: { type: 'reaction' as const, name: 'bulb' }, by: ana, at: minutes(after) };
  return { name, by: ana, decide: name === 'mark' ? markMessage({ ...act, kind: 'hypothesis' }) : unmarkMessage(act) };
};
const says = (version: string, text: string): Event => ({ name: 'words', by: ben, decide: wording(version, text) });
const words = [says('', 'first'), says('1772366501.000000', 'second'), says('1772366502.000000', 'third')];
const deleted: Event = { name: 'delete', by: ana, decide: deletion };

/** Plays events as they come; what waits for something absent is tried again after each, as the inbox does. */
const play = async (events: readonly Event[]) => {
  const first = (number: number) =>
    open({ number, team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false });
  const { incident } = await logbook.open('T1', { recorder: ana, source: { type: 'command' } }, first);
  let waiting: Event[] = [];
  for (const event of events) {
    const due = [event, ...waiting];
    const strokes = due.map(({ by, decide }) => ({
      hand: { recorder: by, source: { type: 'message' as const, ...key } },
      decide,
      messages: [key],
    }));
    const { outcomes } = await logbook.recordAll(incident.id, strokes);
    waiting = due.filter((_, i) => outcomes[i]?.type === 'absent');
  }
  expect(waiting).toEqual([]);
  return incident.id;
};

const told = async (id: string) => {
  const [, moment] = (await logbook.read(id)).moments;
  const standing = moment?.standing.map(({ person }) => person).toSorted();
  const { at, author, data } = moment?.entry ?? {};
  return { at, author, data, standing, deleted: moment?.deleted, count: (await logbook.read(id)).moments.length };
};

test('in whatever order words, edits, marks and the deletion come, the timeline says the same', async () => {
  const events = [...words, mark(ana), mark(ben), deleted];
  const expected = await told(await play(events));
  expect(expected).toMatchObject({ data: { words: { text: 'third' } }, standing: [ana.id, ben.id], deleted: true });
  const isMarkedFirst = (order: readonly Event[]): boolean => {
    const before = order.slice(0, order.indexOf(deleted)).map(({ name }) => name);
    return before.includes('mark') && before.includes('words');
  };
  const orders = fc.shuffledSubarray(events, { minLength: events.length }).filter(isMarkedFirst);
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await told(await play(order))).toEqual(expected);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('in whatever order edits of one second, unfurls and reads come, the last words count', async () => {
  const second = '1772366501.000000';
  const event = (decide: Decision): Event => ({ name: 'words', by: ben, decide });
  const events = [
    event(wording('', 'first')),
    event(wording('', 'first', '1772366501.000900')),
    event(edit(second, 'second', '1772366501.000100')),
    event(wording(second, 'second', '1772366501.000200')),
    event(edit(second, 'third', '1772366501.000300')),
    event(edit(second, 'second', '1772366501.000400')),
    event(edit(second, 'third', '1772366501.000500')),
    event(wording(second, 'third')),
    event(wording(second, 'third', '1772366504.000000')),
    mark(ana),
  ];
  const orders = fc.shuffledSubarray(events, { minLength: events.length });
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const { data } = await told(await play(order));
      expect(data).toMatchObject({ words: { text: 'third' }, kind: 'hypothesis' });
    }),
    { numRuns: 100, seed: 1 },
  );
});

test.for([
  { said: 'set and taken away', marks: [bulb('mark', 1), bulb('unmark', 2)], standing: false },
  { said: 'set again', marks: [bulb('mark', 1), bulb('unmark', 2), bulb('mark', 3)], standing: true },
  {
    said: 'set again and taken away again',
    marks: [bulb('mark', 1), bulb('unmark', 2), bulb('mark', 3), bulb('unmark', 4)],
    standing: false,
  },
])('a mark that was $said reads so, in whatever order all came, and twice', async ({ marks, standing }) => {
  const events = [...words, ...marks, ...marks];
  const orders = fc.shuffledSubarray(events, { minLength: events.length });
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const incident = await logbook.read(await play(order));
      const story = timeline(incident).flatMap(({ entry }) => (entry.kind === 'marked' ? [entry.data.words.text] : []));
      expect(story).toEqual(standing ? ['third'] : []);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('in whatever order they come, nothing stays of a deleted message that nobody marked', async () => {
  const orders = fc.shuffledSubarray([...words, deleted], { minLength: 4 });
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const rows = JSON.stringify(await database.store.read(await play(order)));
      expect(rows).not.toMatch(/first|second|third/);
      expect(rows).toContain('message.deleted');
    }),
    { numRuns: 24, seed: 1 },
  );
});
