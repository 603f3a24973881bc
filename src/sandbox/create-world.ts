import { type Clock, createRealClock } from './clock.ts';
import { createIds } from './ids.ts';
import type { Json } from './json.ts';
import { type ManifestOptions, readManifest } from './manifest.ts';
import { addUser } from './newcomers.ts';
import { createResponses } from './response-urls.ts';
import { createTimestamps } from './timestamps.ts';
import { createTriggers } from './triggers.ts';
import { createViews } from './views.ts';
import { emptyWorkspace } from './workspace.ts';
import type { World } from './world.ts';

export type SandboxOptions = {
  /** Default: one that follows the machine's, and can be set. */
  clock?: Clock;
  /** The same seed gives the same ids. */
  seed?: number;
  /** What the app was installed with. Default: every scope and event there is, any command and shortcut. */
  manifest?: ManifestOptions;
  port?: number;
  team?: { name: string; domain: string };
  canvases?: boolean;
  botName?: string;
};

/** A company's workspace with the app just installed: nobody in it yet but the bot, and Slackbot. */
export const createWorld = (
  options: SandboxOptions,
  outside: { deliver(body: Json): void; origin(): string; revoked(): boolean },
): World => {
  const clock = options.clock ?? createRealClock();
  const ids = createIds(options.seed ?? 1);
  const team = { id: ids.of('T', 'team'), ...(options.team ?? { name: 'Acme', domain: 'acme' }) };
  const name = options.botName ?? 'Bot';
  const app = {
    ...readManifest(options.manifest),
    appId: ids.of('A', name),
    botId: ids.of('B', name),
    botUserId: ids.of('U', name),
    botToken: `xoxb-${ids.of('', 'bot token')}`,
    appToken: `xapp-1-${ids.of('', 'app token')}`,
    signingSecret: ids.of('', 'signing secret').toLowerCase(),
  };
  const world: World = {
    ...emptyWorkspace(),
    ...outside,
    clock,
    ids,
    team,
    app,
    triggers: createTriggers(clock, ids),
    responses: createResponses(clock, ids, team.id, () => outside.origin()),
    views: createViews(),
    features: {
      canvases: options.canvases ?? true,
      homeTab: true,
      replyCounterEvents: true,
      readArchived: true,
      rateLimits: false,
    },
    stamp: createTimestamps(clock),
  };
  addUser(world, name, { bot: true });
  const slackbot = addUser(world, 'Slackbot');
  world.users.delete(slackbot.id);
  world.users.set('USLACKBOT', { ...slackbot, id: 'USLACKBOT', email: '' });
  return world;
};
