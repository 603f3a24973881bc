import { expect, test } from 'vitest';
import { editEntry, hideEntry, unhideEntry } from '../../src/incident/corrections.ts';
import { addLink } from '../../src/incident/links.ts';
import { remove, replace, splitDetails, value, write } from '../../src/incident/sections.ts';
import { addTask, changeTask, finishTask, readTaskType } from '../../src/incident/tasks.ts';
import { plain } from '../../src/incident/words.ts';
import { given, incidentOf, opened, type Told } from '../given.ts';

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

test('hiding twice is hiding once', () => {
  given(opened, note, { kind: 'entry.hidden', data: { number: 2 } })
    .when(hideEntry(2))
    .nothing();
  given(opened, note).when(unhideEntry(2)).nothing();
});
