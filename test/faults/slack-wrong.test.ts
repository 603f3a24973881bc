import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { debrief } from '../cli/debrief.ts';
import { type BotProcess, startProcess } from '../slack/bot-process.ts';
import { slackWorld, type World } from '../slack/workspace.ts';

let world: World;
let bot: BotProcess | undefined;
afterEach(async () => {
  await bot?.kill('SIGKILL');
  bot = undefined;
  await world.close();
});

const note = async (words: string, room: Channel): Promise<string> =>
  (await world.ana.types(`/incident note ${words}`, room.id)).words;
const operatorRead = (): string =>
  world.told.map(({ sentence, facts }) => `${sentence} ${JSON.stringify(facts)}`).join('\n');
const posted = (room: Channel, words: string): number =>
  room.messages.filter(({ bot_id, text }) => bot_id === world.sandbox.botId && text.includes(words)).length;
const again = async (): Promise<void> => {
  await world.stop();
  await world.start();
};

test('who types where Debrief was thrown out is told that only commands are recorded', async () => {
  world = await slackWorld();
  const room = await world.opens();
  const { sandbox, ana, settled } = world;
  expect(await note('p99 is 9s', room)).not.toContain('I am not in this channel');
  await ana.removes({ id: sandbox.botUserId }, room.id);
  await settled();
  expect(await note('p99 is 12s', room)).toMatch(/^#3 note.*Debrief is not in this channel.*invite it again/s);
  await settled();
  expect(operatorRead()).toContain('somebody in it has to invite it again');
  await ana.invites({ id: sandbox.botUserId }, room.id);
  await settled();
  await again();
  expect(await note('p99 is 1s', room)).not.toContain('I am not in this channel');
  await settled();
  for (const words of ['p99 is 9s', 'p99 is 12s', 'p99 is 1s']) expect(posted(room, words)).toBe(1);
});

test('`doctor` names the incidents whose channel Debrief cannot hear', async () => {
  world = await slackWorld();
  const [first, second] = [await world.opens('checkout is down'), await world.opens('mail is late')];
  const doctor = async () => (await debrief(['doctor'], world.environment as Record<string, string>)).out;
  expect(await doctor()).toContain('Debrief is in those of all 2 open incidents');
  await world.ana.removes({ id: world.sandbox.botUserId }, first.id);
  await world.ben.archives(second.id);
  await world.settled();
  const said = await doctor();
  expect(said).toMatch(/missing {2}INC-1: Debrief is not in the channel/);
  expect(said).toMatch(/missing {2}INC-2: The channel is archived/);
});

test('a channel that Slack does not let us make is told to who opened the incident, and made later', async () => {
  world = await slackWorld();
  const { ana, sandbox, incidents, settled } = world;
  sandbox.faults.always('conversations.create', { error: 'restricted_action' });
  await ana.types('/incident start checkout is down', incidents.id);
  await settled();
  expect(ana.sees(incidents.id).ephemerals.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/INC-1 is open and on the record, but .* \(restricted_action\)/),
  );
  expect(operatorRead()).toContain('ask its admins');
  sandbox.faults.clear();
  await again();
  expect(sandbox.channelNamed('inc-1-checkout-is-down')).toBeDefined();
});

test.each(['is_archived', 'not_in_channel', 'channel_not_found'])(
  'an incidents channel of which Slack says %s is looked for anew',
  async (error) => {
    world = await slackWorld();
    const { sandbox, settled, clock } = world;
    sandbox.faults.next('chat.postMessage', { error }, 2); // the card and the announcement
    const room = await world.opens();
    const looked = () => sandbox.calls.filter(({ method }) => method === 'conversations.list').length;
    const before = looked();
    await clock.advance(61_000);
    await again();
    await settled();
    expect(looked()).toBeGreaterThan(before);
    expect(posted(room, 'INC-1')).toBe(1);
    expect(world.incidents.messages.filter(({ bot_id }) => bot_id === sandbox.botId)).toHaveLength(1);
  },
);

test('a token that is revoked is told to the operator, health says so, and nothing that is heard is lost', async () => {
  world = await slackWorld({ env: { PORT: '0' } });
  const room = await world.opens();
  const health = async () => (await fetch(`http://127.0.0.1:${world.bot().port()}/health`)).json();
  expect(await health()).toMatchObject({ slack: 'ok' });
  world.sandbox.faults.always('*', { error: 'token_revoked' });
  await world.ben.posts('still here', room.id);
  expect(await note('p99 is 9s', room)).toMatch(/^#2 note/);
  await world.settled();
  expect(await note('p99 is 10s', room)).toContain('Slack does not let Debrief in any more');
  await expect.poll(health).toMatchObject({ ok: false, slack: 'failing' });
  expect(operatorRead()).toContain('does not accept SLACK_BOT_TOKEN');
  world.sandbox.faults.clear();
  await again();
  await expect.poll(health).toMatchObject({ slack: 'ok' });
  expect((await world.entries(room)).filter(({ kind }) => kind === 'message.worded')).toHaveLength(1);
  expect([posted(room, 'p99 is 9s'), posted(room, 'p99 is 10s')]).toEqual([1, 1]);
});

test('an hour in which Slack fails is caught up with in few calls, in order, and nothing stands twice', {
  timeout: 90_000,
}, async () => {
  world = await slackWorld({ outside: { isSlackInStory: true } });
  const room = await world.opens();
  const { sandbox, ben, clock, settled } = world;
  sandbox.faults.always('*', { status: 503 });
  const before = sandbox.calls.length;
  for (let minute = 0; minute < 60; minute++) {
    await ben.posts(`still looking ${minute}`, room.id);
    expect(await note(`minute ${minute}.`, room)).toMatch(/^#\d+ note/);
    await settled();
    await clock.advance(60_000);
    await settled();
  }
  expect(await note('the last one', room)).toContain('what you write is saved, and shows here later');
  const inVain = sandbox.calls.length - before;
  expect(inVain).toBeLessThan(60 * 25);
  sandbox.faults.clear();
  const then = sandbox.calls.length;
  await clock.advance(120_000);
  await settled();
  await settled();
  const calls = sandbox.calls.slice(then).filter(({ answer }) => answer.ok === true);
  const posts = room.messages.filter(({ bot_id, text }) => bot_id === sandbox.botId && text.includes('minute '));
  expect(calls.filter(({ method }) => method === 'chat.postMessage').length).toBeLessThanOrEqual(7);
  const told = posts.flatMap(({ text }) => [...text.matchAll(/minute (\d+)\./g)].map(([, minute]) => Number(minute)));
  expect(told).toEqual([...Array(60).keys()]);
  expect((await world.entries(room)).filter(({ kind }) => kind === 'message.worded')).toHaveLength(60);
  expect(posted(room, 'INC-1')).toBe(1);
});

test('Slack that is not itself at the start is waited for', async () => {
  world = await slackWorld({ asleep: true });
  const { sandbox, environment } = world;
  sandbox.faults.next('apps.connections.open', { error: 'internal_error' }, 1);
  sandbox.faults.next('auth.test', { error: 'fatal_error' }, 2);
  bot = startProcess(environment);
  await bot.ready();
  expect(bot.lines.join('\n')).toContain('Slack did not say who we are; asking again.');
  expect(bot.lines.join('\n')).not.toContain('nobody waited for');
});

test('an answer that did not reach the person is given again', async () => {
  world = await slackWorld();
  const { sandbox, ana, incidents, settled } = world;
  sandbox.faults.next('response_url', { status: 503 });
  await ana.types('/incident start checkout is down', incidents.id);
  await settled();
  await expect
    .poll(() => ana.sees(incidents.id).ephemerals.map(({ text }) => text), { timeout: 5_000 })
    .toContainEqual(expect.stringContaining('INC-1 is here'));
});
