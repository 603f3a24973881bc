import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { startDebrief } from '../src/debrief.ts';
import { openSqlite, type Sqlite } from '../src/store/sqlite.ts';
import { type BotProcess, startProcess } from './slack/bot-process.ts';
import { slackWorld, type World } from './slack/workspace.ts';

let world: World;
let bot: BotProcess | undefined;

afterEach(async () => {
  await bot?.kill('SIGKILL');
  bot = undefined;
  await world.close();
});

const inbox = (): { state: string }[] => {
  const database = new Database(`${world.home}/debrief.db`, { readonly: true });
  const rows = database.prepare<[], { state: string }>('SELECT state FROM inbox').all();
  database.close();
  return rows;
};
const launch = async (): Promise<void> => {
  bot = startProcess(world.environment);
  await bot.ready();
};

describe('a bot that is killed', () => {
  test('between the commit and the acknowledgement, has the message once', async () => {
    world = await slackWorld();
    const channel = await world.opens();
    await world.stop();
    await launch();
    world.sandbox.faults.nextDelivery('message', 'lose-ack');
    await world.ana.posts('once', channel.id);
    await expect.poll(() => inbox().some(({ state }) => state === 'handled'), { timeout: 5_000 }).toBe(true);
    await bot?.kill('SIGKILL');
    await world.start();
    await world.clock.advance(70_000);
    await world.settled();
    const said = (await world.entries(channel)).filter(({ kind }) => kind === 'message.worded');
    expect(said).toHaveLength(1);
  });

  test('between the acknowledgement and the handling, handles it after the start', async () => {
    world = await slackWorld();
    const channel = await world.opens();
    await world.stop();
    await launch();
    await expect
      .poll(() => world.sandbox.calls.filter(({ method }) => method === 'users.list').length, { timeout: 5_000 })
      .toBe(2);
    // A newcomer's name is asked for before their message is written: here it is never told.
    world.sandbox.faults.always('users.info', { latency: 3_600_000 });
    const dora = world.sandbox.person('Dora');
    await dora.joins(channel.id);
    await dora.posts('I am new here', channel.id);
    await expect
      .poll(() => world.sandbox.calls.filter(({ method }) => method === 'users.info').length)
      .toBeGreaterThan(0);
    await expect.poll(() => inbox().filter(({ state }) => state === 'waiting').length).toBeGreaterThan(0);
    await bot?.kill('SIGKILL');
    world.sandbox.faults.clear('users.info');
    await world.clock.advance(3_600_000); // the question of the one that was killed is answered, to nobody
    await world.start();
    expect((await world.entries(channel)).filter(({ kind }) => kind === 'message.worded')).toMatchObject([
      { author: { name: 'Dora' }, data: { words: { text: 'I am new here' } } },
    ]);
  });

  test('between making a channel and writing it down, takes that channel over after the start', async () => {
    world = await slackWorld({ asleep: true });
    await launch();
    world.sandbox.faults.always('conversations.create', { reset: true, when: 'after' });
    await world.ana.types('/incident start checkout is down', world.incidents.id);
    await expect.poll(() => world.sandbox.channelNamed('inc-1-checkout-is-down')).toBeDefined();
    await bot?.kill('SIGKILL');
    world.sandbox.faults.clear('conversations.create');
    await world.start();
    const [head, another] = await world.bot().logbook.heads();
    expect(another).toBeUndefined();
    expect(head?.channel).toBe(world.sandbox.channelNamed('inc-1-checkout-is-down')?.id);
  });
});

test('a bot that is told to stop finishes, and ends well within ten seconds', async () => {
  world = await slackWorld({ asleep: true });
  await launch();
  const started = performance.now();
  expect(await bot?.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('a second bot on the same database says which process has it, and leaves', async () => {
  world = await slackWorld({ asleep: true });
  await launch();
  const second = startProcess(world.environment);
  expect(await second.ended).toMatchObject({ code: 1 });
  expect(second.lines.join('\n')).toMatch(/^Another Debrief \(process \d+\) is running/);
});

test('a missing setting is one line that names it', async () => {
  world = await slackWorld({ asleep: true });
  bot = startProcess({ ...world.environment, SLACK_BOT_TOKEN: '' });
  expect(await bot.ended).toMatchObject({ code: 1 });
  expect(bot.lines).toEqual([expect.stringMatching(/^SLACK_BOT_TOKEN is not set: /)]);
});

test('an app token that Slack refuses is one line that says how to get another', async () => {
  world = await slackWorld({ asleep: true });
  bot = startProcess({ ...world.environment, SLACK_APP_TOKEN: 'xapp-1-wrong' });
  expect(await bot.ended).toMatchObject({ code: 1 });
  expect(bot.lines.at(-1)).toMatch(/SLACK_APP_TOKEN: generate it anew/);
});

test('while Slack refuses the bot token nothing says that it is ready, and what Slack sends is recorded', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.stop();
  world.sandbox.faults.always('auth.test', { error: 'invalid_auth' });
  bot = startProcess(world.environment);
  await bot.says('It shows and answers nothing until Slack accepts its token.');
  expect(bot.lines.join('\n')).toContain('Slack does not accept SLACK_BOT_TOKEN');
  await world.ben.posts('it is the deploy', channel.id);
  const { id } = await inFile(({ store }) => store.head({ channel: channel.id }));
  const words = () => inFile(({ store }) => store.read(id)).then((rows) => rows.map((row) => row.words));
  await expect.poll(words, { timeout: 10_000 }).toContain('it is the deploy');
  expect(bot.lines.join('\n')).not.toContain('Debrief is ready.');
  world.sandbox.faults.clear();
  await bot.ready();
  expect(await bot.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

/** What the database says, beside the bot that has it. */
const inFile = async <T>(read: (sqlite: Sqlite) => Promise<T>): Promise<NonNullable<T>> => {
  const sqlite = openSqlite(world.environment.DATABASE_URL ?? '', { readonly: true });
  try {
    return (await read(sqlite)) ?? expect.fail('there is nothing');
  } finally {
    sqlite.close();
  }
};

test('a port that somebody else listens on is one line that names it', async () => {
  world = await slackWorld({ asleep: true });
  const taken = createServer().listen(0);
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  for (const transport of [{}, { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: world.sandbox.signingSecret }]) {
    bot = startProcess({ ...world.environment, ...transport, PORT: String(port) });
    expect(await bot.ended).toMatchObject({ code: 1 });
    expect(bot.lines.at(-1)).toBe(
      `PORT is not right: ${port} is in use by another program. Write the number of a free port, such as 3000.`,
    );
  }
  taken.close();
});

test('neither words nor tokens are in the log', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.stop();
  await launch();
  world.sandbox.faults.next('reactions.add', { error: 'internal_error' });
  const message = await world.ana.posts('the password is hunter2', channel.id);
  await world.ana.reacts('bulb', message);
  await expect.poll(() => world.sandbox.calls.some(({ method }) => method === 'reactions.add')).toBe(true);
  await bot?.kill('SIGTERM');
  const log = bot?.lines.join('\n') ?? '';
  expect(log).toContain('Debrief has stopped.');
  for (const secret of ['hunter2', world.sandbox.botToken, world.sandbox.appToken]) expect(log).not.toContain(secret);
});

describe('health', () => {
  const ask = async (path: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`http://127.0.0.1:${world.bot().port()}${path}`);
    return { status: response.status, ...((await response.json()) as object) };
  };

  test.each([{ http: false }, { http: true }])('all is well (over http: $http)', async ({ http }) => {
    world = await slackWorld({ http, env: { PORT: '0' } });
    expect(await ask('/health')).toEqual({ status: 200, ok: true, database: 'ok', slack: 'ok' });
    expect(await ask('/health/live')).toEqual({ status: 200, ok: true, database: 'ok' });
  });

  test('it says when Slack is away, which is no reason for a restart', async () => {
    world = await slackWorld({ env: { PORT: '0' } });
    world.sandbox.socketMode.kill();
    await expect.poll(async () => (await ask('/health')).slack).toBe('failing');
    expect(await ask('/health/live')).toMatchObject({ status: 200 });
  });

  test('it says when the database cannot be written', async () => {
    world = await slackWorld({ env: { PORT: '0' } });
    const other = new Database(`${world.home}/debrief.db`);
    other.exec('BEGIN IMMEDIATE');
    expect(await ask('/health')).toMatchObject({ status: 503, database: 'failing', slack: 'ok' });
    other.exec('ROLLBACK');
    other.close();
    expect(await ask('/health')).toMatchObject({ status: 200 });
  });
});

test('it is noted when the bot was last alive and connected', async () => {
  world = await slackWorld();
  await world.clock.advance(10_000);
  await world.settled();
  const { meta } = world.bot().database;
  expect(await meta.get('alive')).toBe(world.clock.now().toISOString());
  expect(await meta.get('connected')).toBe(world.clock.now().toISOString());
});

test('a start that fails leaves the database free for the next', async () => {
  world = await slackWorld({ asleep: true });
  const wrong = readConfig({ ...world.environment, SLACK_APP_TOKEN: 'xapp-1-wrong' });
  await expect(startDebrief(wrong, { now: world.clock.now, after: world.clock.after })).rejects.toThrow();
  await world.start();
  expect((await world.opens()).name).toMatch(/^inc-1-/);
});
