import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Json } from './json.ts';
import type { Manifest } from './manifest.ts';
import type { Responses } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

/** One company's Slack with one app installed in it: what every part of the sandbox works on. */
export type World = Workspace & {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: Installation;
  readonly triggers: Triggers;
  readonly responses: Responses;
  readonly views: Views;
  readonly features: Features;
  /** Whether the app's tokens were taken away. */
  revoked(): boolean;
  /** A new `ts`. */
  stamp(): string;
  /** Hands the outer body of an event to whoever listens. */
  deliver(body: Json): void;
  /** Where the sandbox is reached, without a slash at the end. */
  origin(): string;
};

type Installation = Manifest & {
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
};

/** What differs between workspaces, or is not settled about Slack: switches. */
export type Features = {
  canvases: boolean;
  homeTab: boolean;
  /** Whether a reply also makes a `message_changed` for its parent's counters. */
  replyCounterEvents: boolean;
  /** Whether a bot may read an archived channel. */
  readArchived: boolean;
  /** Whether the tiers of the Web API are held up with 429. */
  rateLimits: boolean;
};

export const seconds = (world: { clock: Clock }): number => Math.floor(world.clock.now().getTime() / 1000);
