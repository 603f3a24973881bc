import { expect, test } from 'vitest';
import { editEntry, hideEntry, unhideEntry } from '../../src/incident/corrections.ts';
import { addLink } from '../../src/incident/links.ts';
import { remove, replace, splitDetails, value, write } from '../../src/incident/sections.ts';
import { addTask, changeTask, finishTask, readTaskType } from '../../src/incident/tasks.ts';
import { plain } from '../../src/incident/words.ts';
import { ben, given, incidentOf, opened, type Told } from '../given.ts';

const cause = (text: string): Told => ({
  kind: 'section.written',
  data: { section: 'cause', words: plain(text), details: [] },
});
const task: Told = { kind: 'task.added', data: { words: plain('write the test'), details: [] } };
const note: Told = { kind: 'marked', data: { kind: 'note', words: plain('p99 is 9s') } };

test('said again, a section gets a further paragraph; the same words twice are one', () => {
  expect(incidentOf(opened, cause('a'), cause('b')).sections.cause?.map(({ words }) => words.text)).toEqual(['a', 'b']);
  given(opened, cause('a'))
    .when(write('cause', plain('a'), []))
    .nothing();
});

test('a section is replaced as a whole, or one paragraph of it', () => {
  const whole: Told = { kind: 'section.replaced', data: { section: 'cause', words: plain('c'), details: [] } };
  expect(incidentOf(opened, cause('a'), cause('b'), whole).sections.cause).toHaveLength(1);
  const one: Told = {
    kind: 'section.replaced',
    data: { section: 'cause', paragraph: 2, words: plain('c'), details: [] },
  };
  expect(incidentOf(opened, cause('a'), cause('b'), one).sections.cause?.map(({ words }) => words.text)).toEqual([
    'c',
    'b',
  ]);
});

test('replacing something by what it is writes nothing', () => {
  given(opened, cause('a'))
    .when(replace('cause', plain('a'), []))
    .nothing();
  given(opened, cause('a'), cause('b'))
    .when(replace('cause', plain('b'), [], 3))
    .nothing();
  given(opened, cause('a'), cause('b'))
    .when(replace('cause', plain('b'), []))
    .then({ kind: 'section.replaced' });
});

test('a paragraph is removed by its id, or the section as a whole', () => {
  const removed = (paragraph?: number): Told => ({ kind: 'section.removed', data: { section: 'cause', paragraph } });
  const left = (...more: Told[]) =>
    incidentOf(opened, cause('a'), cause('b'), ...more).sections.cause?.map(({ words }) => words.text);
  expect(left(removed(2))).toEqual(['b']);
  expect(left(removed())).toEqual([]);
  given(opened, cause('a')).when(remove('cause', 9)).refused('not there any more');
});

test('a paragraph that is gone cannot be replaced', () => {
  given(opened, cause('a'))
    .when(replace('cause', plain('b'), [], 9))
    .refused('not there any more');
  given(opened).when(remove('cause')).nothing();
});

test('the one-line value is the first sentence of the last paragraph', () => {
  expect(value(incidentOf(opened, cause('Old.'), cause('A certificate v1.2 expired. Nobody knew.')), 'cause')).toBe(
    'A certificate v1.2 expired.',
  );
});

test('further lines are details, without their marks; links stay links', () => {
  expect(splitDetails(plain('first\n- second\n2. third\n\n'))).toEqual({
    words: plain('first'),
    details: [plain('second'), plain('third')],
  });
  const link = { type: 'link' as const, url: 'https://x.example', children: [{ type: 'text' as const, value: 'x' }] };
  const tree = [
    {
      type: 'paragraph' as const,
      children: [{ type: 'text' as const, value: 'first' }, { type: 'break' as const }, link],
    },
  ];
  expect(splitDetails({ text: 'first\nx', tree }).details).toEqual([
    { text: 'x', tree: [{ type: 'paragraph', children: [link] }] },
  ]);
});

test('a line set in deeper belongs to the detail above it', () => {
  expect(splitDetails(plain('fix\n1. moved\n2. installed\n  - on both\n3. reloaded')).details).toEqual([
    plain('moved'),
    plain('installed\n• on both'),
    plain('reloaded'),
  ]);
});

test('a link has an address that can be opened', () => {
  given(opened).when(addLink('https://a.example')).then({ kind: 'link.added' });
  given(opened).when(addLink('javascript:alert(1)')).refused('is no link');
});

test('a task is changed and done by its number, once', () => {
  given(opened)
    .when(addTask({ words: plain('x'), details: [] }))
    .then({ kind: 'task.added' });
  given(opened, task)
    .when(finishTask(1))
    .then({ kind: 'task.done', data: { task: 1 } });
  given(opened, task, { kind: 'task.done', data: { task: 1 } })
    .when(finishTask(1))
    .nothing();
  given(opened, task)
    .when(changeTask(3, { due: '2026-12-01' }))
    .refused('There is no T3: the tasks are T1.');
});

test('a change of a task to what it is writes nothing', () => {
  given(opened, { kind: 'task.added', data: { words: plain('x'), details: [], owner: ben, due: '2026-03-06' } })
    .when(changeTask(1, { owner: ben, due: '2026-03-06', type: null }))
    .nothing();
  given(opened, task)
    .when(changeTask(1, { due: '2026-03-06' }))
    .then({ kind: 'task.changed', data: { task: 1, due: '2026-03-06' } });
  given(opened).when(finishTask(1)).refused('There is no T1: this incident has no tasks yet.');
});

test('an unknown type of task is refused with the known ones', () => {
  expect(readTaskType('write it type:Detect')).toBe('detect');
  expect(() => readTaskType('type:later')).toThrow('prevent, detect, mitigate, process');
});

test('an entry is corrected and keeps how it read; a number that is not there is refused', () => {
  given(opened, note)
    .when(editEntry(2, { words: plain('p99 is 19s') }))
    .then({ kind: 'entry.edited' });
  given(opened, note)
    .when(editEntry(2, { words: plain('p99 is 9s') }))
    .nothing();
  given(opened, note).when(editEntry(9, {})).refused('There is no #9: the timeline goes to #2.');
  const incident = incidentOf(opened, note, { kind: 'entry.edited', data: { number: 2, words: plain('p99 is 19s') } });
  expect(incident.moments[1]).toMatchObject({
    entry: { data: { words: { text: 'p99 is 19s' } } },
    history: [{ entry: { data: { words: { text: 'p99 is 9s' } } } }],
  });
});

test('an entry that has no words of its own gets none', () => {
  given(opened)
    .when(editEntry(1, { words: plain('Search is down') }))
    .refused('#1 has no words of its own to change. `rename <title>` gives the incident another title.');
  given(opened, { kind: 'zone.set', data: { zone: 'PST' } })
    .when(editEntry(2, { words: plain('UTC') }))
    .refused('#2 has no words of its own to change.');
  given(opened)
    .when(editEntry(1, { kind: 'note' }))
    .refused('no kind to change');
});

test('a reason can be given afterwards, to a resolution, too', () => {
  for (const entry of [
    { kind: 'severity.set', data: { severity: 'sev1' } },
    { kind: 'incident.resolved', data: {} },
  ] as Told[])
    given(opened, entry)
      .when(editEntry(2, { words: plain('because') }))
      .then({ kind: 'entry.edited', data: { number: 2, words: { text: 'because' } } });
});

test('what is hidden can be corrected, too', () => {
  given(opened, note, { kind: 'entry.hidden', data: { number: 2 } })
    .when(editEntry(2, { words: plain('p99 is 19s') }))
    .then({ kind: 'entry.edited' });
});

test('hiding twice is hiding once', () => {
  given(opened, note, { kind: 'entry.hidden', data: { number: 2 } })
    .when(hideEntry(2))
    .nothing();
  given(opened, note).when(unhideEntry(2)).nothing();
});
