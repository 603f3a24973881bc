import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { slackWorld, type World } from './workspace.ts';

let world: World;

afterEach(() => world.close());

const infoCalls = () => world.sandbox.calls.filter(({ method }) => method === 'users.info').length;

/** The members are read, and something happens between Slack's answer and its arrival; that answer. */
const readsWhile = async (channel: string, meanwhile: () => Promise<void>): Promise<readonly string[]> => {
  const client = new WebClient(world.environment.SLACK_BOT_TOKEN, { slackApiUrl: world.environment.SLACK_API_URL });
  const ask = client.conversations.members;
  let members: readonly string[] = [];
  client.conversations.members = async (...about) => {
    const answer = await ask(...about);
    members = answer.members ?? [];
    await meanwhile();
    return answer;
  };
  await world.bot().people.refreshMembers(client, channel);
  return members;
};

test('in a channel that we were put out of, nobody is known as a member', async () => {
  world = await slackWorld();
  const room = await world.opens('the doubtful one');
  const { people } = world.bot();
  expect(people.isMember(room.id, world.ana.id)).toBe(true);
  people.doubt('C0ANOTHER');
  expect(people.isMember(room.id, world.ana.id)).toBe(true);
  people.doubt(room.id);
  expect([people.isMember(room.id, world.ana.id), people.isKnownOut(room.id, world.ben.id)]).toEqual([false, false]);
});

test('everybody is known after the start, guests and bots as such', async () => {
  world = await slackWorld();
  const { people } = world.bot();
  expect(people.row(world.ben.id)).toMatchObject({ name: 'Ben', tz: 'America/Los_Angeles', guest: false, bot: false });
  expect(people.row(world.cleo.id)).toMatchObject({ guest: true });
  expect(people.row(world.pager.id)).toMatchObject({ bot: true });
  expect([world.ana, world.cleo].map(({ id }) => people.isOutsider(id))).toEqual([false, true]);
});

test('people are known again after a start although Slack does not answer', async () => {
  world = await slackWorld();
  await world.stop();
  world.sandbox.faults.always('users.list', { status: 500 });
  await world.start();
  expect(world.bot().people.person(world.ben.id)).toEqual({ id: world.ben.id, name: 'Ben' });
});

test('a newcomer is asked for once, and has their name in the record', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const dora = world.sandbox.person('Dora', { displayName: '' });
  await dora.joins(channel.id);
  await dora.posts('hello', channel.id);
  await dora.posts('it is dns', channel.id);
  await world.settled();
  expect(infoCalls()).toBe(1);
  expect((await world.entries(channel)).filter(({ kind }) => kind === 'message.worded')).toMatchObject([
    { author: { name: 'Dora' } },
    { author: { name: 'Dora' } },
  ]);
});

test('when Slack does not tell a name, the message is recorded under the id', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.always('users.info', { status: 500 });
  const dora = world.sandbox.person('Dora');
  await dora.joins(channel.id);
  await dora.posts('it is dns', channel.id);
  await world.settled();
  expect((await world.entries(channel)).at(-1)).toMatchObject({ author: { id: dora.id, name: dora.id } });
  expect(infoCalls()).toBe(1);
});

test('a new name counts from when Slack tells it; what was recorded keeps the old one', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.ben.posts('before', channel.id);
  await world.settled();
  world.sandbox.change(world.ben, { displayName: 'Benedict' });
  await world.settled();
  await world.ben.posts('after', channel.id);
  await world.settled();
  const authors = (await world.entries(channel)).flatMap((entry) =>
    entry.kind === 'message.worded' ? [entry.author.name] : [],
  );
  expect(authors).toEqual(['Ben', 'Benedict']);
});

test('who joins and who leaves an incident’s channel is known', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const { people } = world.bot();
  expect(people.isMember(channel.id, world.ben.id)).toBe(true);
  await world.ben.leaves(channel.id);
  await world.settled();
  expect(people.isMember(channel.id, world.ben.id)).toBe(false);
  expect(people.members(channel.id)).toContain(world.ana.id);
});

test('a membership that was not read since the start is none', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.stop();
  world.sandbox.faults.always('conversations.members', { status: 500 });
  await world.start();
  expect(world.bot().people.isMember(channel.id, world.ana.id)).toBe(false);
});

test('memberships are read again after Slack was away', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.stop();
  await world.ben.leaves(channel.id);
  await world.start();
  const { people } = world.bot();
  expect([world.ana, world.ben].map(({ id }) => people.isMember(channel.id, id))).toEqual([true, false]);
});

test('who leaves or joins while the members are read has left or joined', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const dora = world.sandbox.person('Dora');
  const { people } = world.bot();
  const page = await readsWhile(channel.id, async () => {
    await people.leave(channel.id, world.ben.id);
    await people.join(channel.id, dora.id);
  });
  expect(page).toContain(world.ben.id);
  expect([world.ana, world.ben, dora].map(({ id }) => people.isMember(channel.id, id))).toEqual([true, false, true]);
});

test('what was read while Slack went away is not relied on', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const { people } = world.bot();
  await readsWhile(channel.id, async () => people.doubt());
  expect(people.isMember(channel.id, world.ana.id)).toBe(false);
});

test('members are read although the list of people cannot be', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.stop();
  world.sandbox.faults.always('users.list', { status: 500 });
  await world.start();
  expect(world.bot().people.isMember(channel.id, world.ana.id)).toBe(true);
});

test('what Slack did not tell is asked for again, each channel by itself', async () => {
  world = await slackWorld();
  const channels = [await world.opens(), await world.opens('search is slow')];
  await world.stop();
  world.sandbox.faults.next('users.list', { status: 429, retryAfter: 1 });
  world.sandbox.faults.next('conversations.members', { status: 500 });
  world.sandbox.person('Dora');
  await world.start();
  const { people } = world.bot();
  const known = () => channels.filter(({ id }) => people.isMember(id, world.ana.id)).length;
  expect(known()).toBe(1);
  await world.clock.advance(5_000);
  await world.settled();
  expect(known()).toBe(2);
  expect(people.all().map(({ name }) => name)).toContain('Dora');
});

test('a channel that is mentioned has its name, unless it is private', async () => {
  world = await slackWorld();
  const { ana, general, sandbox } = world;
  const secret = sandbox.channel('layoffs', { members: [ana], bot: true, private: true });
  const channel = await world.opens();
  await ana.posts('it began in #general', channel.id);
  await ana.posts('and again in #general, then in #layoffs', channel.id);
  await world.settled();
  const said = (await world.entries(channel)).flatMap((entry) =>
    entry.kind === 'message.worded' ? [entry.data.words.text] : [],
  );
  expect(said).toEqual(['it began in #general', `and again in #general, then in #${secret.id}`]);
  const asked = sandbox.calls.filter(
    ({ method, args }) => method === 'conversations.info' && args.channel === general.id,
  );
  expect(asked).toHaveLength(1);
});
