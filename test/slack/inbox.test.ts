import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let channel: Channel;

afterEach(() => world.close());

const said = async () =>
  (await world.entries(channel)).flatMap((entry) => (entry.kind === 'message.worded' ? [entry.data.words.text] : []));
const rows = (): { state: string; body: string; awaits: string | null; key: string }[] => {
  const database = new Database(`${world.home}/debrief.db`, { readonly: true });
  const all = database.prepare<[], { state: string; body: string; awaits: string | null; key: string }>(
    'SELECT state, body, awaits, key FROM inbox',
  );
  const found = all.all();
  database.close();
  return found;
};
const ofType = (type: string) =>
  world.sandbox.deliveries.filter(({ payload }) => (payload.event as { type?: string } | undefined)?.type === type);

describe.each([{ http: false }, { http: true }])('over http: $http', (options) => {
  beforeEach(async () => {
    world = await slackWorld(options);
    channel = await world.opens();
  });

  test('a lost acknowledgement brings the event again, and it is written once', async () => {
    world.sandbox.faults.nextDelivery('message', 'lose-ack');
    await world.ana.posts('once', channel.id);
    await world.clock.advance(4_000);
    await world.settled();
    expect(ofType('message').some(({ attempts }) => attempts > 1)).toBe(true);
    expect(await said()).toEqual(['once']);
  });

  test('what comes twice is written once', async () => {
    world.sandbox.faults.alwaysDelivery('*', 'duplicate');
    const message = await world.ana.posts('it is dns', channel.id);
    await world.ben.reacts('bulb', message);
    await world.settled();
    expect(await said()).toEqual(['it is dns']);
    expect((await world.incident(channel)).moments).toHaveLength(2);
  });

  test('an event that cannot be saved is not acknowledged, the marker is told once, and it is taken up when it can', async () => {
    const message = await world.ana.posts('it is dns', channel.id);
    await world.settled();
    const other = new Database(`${world.home}/debrief.db`);
    other.exec('BEGIN IMMEDIATE');
    await world.ben.reacts('bulb', message);
    const words = () => world.ben.sees(channel.id).ephemerals.filter(({ text }) => text.includes('not saved yet'));
    await expect.poll(words, { timeout: 10_000 }).toHaveLength(1);
    expect(ofType('reaction_added').filter(({ state }) => state === 'waiting')).toHaveLength(1);
    other.exec('ROLLBACK');
    other.close();
    const told = async () => {
      await world.clock.advance(70_000); // Slack's patience between two tries
      return (await world.incident(channel)).moments.length;
    };
    await expect.poll(told, { timeout: 10_000 }).toBe(2);
    await world.settled();
    expect(words()).toHaveLength(1);
  });
});

test('once it is handled nothing of a message stays in the inbox, and after two days nothing at all', async () => {
  world = await slackWorld();
  channel = await world.opens();
  await world.ana.posts('a secret', channel.id);
  await world.settled();
  expect(rows().every(({ state, body }) => state === 'handled' && body === '')).toBe(true);
  world.clock.set(new Date('2026-03-03T13:00:00Z'));
  await world.settled();
  await world.clock.advance(3_600_000);
  await world.settled();
  expect(rows().filter(({ body }) => body === '')).toEqual([]);
});

test('a socket that dies under a delivery costs nothing', async () => {
  world = await slackWorld();
  channel = await world.opens();
  world.sandbox.faults.nextDelivery('message', 'kill-socket');
  await world.ana.posts('still here', channel.id);
  await world.clock.advance(400_000);
  await world.settled();
  expect(await said()).toEqual(['still here']);
});

test('what was kept and not handled before a stop is handled after the start', async () => {
  world = await slackWorld();
  channel = await world.opens();
  world.sandbox.faults.nextDelivery('message', 'vanish');
  const lost = await world.ana.posts('it is dns', channel.id);
  await world.ben.reacts('bulb', lost);
  await world.settled();
  expect(rows().filter(({ state }) => state === 'parked')).toHaveLength(1);
  await world.stop();
  await world.start();
  await world.clock.advance(35_000);
  await world.settled();
  expect((await world.incident(channel)).moments).toHaveLength(2);
  expect(rows().filter(({ state }) => state === 'parked')).toEqual([]);
});

test('an event that makes no sense is given up after five tries, and its channel goes on', async () => {
  world = await slackWorld();
  channel = await world.opens();
  const { inbox } = world.bot().database;
  const body = JSON.stringify({ event: { type: 'message', channel: channel.id, ts: 7 } });
  const row = {
    kind: 'event',
    team: world.sandbox.teamId,
    channel: channel.id,
    body,
    receivedAt: +world.clock.now(),
  } as const;
  await inbox.put({ ...row, key: 'Ev0BROKEN', transport: 'socket' });
  await world.ana.posts('the channel goes on', channel.id);
  await world.settled();
  expect(await said()).toEqual(['the channel goes on']);
  await world.clock.advance(400_000);
  await world.settled();
  for (let tries = 0; tries < 4; tries++) {
    await world.clock.advance(400_000);
    await world.settled();
  }
  expect(rows().find(({ key }) => key === 'Ev0BROKEN')).toMatchObject({ state: 'failed', body });
  expect(world.told.filter(({ level, sentence }) => level === 'error' && sentence.includes('given up'))).toHaveLength(
    1,
  );
  expect(channel.messages.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('could not take up one event'),
  );
});

test('a request that was kept and cannot be carried out is told to the person in the end', async () => {
  world = await slackWorld();
  channel = await world.opens();
  const { inbox } = world.bot().database;
  const body = JSON.stringify({ request: { type: 'unheard of' }, asker: { user: world.ana.id, channel: channel.id } });
  const row = { kind: 'command', team: world.sandbox.teamId, channel: channel.id, body, transport: 'socket' } as const;
  await inbox.put({ ...row, key: 'trigger:1', receivedAt: +world.clock.now() });
  await world.ana.posts('the channel goes on', channel.id);
  for (let tries = 0; tries < 6; tries++) {
    await world.settled();
    await world.clock.advance(400_000);
  }
  await world.settled();
  expect(rows().find(({ key }) => key === 'trigger:1')).toMatchObject({ state: 'failed' });
  expect(world.ana.sees(channel.id).ephemerals.at(-1)?.text).toContain(
    'What you asked for was kept, and could not be saved after five tries',
  );
});

test('fifty messages at once are all written, in few acts', async () => {
  world = await slackWorld();
  channel = await world.opens();
  const words = Array.from({ length: 50 }, (_, n) => `line ${n}`);
  await Promise.all(words.map((line) => world.ana.posts(line, channel.id)));
  await world.settled();
  expect((await said()).toSorted()).toEqual(words.toSorted());
});
