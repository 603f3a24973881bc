import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Environment } from '../../src/config.ts';
import { createRealClock } from '../../src/sandbox/clock.ts';
import { asJson } from '../../src/sandbox/json.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { manifestList } from '../manifest-list.ts';
import { type BotProcess, startProcess } from '../slack/bot-process.ts';
import { type ActName, acts } from './acts.ts';
import { createLedger } from './ledger.ts';
import { differences } from './oracle.ts';
import { createRandom } from './random.ts';
import { createScene } from './scene.ts';
import { shownDifferences } from './shown.ts';
import { worsen } from './weather.ts';

export type StormOptions = {
  readonly seed: number;
  readonly transport: 'socket' | 'http';
  /** How many things people do. */
  readonly acts: number;
  /** How often the bot is killed. */
  readonly kills: number;
};

export type Aftermath = {
  /** In what the record, or Slack, is not as it should be. */
  readonly differences: readonly string[];
  readonly told: Readonly<Record<string, number>>;
  readonly lines: readonly string[];
};

const weights: Readonly<Record<ActName, number>> = {
  post: 30,
  alert: 4,
  reply: 15,
  edit: 12,
  erase: 4,
  unfurl: 2,
  react: 16,
  unreact: 8,
  pin: 3,
  unpin: 2,
  command: 14,
  refused: 2,
  state: 2,
  form: 3,
  button: 1,
  start: 0.3,
};

const STEP = 2_500;

/** People say and do things at random, Slack and the network are bad, and the bot is killed again and again. */
export const storm = async ({ seed, transport, acts: count, kills }: StormOptions): Promise<Aftermath> => {
  const random = createRandom(seed);
  const clock = createRealClock();
  const sandbox = await startSandbox({
    clock,
    seed,
    botName: 'Debrief',
    manifest: { command: '/incident', scopes: manifestList('bot'), events: manifestList('bot_events') },
  });
  const ana = sandbox.person('Ana');
  const ben = sandbox.person('Ben');
  const dora = sandbox.person('Dora');
  const cleo = sandbox.person('Cleo', { guest: true });
  const pager = sandbox.person('Pager', { bot: true });
  const incidents = sandbox.channel('incidents', { members: [ana, ben, dora], bot: true });
  const home = mkdtempSync(join(tmpdir(), 'debrief-storm-'));
  const database = join(home, 'debrief.db');
  const port = await freePort();
  const environment: Environment = {
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: `file:${database}`,
    ...(transport === 'http'
      ? { SLACK_SIGNING_SECRET: sandbox.signingSecret, PORT: String(port) }
      : { SLACK_APP_TOKEN: sandbox.appToken }),
  };
  if (transport === 'http') sandbox.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const ledger = createLedger();
  const scene = createScene({ sandbox, random, ledger, incidents, pager });
  const lines: string[] = [];
  const broken: string[] = [];
  let bot: BotProcess | undefined;

  const launch = async (): Promise<void> => {
    bot = startProcess({ ...environment, STORM_TIME: String(+clock.now()) }, 'test/storm/bot.ts');
    await bot.ready();
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await bot?.kill(signal);
    lines.push(...(bot?.lines ?? []));
    bot = undefined;
  };
  /** Slack's client takes five seconds before it connects again. */
  const connected = (): Promise<void> =>
    until(() => transport === 'http' || sandbox.socketMode.open() > 0, 'the bot is connected');
  /** In steps: what is sent on the way has three seconds, and a jump must not take them away. */
  const jump = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= STEP) {
      await connected();
      await sandbox.settled();
      bot?.send(Math.min(STEP, left));
      await clock.advance(Math.min(STEP, left));
    }
  };
  const rooms = (): string[] => sandbox.channels().flatMap(({ id, name }) => (name.startsWith('inc-') ? [id] : []));
  const gather = async (): Promise<void> => {
    for (const room of rooms())
      for (const person of [ana, ben, dora, cleo, pager])
        if (
          !sandbox
            .channels()
            .find(({ id }) => id === room)
            ?.members.includes(person.id)
        )
          await person.joins(room);
  };

  try {
    await launch();
    await acts.start(scene, ana);
    await acts.start(scene, ben);
    await until(() => rooms().length === 2, 'there are two channels');
    const waiting = new Set<Promise<void>>();
    const killAt = new Set(Array.from({ length: kills }, () => random.int(count)));
    for (let i = 0; i < count; i++) {
      if (random.is(0.25)) worsen(sandbox, random);
      await gather();
      const room = random.pick(rooms());
      const who = random.pick([ana, ana, ben, ben, dora, cleo]) ?? ana;
      const name = random.weighed(weights);
      if (room) {
        const act = acts[name](scene, name === 'start' ? ana : who, room).catch(
          (error) => void broken.push(`${name}: ${error.stack}`),
        );
        waiting.add(act);
        void act.finally(() => waiting.delete(act));
      }
      await pause(random.is(0.4) ? random.int(40) : 0);
      if (random.is(0.01)) await jump(1_000 + random.int(60_000));
      if (random.is(0.2)) await connected();
      if (killAt.has(i)) {
        await end('SIGKILL');
        if (random.is(0.5)) await acts.post(scene, ben, room ?? '');
        await launch();
      }
    }
    sandbox.faults.clear();
    await within(Promise.all(waiting), 20_000, 'everybody has an answer');
    await quiet(sandbox, database);
    for (const ms of [61_000, 301_000, 61_000]) {
      if (!sandbox.deliveries.some(({ state }) => state === 'waiting')) break;
      await jump(ms);
      await quiet(sandbox, database);
    }
    await end('SIGTERM');
    await launch();
    await quiet(sandbox, database);
    // What still waits to be passed goes out; then everything is read once more, and what Slack never told is known.
    await gather();
    for (const room of rooms()) await acts.post(scene, ben, room);
    await quiet(sandbox, database);
    for (const room of rooms()) await ana.types('/incident resolve the storm is over', room);
    await quiet(sandbox, database);
    await jump(61_000);
    await quiet(sandbox, database);
    await end('SIGTERM');
    const lost = lostIn(sandbox);
    const truth = { sandbox, ledger, database, lost, emoji: new Set(marking) };
    const found = [
      ...broken,
      ...(await differences(truth)),
      ...unhandled(lines),
      ...(await shownDifferences(sandbox, environment, database)),
    ];
    return {
      differences: found,
      told: tally(
        ledger.asked.map(({ told }) => told),
        sandbox,
        lost,
      ),
      lines,
    };
  } finally {
    await end('SIGKILL');
    await sandbox.stop();
    rmSync(home, { recursive: true, force: true });
  }
};

const marking = [
  'rotating_light',
  'mag',
  'bulb',
  'no_entry_sign',
  'mega',
  'wrench',
  'scales',
  'dart',
  'adhesive_bandage',
  'pushpin',
];

const tally = (told: readonly string[], sandbox: Sandbox, lost: ReadonlySet<string>): Record<string, number> => ({
  ...Object.fromEntries([...Map.groupBy(told, (each) => each)].map(([name, all]) => [name, all.length])),
  deliveries: sandbox.deliveries.length,
  attempts: sandbox.deliveries.reduce((sum, { attempts }) => sum + attempts, 0),
  calls: sandbox.calls.length,
  lost: lost.size,
});

const unhandled = (lines: readonly string[]): string[] =>
  lines.filter((line) => /nobody waited for|nobody caught/.test(line)).map((line) => `the bot said: ${line}`);

/** Slack gives up after four attempts: what these were about cannot be known from events alone. */
const lostIn = (sandbox: Sandbox): Set<string> =>
  new Set(
    sandbox.deliveries
      .filter(({ kind, state }) => kind === 'events_api' && state === 'lost')
      .map(({ payload }) => {
        const event = asJson(payload.event);
        const item = asJson(event.item);
        const message = asJson(event.message ?? item.message);
        const channel = event.channel ?? event.channel_id ?? item.channel;
        return `${channel}:${event.deleted_ts ?? message.ts ?? item.ts ?? event.ts}`;
      }),
  );

/** Nothing is under way any more: no call for a while, and nothing that waits in the inbox. */
const quiet = async (sandbox: Sandbox, path: string): Promise<void> => {
  let calls = -1;
  let still = 0;
  await until(() => {
    const database = new Database(path, { readonly: true });
    const waiting = Number(database.prepare("SELECT count(*) FROM inbox WHERE state = 'waiting'").pluck().get());
    database.close();
    const isStill = waiting === 0 && sandbox.calls.length === calls;
    calls = sandbox.calls.length;
    still = isStill ? still + 1 : 0;
    return still >= 12;
  }, 'all is quiet');
};

const pause = (ms: number): Promise<void> => new Promise((go) => (ms > 0 ? setTimeout(go, ms) : setImmediate(go)));

const until = async (isSo: () => boolean, what: string): Promise<void> => {
  const deadline = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`It was waited in vain until ${what}.`);
    await pause(100);
  }
};

const within = (work: Promise<unknown>, ms: number, what: string): Promise<unknown> =>
  Promise.race([
    work,
    pause(ms).then(() => {
      throw new Error(`It was waited in vain until ${what}.`);
    }),
  ]);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
