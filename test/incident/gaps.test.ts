import { expect, test } from 'vitest';
import { declareGap, readAfterwards } from '../../src/incident/gaps.ts';
import { given, minutes, opened } from '../given.ts';

const gap = { from: minutes(2), to: minutes(9), read: 7 };

test('a gap is told where it began', () => {
  given(opened).when(declareGap(gap)).then({ kind: 'gap.declared', at: gap.from, data: gap });
});

test('a gap is told once, however much more of it is read later', () => {
  given(opened, { kind: 'gap.declared', data: gap })
    .when(declareGap({ ...gap, read: 8 }))
    .nothing();
});

test.each([
  [{ read: 7 }, '7 messages were read afterwards'],
  [{ read: 1 }, '1 message was read afterwards'],
  [{ read: 0 }, '0 messages were read afterwards'],
  [
    { read: 3, found: { messages: 5, edits: 1, deletions: 1, marks: 2, removals: 1 } },
    '5 messages, 1 edit, 1 deletion, 2 marks and 1 mark taken away were read afterwards',
  ],
  [{ read: 1, found: { messages: 0, edits: 1, deletions: 0, marks: 0, removals: 0 } }, '1 edit was read afterwards'],
  [{ read: 1, found: { messages: 0, edits: 0, deletions: 0, marks: 2, removals: 0 } }, '2 marks were read afterwards'],
])('a gap tells what was missed in it: %j', (read, told) => {
  expect(readAfterwards(read)).toBe(told);
});

test('where only messages were missed their number is enough', () => {
  const found = { messages: 7, edits: 0, deletions: 0, marks: 0, removals: 0 };
  given(opened)
    .when(declareGap({ ...gap, found }))
    .then({ kind: 'gap.declared', data: gap });
});
