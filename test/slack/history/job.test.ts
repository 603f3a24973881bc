import { expect, test } from 'vitest';
import { credited, freshJob, keepJobs, restarted } from '../../../src/slack/history/job.ts';
import { minutes } from '../../given.ts';

const missed = (at: number, isNew = true) => ({ at: minutes(at), isNew });

test('what was taken up counts in the gap in which it was said, older changes in the first', () => {
  const gaps = [
    { from: minutes(10), to: minutes(20), read: 0 },
    { from: minutes(30), to: minutes(40), read: 0 },
  ];
  const job = credited(freshJob(minutes(40), { gaps }), [missed(12), missed(35), missed(5, false), missed(41)]);
  expect(job.gaps.map(({ read }) => read)).toEqual([2, 1]);
  expect(job.read).toBe(4);
});

test('messages that were not heard without a gap are told with their own times, unless they may be just on their way', () => {
  const job = credited(freshJob(minutes(40)), [missed(12), missed(20), missed(8, false), missed(39.5)]);
  expect(job.lost).toEqual({ from: minutes(12), to: minutes(20), read: 2 });
});

test('of an adopted channel nothing was missed before there was a gap', () => {
  const gaps = [{ from: minutes(30), to: minutes(40), read: 0 }];
  const job = credited(freshJob(minutes(40), { gaps, first: true }), [missed(12), missed(35)]);
  expect(job.gaps.map(({ read }) => read)).toEqual([1]);
  expect(job.lost).toBeUndefined();
});

test('a reading that begins again keeps what it found; the same gap noted twice is one, as long as it is by now', () => {
  const gap = { from: minutes(1), to: minutes(2), read: 3 };
  const job = freshJob(minutes(2), { gaps: [gap], reached: '1.2', threads: [{ ts: '1.1' }], pins: true, read: 3 });
  const again = restarted(job, [{ ...gap, to: minutes(5), read: 0 }]);
  expect(again).toMatchObject({
    gaps: [{ from: minutes(1), to: minutes(5), read: 3 }],
    threads: [],
    pins: false,
    read: 3,
  });
  expect(again.reached).toBeUndefined();
});

test('a job outlives its process, and knows then that it was interrupted', async () => {
  const kept = new Map<string, string>();
  const meta = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: string) => void kept.set(key, value),
  };
  const job = freshJob(minutes(1), {
    reached: '1772366401.000100',
    gaps: [{ from: minutes(0), to: minutes(1), read: 2 }],
  });
  const jobs = keepJobs(meta);
  await jobs.put('01A', job);
  await jobs.put('01B', job);
  await jobs.end('01B');
  expect(await keepJobs(meta).load()).toEqual(new Map([['01A', { ...job, interrupted: true }]]));
});
