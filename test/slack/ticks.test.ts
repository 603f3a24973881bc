import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;

afterEach(() => world.close());

const ticked = (channel: Channel) =>
  channel.messages
    .filter(({ reactions }) => reactions?.some(({ name }) => name === 'ballot_box_with_check'))
    .map(({ text }) => text);
const tries = () => world.sandbox.calls.filter(({ method }) => method === 'reactions.add').length;

test('a tick that was not set before a stop is set after the start', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.always('reactions.add', { reset: true });
  await world.ben.reacts('bulb', await world.ben.posts('it is the deploy', channel.id));
  await world.settled();
  expect(ticked(channel)).toEqual([]);
  await world.stop();
  world.sandbox.faults.clear();
  await world.start();
  expect(ticked(channel)).toEqual(['it is the deploy']);
});

test('a tick of which no answer came goes with its mark', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const message = await world.ben.posts('it is the deploy', channel.id);
  world.sandbox.faults.always('reactions.add', { reset: true, when: 'after' });
  await world.ben.reacts('bulb', message);
  await world.settled();
  expect(ticked(channel)).toEqual(['it is the deploy']);
  world.sandbox.faults.clear();
  await world.ben.unreacts('bulb', message);
  await world.settled();
  expect(ticked(channel)).toEqual([]);
});

test('ticks are tried again, not more often the longer Slack refuses them', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.always('reactions.add', { status: 500 });
  await world.ben.reacts('bulb', await world.ben.posts('it is the deploy', channel.id));
  await world.settled();
  const before = tries();
  for (let i = 0; i < 20; i++) {
    await world.clock.advance(30_000);
    await world.settled();
  }
  expect(tries() - before).toBeGreaterThanOrEqual(20);
  expect(tries() - before).toBeLessThanOrEqual(42);
  world.sandbox.faults.clear();
  await world.clock.advance(30_000);
  await world.settled();
  expect(ticked(channel)).toEqual(['it is the deploy']);
});

test('what was captured before an archived channel came back is ticked then', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.always('reactions.add', { error: 'is_archived' });
  await world.ben.reacts('bulb', await world.ben.posts('it is the deploy', channel.id));
  await world.settled();
  await world.ana.archives(channel.id);
  await world.settled();
  world.sandbox.faults.clear();
  await world.ana.unarchives(channel.id);
  await world.settled();
  expect(ticked(channel)).toEqual(['it is the deploy']);
});
