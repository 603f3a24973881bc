import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { timeline } from '../../../src/incident/timeline.ts';
import type { Channel } from '../../../src/sandbox/channel.ts';
import { peopleOf, readMessage, strokesOf } from '../../../src/slack/history/strokes.ts';
import { slackWorld, type World } from '../workspace.ts';

let world: World;
let channel: Channel;

beforeEach(async () => {
  world = await slackWorld();
  channel = await world.opens();
});
afterEach(() => world.close());

/** From now on Slack says nothing by itself. */
const deafen = (): void => world.sandbox.faults.alwaysDelivery('*', 'vanish');

/** Reads the channel, top level, as it is now; how many entries that brought. */
const read = async (asked = world.clock.now()): Promise<number> => {
  const { sandbox } = world;
  const { logbook, people } = world.bot();
  const client = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
  const { messages = [] } = await client.conversations.history({ channel: channel.id });
  const found = messages.toReversed().map((message) => readMessage.parse(message));
  await people.learn(client, found.flatMap(peopleOf));
  const self = {
    user: sandbox.botUserId,
    bot: sandbox.botId,
    team: sandbox.teamId,
    teamUrl: 'https://acme.slack.com/',
  };
  const context = { self, app: sandbox.appId, people, config: readConfig(world.environment), asked };
  const strokes = found.flatMap((message) => strokesOf(channel.id, message, context));
  const head = await logbook.head({ channel: channel.id });
  const { outcomes } = await logbook.recordAll(head?.id ?? '', strokes);
  expect(outcomes.filter(({ type }) => type === 'absent')).toEqual([]);
  return outcomes.flatMap((outcome) => (outcome.type === 'written' ? outcome.news : [])).length;
};
const minute = () => world.clock.advance(60_000);
const texts = async () =>
  (await world.entries(channel)).flatMap((entry) => (entry.kind === 'message.worded' ? entry.data.words.text : []));
const story = async () =>
  timeline(await world.incident(channel)).flatMap(({ entry }) =>
    entry.kind === 'marked' ? [`${entry.data.kind} ${entry.author.name}: ${entry.data.words.text}`] : [],
  );

test('what was said and marked unheard is on the record at its own time, by its author and its marker', async () => {
  deafen();
  const { ts } = await world.ben.posts('it is the deploy', channel.id);
  await minute();
  await world.ana.reacts('bulb', { channel: channel.id, ts });
  await minute();
  expect(await read()).toBe(2);
  const at = new Date(Math.floor(Number(ts) * 1000));
  expect((await world.entries(channel)).slice(-2)).toMatchObject([
    { kind: 'message.worded', at, author: { name: 'Ben' }, recorder: { name: 'Ben' } },
    { kind: 'marked', at, author: { name: 'Ben' }, recorder: { name: 'Ana' }, data: { markedAt: world.clock.now() } },
  ]);
  await minute();
  expect(await read()).toBe(0);
});

test('what Slack tells later after all changes nothing', async () => {
  world.sandbox.faults.alwaysDelivery('*', { delay: 600_000 });
  const message = await world.ben.posts('it is the deploy', channel.id);
  await minute();
  await world.ben.edits(message, 'it is the deploy of 11:58');
  await world.ana.reacts('bulb', message);
  await world.ana.pins(message);
  await minute();
  await read();
  expect(await texts()).toEqual(['it is the deploy of 11:58']);
  world.sandbox.faults.clear();
  await world.clock.advance(600_000);
  await world.settled();
  const [moment, another] = (await world.incident(channel)).moments.filter(({ entry }) => entry.kind === 'marked');
  expect(another).toBeUndefined();
  expect(moment?.entry).toMatchObject({ data: { words: { text: 'it is the deploy of 11:58' } } });
  expect(moment?.standing).toHaveLength(2); // the pin was heard, and not read
  expect(await read()).toBe(0);
});

test('what was heard already is not written again when it is read', async () => {
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.ben.edits(message, 'it is the deploy of 11:58');
  await world.ana.reacts('bulb::skin-tone-3', message);
  await world.pager.joins(channel.id);
  await world.pager.posts('FIRING', channel.id);
  await world.settled();
  await minute();
  expect(await read()).toBe(0);
});

test('an edit unheard is the last wording, and the words before it stay', async () => {
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.settled();
  deafen();
  await minute();
  await world.ben.edits(message, 'it is not the deploy');
  await minute();
  expect(await read()).toBe(1);
  expect(await texts()).toEqual(['it is the deploy', 'it is not the deploy']);
});

test('an alert that its app changes without an edit mark is followed', async () => {
  await world.pager.joins(channel.id);
  const alert = await world.pager.posts('FIRING: 5xx', channel.id);
  await world.ana.reacts('rotating_light', alert);
  await world.settled();
  deafen();
  await world.pager.edits(alert, 'RESOLVED: 5xx');
  await minute();
  expect(await read()).toBe(1);
  expect((await texts()).at(-1)).toContain('RESOLVED');
  await minute();
  expect(await read()).toBe(0);
});

test('a reaction that was taken away unheard does not stand any more, and others’ do', async () => {
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.ana.reacts('bulb', message);
  await world.ben.reacts('bulb', message);
  await world.settled();
  deafen();
  await minute();
  await world.ana.unreacts('bulb', message);
  await minute();
  expect(await read()).toBe(1);
  expect(await story()).toEqual(['hypothesis Ben: it is the deploy']);
  await world.ben.unreacts('bulb', message);
  await minute();
  expect(await read()).toBe(1);
  expect(await story()).toEqual([]);
  await world.ana.reacts('bulb', message);
  await minute();
  expect(await read()).toBe(1);
  expect(await story()).toEqual(['hypothesis Ben: it is the deploy']);
});

test('a mark that was heard while Slack was asked stands', async () => {
  const message = await world.ben.posts('it is the deploy', channel.id);
  await world.settled();
  const asked = world.clock.now();
  await minute();
  await world.ana.reacts('bulb', message);
  await world.settled();
  deafen();
  await world.ana.unreacts('bulb', message); // so that the answer does not have it
  expect(await read(asked)).toBe(0);
  expect(await story()).toEqual(['hypothesis Ben: it is the deploy']);
});

test('of many reactors Slack names some: nobody’s mark is taken away for that', async () => {
  const message = await world.ben.posts('it is the deploy', channel.id);
  const crowd = Array.from({ length: 60 }, (_, i) => world.sandbox.person(`Person ${i}`));
  for (const person of crowd) await person.joins(channel.id);
  for (const person of crowd) await person.reacts('bulb', message);
  await world.settled();
  await minute();
  expect(await read()).toBe(0);
});

test('Debrief’s own posts, Slack’s lines and reactions of bots write nothing', async () => {
  await world.pager.joins(channel.id);
  deafen();
  await world.pager.reacts('bulb', await world.ben.posts('hm', channel.id));
  await world.ana.setsTopic(channel.id, 'lunch');
  await minute();
  await read();
  expect(await texts()).toEqual(['hm']);
  expect(await story()).toEqual([]);
});

test('a parent that was deleted under its replies is deleted, noticed when it was read', async () => {
  const parent = await world.ben.posts('who deployed?', channel.id);
  await world.ana.replies('I did', parent);
  await world.settled();
  deafen();
  await world.ben.deletes(parent);
  await minute();
  expect(await read()).toBe(1);
  expect((await world.entries(channel)).at(-1)).toMatchObject({
    kind: 'message.deleted',
    at: world.clock.now(),
    data: { message: { ts: parent.ts }, forget: true },
  });
  await minute();
  expect(await read()).toBe(0);
});
