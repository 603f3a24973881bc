import { afterEach, expect, test } from 'vitest';
import { slackWorld, type World } from '../slack/workspace.ts';

let world: World;
afterEach(() => world.close());

const minutes = async (count: number): Promise<void> => {
  for (let i = 0; i < count * 6; i++) {
    await world.clock.advance(10_000);
    await world.settled();
  }
};

test('a message that had to be fetched for its mark is worded once, although its edit comes late', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const { ana, ben, sandbox, clock, settled } = world;
  await clock.advance(5_000);
  sandbox.faults.nextDelivery('message', 'vanish');
  const message = await ben.posts('it is the deploy', channel.id);
  await clock.advance(5_000);
  sandbox.faults.nextDelivery('message', { delay: 120_000 });
  await ben.edits(message, 'it is the cache');
  await ana.reacts('bulb', message);
  await settled();
  await minutes(1);
  const wordings = async () =>
    (await world.entries(channel)).flatMap((entry) => (entry.kind === 'message.worded' ? [entry.data.words.text] : []));
  expect(await wordings()).toEqual(['it is the cache']);
  await minutes(2);
  expect(await wordings()).toEqual(['it is the cache']);
});
