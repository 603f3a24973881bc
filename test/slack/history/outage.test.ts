import { afterEach, beforeEach, expect, test } from 'vitest';
import { timeline } from '../../../src/incident/timeline.ts';
import type { Channel } from '../../../src/sandbox/channel.ts';
import { slackWorld, type World } from '../workspace.ts';

let world: World;
let channel: Channel;

beforeEach(async () => {
  world = await slackWorld();
  channel = await world.opens();
});
afterEach(() => world.close());

const minutes = (count: number) => world.clock.advance(count * 60_000);
const texts = async () =>
  (await world.entries(channel)).flatMap((entry) => (entry.kind === 'message.worded' ? entry.data.words.text : []));
const story = async () =>
  timeline(await world.incident(channel)).flatMap(({ entry }) =>
    entry.kind === 'marked' ? [`${entry.data.kind} ${entry.author.name}: ${entry.data.words.text}`] : [],
  );
const gaps = async () =>
  (await world.entries(channel)).flatMap(({ kind, data }) => (kind === 'gap.declared' ? [data] : []));
const beat = async () => {
  await world.clock.advance(10_000);
  await world.settled();
};

test('an outage of an hour: everything that people did meanwhile is on the record', async () => {
  const [old, edited, deleted, unmarked, parent] = [
    await world.ben.posts('CPU is at 90 %', channel.id),
    await world.ben.posts('it is the deploy', channel.id),
    await world.ben.posts('my password is hunter2', channel.id),
    await world.ben.posts('restarted db-2', channel.id),
    await world.ana.posts('who deployed?', channel.id),
  ];
  const reply = await world.ben.replies('I did', parent);
  await world.ana.reacts('wrench', unmarked);
  await world.settled();
  await beat();
  const from = world.clock.now();
  await world.stop();
  await minutes(20);
  const missed = await world.ana.posts('rolled back', channel.id);
  await world.ben.edits(edited, 'it is not the deploy');
  await world.ben.deletes(deleted);
  await world.ana.unreacts('wrench', unmarked);
  await world.ana.reacts('mag', old);
  await world.ben.reacts('bulb', reply);
  await world.ana.pins(missed);
  await world.ben.replies('at 11:58', parent);
  await world.ben.replies('seen by all', parent, { broadcast: true });
  await minutes(40);
  await world.start();
  expect((await texts()).toSorted()).toEqual(
    [
      ...['CPU is at 90 %', 'it is the deploy', 'restarted db-2', 'who deployed?', 'I did'],
      ...['it is not the deploy', 'rolled back', 'at 11:58', 'seen by all'],
    ].toSorted(),
  );
  expect((await story()).toSorted()).toEqual([
    'hypothesis Ben: I did',
    'investigating Ben: CPU is at 90 %',
    'note Ana: rolled back',
  ]);
  expect((await world.entries(channel)).filter(({ kind }) => kind === 'message.deleted')).toMatchObject([
    { data: { message: { ts: deleted.ts }, forget: true }, at: world.clock.now() },
  ]);
  const found = { messages: 3, edits: 1, deletions: 1, marks: 3, removals: 1 };
  expect(await gaps()).toEqual([{ from, to: world.clock.now(), read: 8, found }]);
  const { as } = await world.bot().document((await world.incident(channel)).id);
  expect(as('markdown')).toContain(
    '3 messages, 1 edit, 1 deletion, 3 marks and 1 mark taken away were read afterwards',
  );
});

test('a short absence in which nothing was missed is not told', async () => {
  await beat();
  await world.stop();
  await world.clock.advance(40_000);
  await world.start();
  expect(await gaps()).toEqual([]);
});

test('a short absence in which something was missed is told, and a long one even if nothing was', async () => {
  await beat();
  await world.stop();
  await world.ben.posts('quick', channel.id);
  await world.clock.advance(20_000);
  await world.start();
  expect(await gaps()).toMatchObject([{ read: 1 }]);
  await beat();
  await world.stop();
  await minutes(5);
  await world.start();
  expect(await gaps()).toMatchObject([{ read: 1 }, { read: 0 }]);
});

test('a mark on a reply that Slack told nobody of is on the record once the incident is resolved', async () => {
  const parent = await world.ben.posts('graphs?', channel.id);
  const reply = await world.ana.replies('the pool is full', parent);
  await beat();
  await world.stop();
  await world.ben.reacts('bulb', reply);
  await world.clock.advance(20_000);
  await world.start();
  expect(await story()).toEqual([]); // nothing of the thread looks changed
  await world.ana.types('/incident resolve more connections', channel.id);
  await world.settled();
  expect(await story()).toEqual(['hypothesis Ana: the pool is full']);
});

test('a connection that was lost is a gap as well', async () => {
  await beat();
  world.sandbox.faults.alwaysDelivery('*', 'vanish');
  world.sandbox.socketMode.kill();
  await expect.poll(async () => (await world.bot().database.meta.get('connected')) !== undefined).toBe(true);
  await world.ben.posts('does anybody hear me?', channel.id);
  await world.clock.advance(10_000);
  world.sandbox.faults.clear();
  await expect.poll(texts, { timeout: 15_000 }).toEqual(['does anybody hear me?']);
  await world.settled();
  expect(await gaps()).toMatchObject([{ read: 1 }]);
}, 20_000);

test('what Slack held back is read once it is over, as one gap', async () => {
  world.sandbox.faults.alwaysDelivery('message', 'vanish');
  await world.ben.posts('one of very many', channel.id);
  world.sandbox.rateLimit();
  await world.clock.advance(60_000);
  await world.ben.posts('another', channel.id);
  world.sandbox.rateLimit();
  await world.clock.advance(60_000);
  await world.settled();
  expect(await texts()).toEqual([]);
  await world.clock.advance(60_000);
  await world.settled();
  expect(await texts()).toEqual(['one of very many', 'another']);
  expect(await gaps()).toMatchObject([{ read: 2 }]);
});

test('all of many reactors are taken up, although Slack names only some at first', async () => {
  const message = await world.ben.posts('it is the deploy', channel.id);
  const crowd = Array.from({ length: 60 }, (_, i) => world.sandbox.person(`Person ${i}`));
  for (const person of crowd) await person.joins(channel.id);
  await world.settled();
  await beat();
  await world.stop();
  for (const person of crowd) await person.reacts('bulb', message);
  await minutes(10);
  await world.start();
  const moment = (await world.incident(channel)).moments.find(({ entry }) => entry.kind === 'marked');
  expect(moment?.standing).toHaveLength(60);
});

test('a channel that was archived is read when somebody unarchives it', async () => {
  world.sandbox.faults.nextDelivery('message', 'vanish');
  await world.ben.posts('the last word', channel.id);
  await world.ana.archives(channel.id);
  await world.settled();
  await minutes(5);
  expect(await texts()).toEqual([]);
  await world.ana.unarchives(channel.id);
  await world.settled();
  expect(await texts()).toEqual(['the last word']);
});

test('a channel that was made private meanwhile makes its incident private', async () => {
  await world.stop();
  await world.ana.convertsToPrivate(channel);
  await minutes(1);
  await world.start();
  expect(await world.incident(channel)).toMatchObject({ private: true, channel: { private: true } });
  expect(world.incidents.messages.map(({ text }) => text).join()).not.toContain('checkout');
});

test('a channel that was renamed and archived meanwhile is called and left as it is now', async () => {
  await world.stop();
  await world.ana.renames(channel, 'checkout-war-room');
  await world.ana.archives(channel);
  await world.start();
  expect((await world.incident(channel)).channel).toMatchObject({ name: 'checkout-war-room', archived: true });
  await world.stop();
  await world.ana.unarchives(channel);
  await world.start();
  expect((await world.incident(channel)).channel).toMatchObject({ archived: false });
});
