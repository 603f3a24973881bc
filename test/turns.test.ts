import { expect, test } from 'vitest';
import { createTurns } from '../src/turns.ts';

test('those with the same key wait for each other, also when one fails; others do not', async () => {
  const turn = createTurns();
  const order: string[] = [];
  let release = (): void => {};
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const first = turn('a', async () => {
    await gate;
    order.push('first');
    throw new Error('badly');
  });
  const second = turn('a', async () => void order.push('second'));
  await turn('b', async () => void order.push('other'));
  release();
  await expect(first).rejects.toThrow('badly');
  await second;
  expect(order).toEqual(['other', 'first', 'second']);
  await turn.settled();
  expect(turn.busy()).toBe(false);
});
