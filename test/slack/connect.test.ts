import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let channel: Channel;

afterEach(() => world.close());

const said = async () =>
  (await world.entries(channel)).flatMap((entry) => (entry.kind === 'message.worded' ? [entry.data.words.text] : []));
const callsOf = (method: string) => world.sandbox.calls.filter((call) => call.method === method);
const warnings = () => world.told.filter(({ level }) => level === 'warn' || level === 'error').map((t) => t.sentence);

describe.each([{ http: false }, { http: true }])('over http: $http', (options) => {
  test('when Slack does not say who we are, the bot neither dies nor loses an event', async () => {
    world = await slackWorld({ ...options, asleep: true });
    world.sandbox.faults.always('auth.test', { status: 500 });
    await world.start();
    await world.ana.types('/incident start checkout is down', world.incidents.id);
    world.sandbox.faults.clear('auth.test');
    await world.clock.advance(60_000);
    await world.settled();
    channel = world.sandbox.channels().find(({ name }) => name.startsWith('inc-'))!;
    await world.ana.posts('it is dns', channel.id);
    await world.settled();
    expect(await said()).toEqual(['it is dns']);
  });

  test('after a restart a failing auth.test changes nothing', async () => {
    world = await slackWorld(options);
    channel = await world.opens();
    await world.stop();
    world.sandbox.faults.always('auth.test', { status: 500 });
    await world.start();
    await world.ana.posts('it is dns', channel.id);
    await world.settled();
    expect(await said()).toEqual(['it is dns']);
  });

  test('events are heard again after Slack held them back', async () => {
    world = await slackWorld(options);
    channel = await world.opens();
    world.sandbox.rateLimit();
    await world.settled();
    await world.ana.posts('still listening', channel.id);
    await world.settled();
    expect(await said()).toEqual(['still listening']);
    expect(warnings()).toContain('Slack sends fewer events than there are: too many in this hour.');
  });
});

test('Debrief’s own edits of its own messages make no loop', async () => {
  world = await slackWorld();
  channel = await world.opens();
  const before = callsOf('chat.update').length;
  await world.ana.types('/incident severity sev1', channel.id);
  await world.settled();
  const after = callsOf('chat.update').length;
  await world.clock.advance(120_000);
  await world.settled();
  expect(after).toBeGreaterThan(before);
  expect(callsOf('chat.update')).toHaveLength(after);
  expect((await world.entries(channel)).filter(({ kind }) => kind.startsWith('message.'))).toEqual([]);
});

test('two sockets are open, so that one can be renewed while the other listens', async () => {
  world = await slackWorld();
  channel = await world.opens();
  expect(world.sandbox.socketMode.open()).toBe(2);
});

test('the second socket begins later than the first', async () => {
  world = await slackWorld({ outside: { stagger: 30_000 } });
  expect(world.sandbox.socketMode.open()).toBe(1);
  await world.clock.advance(30_000);
  await expect.poll(() => world.sandbox.socketMode.open()).toBe(2);
});

test('no token and no header goes to the wrong place', async () => {
  world = await slackWorld();
  channel = await world.opens();
  const opened = callsOf('apps.connections.open');
  expect(opened).toHaveLength(2);
  expect(world.sandbox.calls.filter((call) => 'error' in call && String(call.error).includes('token'))).toEqual([]);
});

test('when the app is thrown out the operator reads what to do', async () => {
  world = await slackWorld();
  channel = await world.opens();
  world.sandbox.revokeTokens();
  await world.settled();
  expect(warnings()).toContainEqual(expect.stringContaining('Slack does not let Debrief in any more'));
});

test('an app token that Slack refuses stops the start', async () => {
  world = await slackWorld({ asleep: true, env: { SLACK_APP_TOKEN: 'xapp-1-wrong' } });
  await expect(world.start()).rejects.toThrow(/invalid_auth/);
});

test('while one socket is renewed the other hears everything', async () => {
  world = await slackWorld({ outside: { stagger: 30_000 } });
  channel = await world.opens();
  world.sandbox.socketMode.disconnect('refresh_requested'); // only the first is open yet
  await world.clock.advance(30_000);
  await expect.poll(() => world.sandbox.socketMode.open()).toBe(1);
  await world.ana.posts('heard by the second', channel.id);
  await world.clock.advance(70_000);
  await world.settled();
  expect(await said()).toEqual(['heard by the second']);
});
