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

const minutes = (count: number) => world.clock.advance(count * 60_000);
const step = async (seconds: number): Promise<void> => {
  await world.clock.advance(seconds * 1000);
  await world.settled();
};
const texts = async () =>
  (await world.entries(channel)).flatMap((entry) => (entry.kind === 'message.worded' ? entry.data.words.text : []));
const gaps = async () =>
  (await world.entries(channel)).flatMap(({ kind, data }) => (kind === 'gap.declared' ? [data] : []));
const callsOf = (method: string) => world.sandbox.calls.filter((call) => call.method === method);
const told = () =>
  world.told.map(({ sentence }) => sentence).filter((sentence) => sentence.startsWith('The channel of an incident'));
/** People write while Debrief is away, and Slack does not bring it later. */
const missed = async (count: number): Promise<void> => {
  await world.stop();
  world.sandbox.faults.alwaysDelivery('*', 'vanish');
  for (let i = 0; i < count; i++) {
    await world.ben.posts(`message ${i}`, channel.id);
    await world.clock.advance(1_000);
  }
  await minutes(2);
  world.sandbox.faults.clear();
};

test('a long channel is read page by page, and each page is one append', async () => {
  await missed(450);
  const before = callsOf('conversations.history').length;
  await world.start();
  expect(new Set(await texts()).size).toBe(450);
  expect(await texts()).toHaveLength(450);
  const pages = callsOf('conversations.history').slice(before);
  expect(pages.map(({ args }) => Number(args.limit))).toEqual([200, 200, 200]);
  expect(await gaps()).toMatchObject([{ read: 450 }]);
  // Within a page in the order in which it was said.
  expect((await texts()).slice(0, 2)).toEqual(['message 250', 'message 251']);
});

test.each([
  ['Slack asks for patience', { status: 429, retryAfter: 20 }],
  ['Slack fails', { status: 503 }],
  ['the connection breaks', { reset: true }],
  ['Slack fails after it has looked', { status: 500, when: 'after' as const }],
  ['Slack has an inner error', { error: 'internal_error' }],
])('%s: the reading goes on later, where it was', async (_, fault) => {
  const parent = await world.ben.posts('who deployed?', channel.id);
  await world.settled();
  await missed(250);
  world.sandbox.faults.nextDelivery('message', 'vanish', 2);
  await world.ana.replies('I did', parent);
  for (const method of ['conversations.history', 'conversations.replies', 'pins.list'])
    world.sandbox.faults.next(method, fault, 2);
  await world.start();
  for (let i = 0; i < 12; i++) await step(20);
  expect((await texts()).toSorted()).toEqual(
    [...Array.from({ length: 250 }, (_, i) => `message ${i}`), 'who deployed?', 'I did'].toSorted(),
  );
  expect(await gaps()).toMatchObject([{ read: 251 }]);
});

test('nobody waits for the reading: what is typed meanwhile is answered, what is said is written', async () => {
  world.sandbox.faults.nextDelivery('message', 'vanish');
  await world.ben.posts('unheard', channel.id);
  await minutes(2);
  world.sandbox.faults.always('conversations.history', { latency: 5_000 });
  await world.ana.types('/incident resolve rolled back', channel.id);
  await expect.poll(() => callsOf('conversations.history').length).toBe(1);
  expect((await world.ana.types('/incident note still here', channel.id)).words).toContain('note');
  await world.ben.posts('said meanwhile', channel.id);
  await expect.poll(texts).toEqual(['said meanwhile']);
  await world.clock.advance(5_000);
  await world.settled();
  expect(await texts()).toEqual(['said meanwhile', 'unheard']);
  expect((await world.entries(channel)).map(({ kind }) => kind)).not.toContain('message.deleted');
});

test('a reading that is stopped goes on after the next start, and the gap is told once', async () => {
  await missed(450);
  let pages = 0;
  world.sandbox.faults.next('conversations.history', {}, 2);
  world.sandbox.faults.always('conversations.history', { status: 500 });
  await world.start();
  expect((await texts()).length).toBe(400);
  await world.stop();
  world.sandbox.faults.clear();
  pages = callsOf('conversations.history').length;
  await step(15);
  await world.start();
  expect(await texts()).toHaveLength(450);
  expect(callsOf('conversations.history').length).toBeGreaterThan(pages);
  expect(await gaps()).toMatchObject([{ read: 450 }]);
});

test('a channel that Debrief was sent away from: the operator reads why, and it is read when it is back', async () => {
  await world.ben.posts('before', channel.id);
  await world.settled();
  await world.ana.removes({ id: world.sandbox.botUserId }, channel.id);
  await step(60);
  await world.ben.posts('missed', channel.id);
  await world.stop();
  await minutes(1);
  await world.start();
  expect(told()).toEqual([expect.stringContaining('has to invite it again')]);
  expect(await texts()).toEqual(['before']);
  await world.ana.invites({ id: world.sandbox.botUserId }, channel.id);
  await world.settled();
  expect(await texts()).toEqual(['before', 'missed']);
  expect((await gaps()).some(({ read }) => read === 1)).toBe(true);
});

test('a missing permission is told to the operator once, and nothing crashes', async () => {
  await missed(1);
  world.sandbox.faults.always('conversations.history', { error: 'missing_scope' });
  await world.start();
  for (let i = 0; i < 25; i++) await step(60);
  expect(told()).toEqual([expect.stringContaining('A scope is missing')]);
  world.sandbox.faults.clear();
  for (let i = 0; i < 11; i++) await step(60);
  expect(await texts()).toEqual(['message 0']);
});

test('a resolution does not wait for the reading; the draft says that it goes on, and is compiled again', async () => {
  const draft = () => channel.messages.findLast(({ text }) => text.includes('postmortem of INC-1'));
  const file = () => channel.messages.filter(({ files }) => files?.some(({ name }) => String(name).endsWith('.md')));
  world.sandbox.faults.nextDelivery('message', 'vanish');
  const lost = await world.ben.posts('never delivered', channel.id);
  await minutes(5);
  world.sandbox.faults.next('conversations.history', { status: 429, retryAfter: 30 });
  const { words } = await world.ana.types('/incident resolve rolled back', channel.id);
  expect(words).toContain('resolved');
  await world.settled();
  expect(JSON.stringify(draft()?.blocks)).toContain('still reading the channel');
  expect(file()).toEqual([]);
  await step(30);
  expect(JSON.stringify(draft()?.blocks)).not.toContain('still reading the channel');
  expect(file()).toHaveLength(1);
  expect(await texts()).toEqual(['never delivered']);
  const at = new Date(Math.floor(Number(lost.ts) * 1000));
  expect(await gaps()).toEqual([{ from: at, to: at, read: 1 }]);
});

test('a gap over a change of the clocks is told in the incident’s zone', async () => {
  await world.ana.types('/incident timezone Europe/Berlin', channel.id);
  await world.settled();
  world.clock.set(new Date('2026-03-29T00:30:00Z'));
  await step(10);
  await world.stop();
  await minutes(45);
  await world.ben.posts('it is summer', channel.id);
  await world.start();
  const line = channel.messages.find(({ text }) => text.includes('was not listening'));
  expect(line?.text).toContain('01:30 CET to 03:15 CEST; 1 message was read afterwards');
});

test('somebody whom nobody knows yet is learned first', async () => {
  await world.stop();
  const dora = world.sandbox.person('Dora');
  await dora.joins(channel.id);
  await dora.posts('I am new here', channel.id);
  await minutes(2);
  await world.start();
  expect((await world.entries(channel)).filter(({ kind }) => kind === 'message.worded')).toMatchObject([
    { author: { name: 'Dora' } },
  ]);
});

test('who is called otherwise since changes no words', async () => {
  await world.ana.posts('@Ben have a look', channel.id);
  await world.settled();
  await world.bot().people.heard({ id: world.ben.id, name: 'benjamin', team_id: world.sandbox.teamId });
  await world.stop();
  await minutes(2);
  await world.start();
  expect(await texts()).toEqual(['@Ben have a look']);
});

test('with CAPTURE=marked only what was marked is taken up', async () => {
  await world.close();
  world = await slackWorld({ env: { CAPTURE: 'marked' } });
  channel = await world.opens();
  await step(10);
  await world.stop();
  await world.ben.posts('chatter', channel.id);
  await world.ana.reacts('bulb', await world.ben.posts('it is the deploy', channel.id));
  await minutes(2);
  await world.start();
  expect(await texts()).toEqual(['it is the deploy']);
});
