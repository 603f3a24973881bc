import { expect, test } from 'vitest';
import { createManualClock, createRealClock } from '../../src/sandbox/clock.ts';
import { createTimestamps } from '../../src/sandbox/timestamps.ts';

const noon = '2026-03-01T12:00:00Z';

test('timers run at their own instant when time is advanced', async () => {
  const clock = createManualClock(noon);
  const rung: string[] = [];
  clock.after(2000, () => rung.push(clock.now().toISOString()));
  clock.after(1000, () => rung.push(clock.now().toISOString()));
  const cancel = clock.after(1500, () => rung.push('never'));
  cancel();
  await clock.advance(5000);
  expect(rung).toEqual(['2026-03-01T12:00:01.000Z', '2026-03-01T12:00:02.000Z']);
  expect(clock.now().toISOString()).toBe('2026-03-01T12:00:05.000Z');
});

test('a jump back leaves timers what they had left', async () => {
  const clock = createManualClock(noon);
  let rung = false;
  clock.after(1000, () => {
    rung = true;
  });
  clock.set(new Date('2023-01-01T00:00:00Z'));
  await clock.advance(999);
  expect(rung).toBe(false);
  await clock.advance(1);
  expect(rung).toBe(true);
});

test('a real clock goes on from where it was set', () => {
  const clock = createRealClock();
  clock.set(new Date('2023-01-01T00:00:00Z'));
  expect(clock.now().getTime() - Date.parse('2023-01-01T00:00:00Z')).toBeLessThan(1000);
});

test('a jump forward rings what falls due on a real clock', () => {
  const clock = createRealClock(noon);
  let rung = false;
  clock.after(60_000, () => {
    rung = true;
  });
  clock.set(new Date('2026-03-01T13:00:00Z'));
  expect(rung).toBe(true);
});

test('message ids rise and never repeat, though time stands still', () => {
  const clock = createManualClock(noon);
  const stamp = createTimestamps(clock);
  const drawn = Array.from({ length: 1000 }, stamp);
  expect(new Set(drawn).size).toBe(1000);
  expect(drawn.toSorted()).toEqual(drawn);
  expect(drawn[0]).toBe('1772366400.000000');
  clock.set(new Date('2023-01-01T00:00:00Z'));
  expect(stamp()).toBe('1672531200.000000');
});
