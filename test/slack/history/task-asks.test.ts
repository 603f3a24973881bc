import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../../src/sandbox/channel.ts';
import { slackWorld, type World } from '../workspace.ts';

let world: World;
let channel: Channel;

beforeEach(async () => {
  world = await slackWorld();
  channel = await world.opens();
  await world.clock.advance(10_000);
  await world.settled();
});
afterEach(() => world.close());

const away = async (work: () => Promise<unknown>): Promise<void> => {
  await world.stop();
  world.sandbox.faults.alwaysDelivery('*', 'vanish');
  await work();
  await world.clock.advance(120_000);
  world.sandbox.faults.clear();
  await world.start();
};
const offers = (person: World['ana']) =>
  person.sees(channel.id).ephemerals.filter(({ text }) => text.includes('for a task'));
const tasks = async () => (await world.incident(channel)).tasks.map(({ words }) => words.text);

test('what was marked for a task while Debrief was away is offered in one word, and a button each adds it', async () => {
  await away(async () => {
    const alert = await world.ben.posts('alert on certificates', channel.id);
    const reply = await world.ben.replies('renew them by a job', alert);
    await world.ana.reacts('memo', alert);
    await world.ana.reacts('memo', reply);
    await world.ben.reacts('memo', reply);
  });
  expect(offers(world.ana).map(({ text }) => text)).toEqual([
    'You marked 2 messages for a task while Debrief was not listening. Make tasks of them?',
  ]);
  expect(offers(world.ben)).toHaveLength(1);
  expect(await tasks()).toEqual([]);
  for (const nth of [1, 2]) {
    await world.ana.clicks(`Add the task of message ${nth}`, offers(world.ana)[0]!);
    await world.settled();
  }
  expect(await tasks()).toEqual(['alert on certificates', 'renew them by a job']);
  // Who is asked for the same adds no second one.
  await world.ben.clicks('Add the task', offers(world.ben)[0]!);
  await world.settled();
  expect(await tasks()).toHaveLength(2);
});

test('nobody is asked twice: not after the next absence, and not for what was heard', async () => {
  const heard = await world.ben.posts('alert on certificates', channel.id);
  await world.ana.reacts('memo', heard);
  await world.settled();
  await away(async () => world.ana.reacts('memo', await world.ben.posts('and on disks', channel.id)));
  expect(offers(world.ana).map(({ text }) => text)).toEqual([
    'You marked a message for a task while Debrief was not listening. Make a task of it?',
  ]);
  await away(() => world.ben.posts('still down', channel.id));
  await away(() => world.ben.posts('up again', channel.id));
  expect(offers(world.ana)).toHaveLength(1);
});

test('nobody is asked for what is a task already, or for a mark that was taken away', async () => {
  await world.ben.posts('alert on disks', channel.id);
  await world.ana.types('/incident task alert on certificates', channel.id);
  await away(async () => {
    await world.ana.reacts('memo', await world.ben.posts('alert on certificates', channel.id));
    const doubtful = await world.ben.posts('rewrite it all', channel.id);
    await world.ana.reacts('memo', doubtful);
    await world.ana.unreacts('memo', doubtful);
    await world.pager.reacts('memo', doubtful);
  });
  expect(offers(world.ana)).toEqual([]);
});
