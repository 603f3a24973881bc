import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let channel: Channel;

beforeEach(async () => {
  world = await slackWorld();
  channel = await world.opens();
});
afterEach(() => world.close());

test('while messages stream in, what a form says of the newest is saved', async () => {
  await Promise.all(Array.from({ length: 150 }, (_, n) => world.ben.posts(`graph ${n}`, channel.id)));
  const newest = await world.ben.posts('it is the cache', channel.id);
  await world.ana.uses('add_to_timeline', newest);
  const form = await vi.waitUntil(() => world.ana.sees().modal);
  await world.ana.submits(form, { words: 'the cache is cold', kind: 'note' });
  await world.settled();
  const told = (await world.incident(channel)).moments.flatMap(({ entry }) =>
    entry.kind === 'marked' ? [[entry.data.words.text, entry.data.message?.ts]] : [],
  );
  expect(told).toEqual([['the cache is cold', newest.ts]]);
});
