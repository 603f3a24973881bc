import { afterEach, expect, test } from 'vitest';
import { slackWorld, type World } from './workspace.ts';

let world: World;

afterEach(() => world.close());

const minutes = async (count: number): Promise<void> => {
  for (let i = 0; i < count * 6; i++) {
    await world.clock.advance(10_000);
    await world.settled();
  }
};
const parked = () => world.bot().database.inbox.parked(Number.MAX_SAFE_INTEGER);
const givenUp = (channel: string) =>
  world.ana.sees(channel).ephemerals.filter(({ text }) => text.includes('was not captured'));

test('what is said in a new channel is kept until its incident knows it', async () => {
  world = await slackWorld();
  world.sandbox.faults.next('conversations.create', { reset: true, when: 'after' });
  world.sandbox.faults.always('users.conversations', { status: 500 });
  await world.ana.types('/incident start checkout is down', world.incidents.id);
  await world.settled();
  const channel = world.sandbox.channels().find(({ name }) => name.startsWith('inc-'));
  if (!channel) throw new Error('no channel was made');
  await world.ben.joins(channel.id);
  const message = await world.ben.posts('I see 5xx on checkout', channel.id);
  await world.ben.reacts('bulb', message);
  await world.settled();
  await minutes(2);
  world.sandbox.faults.clear();
  await world.stop();
  await world.start();
  await minutes(1);
  const kinds = (await world.entries(channel)).map(({ kind }) => kind);
  expect(kinds).toContain('message.worded');
  expect(kinds).toContain('marked');
  expect(await parked()).toEqual([]);
});

test('words of a channel that is no incident’s are let go', async () => {
  world = await slackWorld();
  world.sandbox.faults.always('conversations.create', { status: 500 });
  await world.ana.types('/incident start checkout is down', world.incidents.id);
  await world.settled();
  await world.ben.posts('lunch?', world.incidents.id);
  await world.settled();
  await minutes(1);
  expect(await parked()).not.toEqual([]);
  await minutes(11);
  expect(await parked()).toEqual([]);
});

test('a mark that waited over a long stop is captured: Slack is asked first', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.nextDelivery('message', 'vanish');
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.ana.reacts('bulb', message);
  await world.settled();
  await world.stop();
  await world.clock.advance(900_000);
  await world.start();
  await minutes(1);
  expect((await world.entries(channel)).filter(({ kind }) => kind === 'marked')).toMatchObject([
    { data: { kind: 'hypothesis' } },
  ]);
  expect(givenUp(channel.id)).toEqual([]);
});

test('a mark is given up after ten minutes in which Slack did not answer', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.nextDelivery('message', 'vanish');
  world.sandbox.faults.always('conversations.history', { status: 500 });
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.ana.reacts('bulb', message);
  await world.settled();
  await minutes(9);
  expect(givenUp(channel.id)).toEqual([]);
  await minutes(2);
  expect(givenUp(channel.id)).toHaveLength(1);
  expect(await parked()).toEqual([]);
});
