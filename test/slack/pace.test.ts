import { beforeEach, expect, test } from 'vitest';
import { createPace } from '../../src/slack/pace.ts';

let now = 0;
let pace: ReturnType<typeof createPace>;
const hear = (count: number) => {
  for (let i = 0; i < count; i++) pace.heard();
};

beforeEach(() => {
  now = 0;
  pace = createPace(() => now);
});

test('a few events are handled as they come', () => {
  hear(2);
  pace.worked(0);
  hear(1);
  expect(pace.rest()).toBe(0);
});

test('in a stream of events acknowledgements come first', () => {
  pace.worked(0);
  hear(50);
  now += 10;
  expect(pace.rest()).toBe(240);
});

test('after a rest it goes on, however many come', () => {
  pace.worked(0);
  hear(500);
  now += 250;
  expect(pace.rest()).toBe(0);
});

test('what has waited for long is not held back', () => {
  pace.worked(6_000);
  hear(500);
  expect(pace.rest()).toBe(0);
});

test('a stream that has ended holds nothing back', () => {
  hear(200);
  now += 2_000;
  pace.worked(0);
  expect(pace.rest()).toBe(0);
});
