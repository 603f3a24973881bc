import { afterEach, expect, test } from 'vitest';
import { timeline } from '../../src/incident/timeline.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World, type WorldOptions } from './workspace.ts';

let world: World;
let channel: Channel;

afterEach(() => world.close());

const begin = async (options: WorldOptions = {}): Promise<void> => {
  world = await slackWorld(options);
  channel = await world.opens();
};

const story = async () =>
  timeline(await world.incident(channel)).flatMap(({ entry, number }) =>
    entry.kind === 'marked' ? [`#${number} ${entry.data.kind} ${entry.author.name}: ${entry.data.words.text}`] : [],
  );
const tickedTexts = () =>
  channel.messages
    .filter(({ reactions }) => reactions?.some(({ name }) => name === 'ballot_box_with_check'))
    .map(({ text }) => text);
const whispers = (who: World['ana']) => who.sees(channel.id).ephemerals.map(({ text }) => text);

test('a reaction puts a message on the timeline, at its own time and by its own author, and it is ticked', async () => {
  await begin();
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.clock.advance(300_000);
  await world.ana.reacts('bulb', message);
  await world.settled();
  expect(await story()).toEqual(['#2 hypothesis Ben: it is the deploy']);
  expect(tickedTexts()).toEqual(['it is the deploy']);
  expect(whispers(world.ana)).toContain('#2 hypothesis, 12:00 UTC');
});

test('the mark goes with the last reaction, and so does the tick', async () => {
  await begin();
  const message = await world.ben.posts('restarted db-2', channel.id);
  await world.ana.reacts('wrench', message);
  await world.ben.reacts('wrench', message);
  await world.settled();
  await world.ana.unreacts('wrench', message);
  await world.settled();
  expect(await story()).toEqual(['#2 action Ben: restarted db-2']);
  await world.ben.unreacts('wrench', message);
  await world.settled();
  expect(await story()).toEqual([]);
  expect(tickedTexts()).toEqual([]);
});

test('a pin and :pushpin: are one act, and anybody may take the pin away', async () => {
  await begin();
  const message = await world.ben.posts('look here', channel.id);
  await world.ana.pins(message);
  await world.settled();
  expect(await story()).toEqual(['#2 note Ben: look here']);
  await world.ben.unpins(message);
  await world.settled();
  expect(await story()).toEqual([]);
});

test('of a pin that somebody else took away the log says who did', async () => {
  await begin();
  const message = await world.ben.posts('look here', channel.id);
  await world.ben.pins(message);
  await world.settled();
  await world.ana.unpins(message);
  await world.settled();
  const unmarked = (await world.entries(channel)).find(({ kind }) => kind === 'unmarked');
  expect(unmarked).toMatchObject({ recorder: { name: 'Ana' }, data: { of: { name: 'Ben' } } });
  expect(await story()).toEqual([]);
});

test('a reaction that was taken away before it was heard of marks nothing', async () => {
  await begin();
  const message = await world.ben.posts('it is the cache', channel.id);
  await world.settled();
  world.sandbox.faults.nextDelivery('reaction_added', { delay: 1000 });
  await world.ben.reacts('bulb', message);
  await world.ben.unreacts('bulb', message);
  await world.settled();
  await world.clock.advance(2000);
  await world.settled();
  expect(await story()).toEqual([]);
  await world.ben.reacts('bulb', message);
  await world.settled();
  expect(await story()).toEqual(['#2 hypothesis Ben: it is the cache']);
});

test('a reaction that is taken away while it waits for its message marks nothing', async () => {
  await begin();
  world.sandbox.faults.nextDelivery('message', { delay: 5000 });
  const message = await world.ben.posts('it is the cache', channel.id);
  await world.ben.reacts('bulb', message);
  await world.settled();
  await world.ben.unreacts('bulb', message);
  await world.settled();
  await world.clock.advance(6000);
  await world.settled();
  expect(await story()).toEqual([]);
});

test('the pin goes and :pushpin: stays: so does the mark', async () => {
  await begin();
  const message = await world.ben.posts('look here', channel.id);
  await world.ana.pins(message);
  await world.ana.reacts('pushpin', message);
  await world.settled();
  await world.ana.unpins(message);
  await world.settled();
  expect(await story()).toEqual(['#2 note Ben: look here']);
  await world.ana.unreacts('pushpin', message);
  await world.settled();
  expect(await story()).toEqual([]);
});

test('a reply that rules its thread’s hypothesis out is told with its own words and time', async () => {
  await begin();
  const claim = await world.ben.posts('it is the deploy', channel.id);
  const reply = await world.ana.replies('the rollback changed nothing', claim);
  await world.ana.reacts('bulb', claim);
  await world.settled();
  await world.ben.reacts('no_entry_sign', reply);
  await world.settled();
  expect(await story()).toEqual([
    '#2 hypothesis Ben: it is the deploy',
    '#3 ruled-out Ana: the rollback changed nothing',
  ]);
  const [, , verdict] = (await world.incident(channel)).moments;
  expect(verdict?.entry).toMatchObject({ data: { about: 2 } });
});

test('a reaction on a reply records that reply, never its neighbour', async () => {
  await begin();
  const parent = await world.ana.posts('ideas?', channel.id);
  const replies = [];
  for (const idea of ['dns', 'cache', 'deploy']) replies.push(await world.ben.replies(idea, parent));
  await world.ana.reacts('bulb', replies[1]!);
  await world.settled();
  expect(await story()).toEqual(['#2 hypothesis Ben: cache']);
});

test('skin tones do not matter; bots, other emoji and Debrief’s own posts do', async () => {
  await begin();
  const message = await world.ben.posts('we decided to fail over', channel.id);
  await world.pager.joins(channel.id);
  await world.pager.reacts('bulb', message);
  await world.ana.reacts('eyes', message);
  const card = channel.messages.find(({ bot_id }) => bot_id === world.sandbox.botId);
  await world.ana.reacts('bulb', card!);
  await world.settled();
  expect(await story()).toEqual([]);
  await world.ana.reacts('wrench::skin-tone-3', message);
  await world.settled();
  expect(await story()).toEqual(['#2 action Ben: we decided to fail over']);
});

test('a reaction that overtakes its message waits for it', async () => {
  await begin();
  world.sandbox.faults.nextDelivery('message', 'reorder');
  const message = await world.ben.posts('it is the cache', channel.id);
  await world.ana.reacts('bulb', message);
  await world.settled();
  expect(await story()).toEqual(['#2 hypothesis Ben: it is the cache']);
});

test('a reaction on a message that never came reads it from Slack, also out of a thread', async () => {
  await begin();
  const parent = await world.ana.posts('ideas?', channel.id);
  world.sandbox.faults.nextDelivery('message', 'vanish', 2);
  const lost = await world.ben.posts('it is dns', channel.id);
  const reply = await world.ben.replies('it is always dns', parent);
  await world.ana.reacts('bulb', lost);
  await world.settled();
  await world.ana.reacts('bulb', reply);
  await world.settled();
  expect(await story()).toEqual([]);
  await world.clock.advance(35_000);
  await world.settled();
  expect(await story()).toEqual(['#2 hypothesis Ben: it is dns', '#3 hypothesis Ben: it is always dns']);
});

test('a mark on a message that cannot be found is given up aloud', async () => {
  await begin();
  world.sandbox.faults.nextDelivery('message', 'vanish', 2);
  const lost = await world.ben.posts('gone in a moment', channel.id);
  await world.ana.reacts('bulb', lost);
  await world.ben.deletes(lost);
  await world.settled();
  await world.clock.advance(35_000);
  await world.settled();
  expect(whispers(world.ana)).toContainEqual(expect.stringContaining('was not captured'));
  expect(await story()).toEqual([]);
});

test('somebody hears of their first three marks only', async () => {
  await begin();
  for (const words of ['one', 'two', 'three', 'four']) {
    const message = await world.ben.posts(words, channel.id);
    await world.ana.reacts('pushpin', message);
    await world.settled();
  }
  expect(whispers(world.ana).filter((text) => text.startsWith('#'))).toHaveLength(3);
  expect(tickedTexts()).toHaveLength(4);
});

test('a mark is captured although Slack takes neither tick nor word; the tick comes later', async () => {
  await begin();
  world.sandbox.faults.next('reactions.add', { status: 500 });
  world.sandbox.faults.next('chat.postEphemeral', { status: 500 });
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.ana.reacts('bulb', message);
  await world.settled();
  expect(await story()).toEqual(['#2 hypothesis Ben: it is the deploy']);
  expect(tickedTexts()).toEqual([]);
  await world.clock.advance(30_000);
  await world.settled();
  expect(tickedTexts()).toEqual(['it is the deploy']);
});

test('a :memo: asks first, and its button makes the task', async () => {
  await begin();
  const message = await world.ben.posts('alert on certificates', channel.id);
  await world.ana.reacts('memo', message);
  await world.settled();
  expect((await world.incident(channel)).tasks).toEqual([]);
  const question = world.ana.sees(channel.id).ephemerals.find(({ text }) => text.includes('task'));
  await world.ana.clicks('Add the task', question!);
  await world.settled();
  expect((await world.incident(channel)).tasks).toMatchObject([{ words: { text: 'alert on certificates' } }]);
});

test('with CAPTURE=marked only what was marked is kept, and it follows its edits', async () => {
  await begin({ env: { CAPTURE: 'marked' } });
  await world.ben.posts('chatter', channel.id);
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.ana.reacts('bulb', message);
  await world.settled();
  await world.ben.edits(message, 'it is the deploy of 12:00');
  await world.settled();
  expect(await story()).toEqual(['#2 hypothesis Ben: it is the deploy of 12:00']);
  expect(JSON.stringify(await world.entries(channel))).not.toContain('chatter');
});
