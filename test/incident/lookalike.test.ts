import { expect, test } from 'vitest';
import { isLike } from '../../src/incident/lookalike.ts';

test.each([
  ['Checkout is down', 'checkout is down!'],
  ['Checkout is down', 'chekout is down'],
  ['Checkout is down', 'Checkout down'],
  ['Checkout is down', 'Is checkout down?'],
  ['Checkout is down', 'Checkout is down for EU'],
  ['Die Kasse hängt', 'Kasse hängt'],
  ['支払いができない', '支払いができない!'],
  ['🔥🔥', '🔥🔥'],
])('%s and %s are nearly the same title', (one, other) => {
  expect(isLike(one, other)).toBe(true);
  expect(isLike(other, one)).toBe(true);
});

test.each([
  ['Checkout is down', 'Search is down'],
  ['Checkout is down', 'Login is slow'],
  ['db-1 is down', 'db-2 is down'],
  ['🔥', '💧'],
  ['🔥', 'Checkout is down'],
])('%s and %s are not', (one, other) => {
  expect(isLike(one, other)).toBe(false);
  expect(isLike(other, one)).toBe(false);
});
