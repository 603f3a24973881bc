import { expect, test } from 'vitest';
import { timeline } from '../../src/incident/timeline.ts';
import { plain } from '../../src/incident/words.ts';
import { incidentOf, minutes, opened, type Told } from '../given.ts';

const note = (text: string, at?: Date): Told => ({ kind: 'marked', data: { kind: 'note', words: plain(text) }, at });
const story = (...drafts: Told[]) =>
  timeline(incidentOf(opened, ...drafts)).flatMap(({ entry }) =>
    entry.kind === 'marked' ? [entry.data.words.text] : [],
  );

test('the story is told in the order in which things happened, not in which we heard of them', () => {
  expect(story(note('second', minutes(5)), note('first', minutes(-10)))).toEqual(['first', 'second']);
});

test('what happened at the same instant stays in the order in which it was told', () => {
  expect(story(note('a', minutes(5)), note('b', minutes(5)), note('c', minutes(5)))).toEqual(['a', 'b', 'c']);
});

test('an entry moves to its corrected time, in its corrected words', () => {
  const edited: Told = { kind: 'entry.edited', data: { number: 2, at: minutes(30), words: plain('later') } };
  expect(story(note('early'), note('middle'), edited)).toEqual(['middle', 'later']);
});

test('what is hidden is not told; put back, it is told again', () => {
  const hidden: Told = { kind: 'entry.hidden', data: { number: 2 } };
  expect(story(note('a'), hidden)).toEqual([]);
  expect(story(note('a'), hidden, { kind: 'entry.unhidden', data: { number: 2 } })).toEqual(['a']);
});
