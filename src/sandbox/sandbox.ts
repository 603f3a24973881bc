import { createActivity } from './activity.ts';
import type { Clock } from './clock.ts';
import { createWorld, type SandboxOptions } from './create-world.ts';
import { createDeliveries, type Delivery, type Transport } from './deliveries.ts';
import { emit } from './events.ts';
import { createFaults, type DeliveryFault, type Faults } from './faults.ts';
import { asForm, createHttpDelivery, postSigned } from './http-delivery.ts';
import { listen } from './server.ts';
import { createSetting, type Setting } from './setting.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { everyMethod } from './web-api/every-method.ts';
import { type Call, createWebApi } from './web-api/serve.ts';
import type { Features } from './world.ts';

export type { SandboxOptions } from './create-world.ts';

/** A Slack of one's own on loopback: it knows Slack's protocol, and nothing of the app that is pointed at it. */
export type Sandbox = Setting & {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly appId: string;
  readonly teamId: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly socketMode: SocketMode;
  readonly features: Features;
  /** Every call of the Web API, in order. */
  readonly calls: readonly Call[];
  readonly unknownMethods: readonly string[];
  /** Everything sent to the app, and what became of it. */
  readonly deliveries: readonly Delivery[];
  /** From now on everything is posted to this address, signed; before, Socket Mode is used. */
  deliverTo(url: string): void;
  readonly deliveryUrl: string | undefined;
  /** The odd ones of HTTP delivery, answered as they come. */
  verifyUrl(url: string, fault?: DeliveryFault): Promise<{ status: number; body: string }>;
  sslCheck(url: string): Promise<{ status: number; body: string }>;
  /** Tells the app that it gets too many events. */
  rateLimit(): void;
  /** Takes the app's tokens away: it is told, and every call is refused. */
  revokeTokens(): void;
  /** Nothing is on its way to the app or unacknowledged, and no call of the app's is being served. */
  settled(): Promise<void>;
  /** Throws if the app called a method that the sandbox does not know. */
  stop(): Promise<void>;
};

export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  let origin = '';
  let revoked = false;
  let deliveryUrl: string | undefined;
  let transport: Transport;
  const activity = createActivity();
  const faults = createFaults();
  const world = createWorld(options, {
    deliver: (body) => deliveries.event(body),
    origin: () => origin,
    revoked: () => revoked,
  });
  const { clock, ids, team } = world;
  const { appId, botId, botUserId, botToken, appToken, signingSecret } = world.app;
  const deliveries = createDeliveries({ clock, faults, activity, transport: () => transport });
  const onLateAck = deliveries.lateAck;
  const socketMode = createSocketMode({ clock, ids, appId, origin: () => origin, onLateAck });
  transport = socketMode;
  const methods = everyMethod(() => socketMode.ticket());
  const api = createWebApi(world, methods, faults);
  const door = await listen({ world, api, socketMode, faults, activity }, options.port ?? 0);
  origin = door.origin;
  const about = { token: 'verification-token', team_id: team.id, api_app_id: appId };

  const setting = createSetting(world, deliveries);
  return {
    ...setting,
    get files() {
      return setting.files;
    },
    apiUrl: `${origin}/api/`,
    ...{ botToken, appToken, signingSecret, botUserId, botId, appId, teamId: team.id },
    ...{ clock, faults, socketMode, features: world.features },
    ...{ calls: api.calls, unknownMethods: api.unknownMethods, deliveries: deliveries.log },
    deliverTo(url: string) {
      deliveryUrl = url;
      transport = createHttpDelivery({ clock, url, signingSecret });
    },
    get deliveryUrl() {
      return deliveryUrl;
    },
    verifyUrl(url: string, fault?: DeliveryFault) {
      const body = JSON.stringify({ token: about.token, challenge: ids.next('challenge'), type: 'url_verification' });
      return postSigned(url, signingSecret, body, 'application/json', fault);
    },
    sslCheck(url: string) {
      const body = asForm({ ssl_check: 1, token: about.token });
      return postSigned(url, '', body, 'application/x-www-form-urlencoded', 'no-signature');
    },
    rateLimit() {
      const minute_rate_limited = Math.floor(clock.now().getTime() / 60_000) * 60;
      deliveries.event({ ...about, type: 'app_rate_limited', minute_rate_limited });
    },
    revokeTokens() {
      emit(world, { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUserId] } });
      revoked = true;
    },
    settled: () => activity.settled(),
    async stop() {
      deliveries.stop();
      await socketMode.stop();
      door.server.closeAllConnections();
      await new Promise((closed) => door.server.close(closed));
      if (api.unknownMethods.length > 0)
        throw new Error(
          `the app called what the sandbox does not know: ${[...new Set(api.unknownMethods)].join(', ')}`,
        );
    },
  };
};
