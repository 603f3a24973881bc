import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, readConfig } from '../../src/config.ts';
import { type Debrief, type Outside, startDebrief } from '../../src/debrief.ts';
import type { Log } from '../../src/log.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { createManualClock } from '../../src/sandbox/clock.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { manifestList } from '../manifest-list.ts';

export type World = Awaited<ReturnType<typeof slackWorld>>;

export type WorldOptions = {
  /** Slack calls us, instead of us calling Slack. */
  readonly http?: boolean;
  readonly env?: Environment;
  readonly outside?: Partial<Outside>;
  /** The bot is started by the test itself. */
  readonly asleep?: boolean;
  readonly canvases?: boolean;
};

/**
 * Acme's Slack with Debrief in it: Ana opens, Ben leads, Cleo is a guest, Pager posts alerts. It is noon on 1 March 2026, and
 * time moves only by `world.clock`.
 */
export const slackWorld = async ({
  http = false,
  env = {},
  outside = {},
  asleep = false,
  canvases,
}: WorldOptions = {}) => {
  const clock = createManualClock('2026-03-01T12:00:00Z');
  const sandbox = await startSandbox({
    clock,
    botName: 'Debrief',
    // What the app may do is what our manifest asks for.
    manifest: { command: '/incident', scopes: manifestList('bot'), events: manifestList('bot_events') },
    ...(canvases !== undefined && { canvases }),
  });
  const ana = sandbox.person('Ana');
  const ben = sandbox.person('Ben', { tz: 'America/Los_Angeles' });
  const cleo = sandbox.person('Cleo', { guest: true });
  const pager = sandbox.person('Pager', { bot: true });
  const incidents = sandbox.channel('incidents', { members: [ana, ben], bot: true });
  const general = sandbox.channel('general', { members: [ana, ben, cleo], bot: false });
  const home = await mkdtemp(join(tmpdir(), 'debrief-test-'));
  const environment: Environment = {
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: `file:${join(home, 'debrief.db')}`,
    LOG_LEVEL: 'fatal',
    ...(http ? { SLACK_SIGNING_SECRET: sandbox.signingSecret, PORT: '0' } : { SLACK_APP_TOKEN: sandbox.appToken }),
    ...env,
  };
  const told: Told[] = [];
  let bot: Debrief | undefined;

  /** The bot, started or started again. */
  const start = async (more: Partial<Outside> = {}): Promise<Debrief> => {
    const started = await startDebrief(readConfig(environment), {
      now: clock.now,
      after: clock.after,
      log: listeningTo(told),
      stagger: 0,
      ...outside,
      ...more,
    });
    if (http) sandbox.deliverTo(`http://127.0.0.1:${started.port()}/slack/events`);
    bot = started;
    await settled();
    return started;
  };

  const stop = async (): Promise<void> => {
    await bot?.stop();
    bot = undefined;
  };

  const settled = async (): Promise<void> => {
    const done = () => sandbox.calls.length + sandbox.deliveries.length;
    for (let before = -1; before !== done(); ) {
      before = done();
      await sandbox.settled();
      await bot?.settled();
    }
  };

  const world = {
    clock,
    sandbox,
    ana,
    ben,
    cleo,
    pager,
    incidents,
    general,
    home,
    environment,
    /** What the operator reads. */
    told,
    start,
    stop,
    settled,
    bot: (): Debrief => {
      if (!bot) throw new Error('the bot is not running');
      return bot;
    },
    /** Ana opens an incident, and Ben joins her; its channel. */
    opens: async (title = 'checkout is down'): Promise<Channel> => {
      const before = new Set(sandbox.channels().map(({ id }) => id));
      await ana.types(`/incident start ${title}`, incidents.id);
      await settled();
      const made = sandbox.channels().find(({ id }) => !before.has(id));
      if (!made) throw new Error('no channel was made');
      await ben.joins(made.id);
      await settled();
      return made;
    },
    /** The incident of a channel, as the log has it. */
    incident: async ({ id: channel }: { readonly id: string }) => {
      const head = await world.bot().logbook.head({ channel });
      if (!head) throw new Error('that channel has no incident');
      return world.bot().logbook.read(head.id);
    },
    entries: async ({ id: channel }: { readonly id: string }) => {
      const head = await world.bot().logbook.head({ channel });
      if (!head) throw new Error('that channel has no incident');
      return world.bot().logbook.entries(head.id);
    },
    close: async (): Promise<void> => {
      await stop();
      await sandbox.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
  if (!asleep) await start();
  return world;
};

export type Told = { readonly level: keyof Log; readonly sentence: string; readonly facts: object };

const listeningTo = (told: Told[]): Log => {
  const hear = (level: keyof Log) => (facts: object, sentence: string) => void told.push({ level, sentence, facts });
  return { debug: hear('debug'), info: hear('info'), warn: hear('warn'), error: hear('error') };
};

export type { Sandbox };
