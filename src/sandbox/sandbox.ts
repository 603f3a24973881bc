import { createActivity } from './activity.ts';
import { type Channel, createChannelHandle } from './channel.ts';
import { emptyConversation } from './channels.ts';
import { type Clock, createRealClock } from './clock.ts';
import { createDeliveries, type Delivery, type Transport } from './deliveries.ts';
import { emit } from './events.ts';
import { createFaults, type DeliveryFault, type Faults } from './faults.ts';
import { asForm, createHttpDelivery, postSigned } from './http-delivery.ts';
import { createIds } from './ids.ts';
import { type ManifestOptions, readManifest } from './manifest.ts';
import { addUser, type PersonOptions } from './newcomers.ts';
import { createPerson, type Person } from './people/person.ts';
import { conversationAt, type Place, type SeenMessage, seen } from './people/place.ts';
import { createResponses } from './response-urls.ts';
import { listen } from './server.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createTimestamps } from './timestamps.ts';
import { createTriggers } from './triggers.ts';
import { userShape } from './user-shape.ts';
import { createViews } from './views.ts';
import { everyMethod } from './web-api/every-method.ts';
import { type Call, createWebApi } from './web-api/serve.ts';
import { emptyWorkspace, type StoredFile, type User } from './workspace.ts';
import type { Features, World } from './world.ts';

export type SandboxOptions = {
  clock?: Clock;
  seed?: number;
  manifest?: ManifestOptions;
  port?: number;
  team?: { name: string; domain: string };
  canvases?: boolean;
  botName?: string;
};

/** A Slack of one's own on loopback. */
export type Sandbox = {
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
  readonly calls: readonly Call[];
  readonly unknownMethods: readonly string[];
  /** Everything sent to the app, and what became of it. */
  readonly deliveries: readonly Delivery[];
  readonly people: readonly Person[];
  readonly files: readonly StoredFile[];
  person(name: string, options?: PersonOptions): Person;
  /** A channel that was there before the story begins. */
  channel(name: string, options?: { private?: boolean; members?: readonly Person[]; bot?: boolean }): Channel;
  usergroup(handle: string, members: readonly Person[]): { readonly id: string };
  /** Somebody's account changes: the app hears of it. */
  change(person: Person, what: Partial<Pick<User, 'deleted' | 'tz' | 'displayName' | 'guest'>>): void;
  channelNamed(name: string): Channel | undefined;
  channels(): readonly Channel[];
  messagesIn(place: Place): readonly SeenMessage[];
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
  const clock = options.clock ?? createRealClock();
  const ids = createIds(options.seed ?? 1);
  const activity = createActivity();
  const faults = createFaults();
  const team = { id: ids.of('T', 'team'), ...(options.team ?? { name: 'Acme', domain: 'acme' }) };
  let origin = '';
  let revoked = false;

  const world: World = {
    ...emptyWorkspace(),
    clock,
    ids,
    team,
    app: {
      ...readManifest(options.manifest),
      appId: ids.of('A', 'app'),
      botId: ids.of('B', 'bot'),
      botUserId: '',
      botToken: `xoxb-${ids.of('', 'bot token')}`,
      appToken: `xapp-1-${ids.of('', 'app token')}`,
      signingSecret: ids.of('', 'signing secret').toLowerCase(),
    },
    triggers: createTriggers(clock, ids),
    responses: createResponses(clock, ids, team.id, () => origin),
    views: createViews(),
    features: {
      canvases: options.canvases ?? true,
      homeTab: true,
      replyCounterEvents: true,
      readArchived: true,
      rateLimits: false,
    },
    revoked: () => revoked,
    stamp: createTimestamps(clock),
    deliver: (body) => deliveries.event(body),
    origin: () => origin,
  };
  const bot = addUser(world, options.botName ?? 'Bot', { bot: true });
  Object.assign(world.app, { botUserId: bot.id });
  world.users.set(bot.id, { ...bot, botId: world.app.botId, appId: world.app.appId });

  const socketMode = createSocketMode({
    clock,
    ids,
    appId: world.app.appId,
    origin: () => origin,
    onLateAck: (payload) => deliveries.lateAck(payload),
  });
  let deliveryUrl: string | undefined;
  let transport: Transport = socketMode;
  const deliveries = createDeliveries({ clock, faults, activity, transport: () => transport });
  const api = createWebApi(
    world,
    everyMethod(() => socketMode.ticket()),
    faults,
  );
  const door = await listen(
    { world: () => world, api: () => api, socketMode: () => socketMode, activity },
    options.port ?? 0,
  );
  origin = door.origin;
  const people: Person[] = [];
  const handles = () =>
    [...world.conversations.values()]
      .filter(({ kind }) => kind !== 'im')
      .map((each) => createChannelHandle(world, each));

  return {
    apiUrl: `${origin}/api/`,
    botToken: world.app.botToken,
    appToken: world.app.appToken,
    signingSecret: world.app.signingSecret,
    botUserId: world.app.botUserId,
    botId: world.app.botId,
    appId: world.app.appId,
    teamId: team.id,
    clock,
    faults,
    socketMode,
    features: world.features,
    calls: api.calls,
    unknownMethods: api.unknownMethods,
    deliveries: deliveries.log,
    people,
    get files() {
      return [...world.files.values()];
    },
    person(name, about) {
      const person = createPerson({ world, deliveries }, addUser(world, name, about));
      people.push(person);
      return person;
    },
    channel(name, { private: isPrivate = false, members = [], bot: withBot = false } = {}) {
      const creator = members[0]?.id ?? 'USLACKBOT';
      const made = emptyConversation(world, ids.next('C'), name, isPrivate ? 'group' : 'channel', creator);
      for (const member of members) made.members.add(member.id);
      if (withBot) made.members.add(world.app.botUserId);
      world.conversations.set(made.id, made);
      return createChannelHandle(world, made);
    },
    usergroup(handle, members) {
      const id = ids.of('S', handle);
      world.usergroups.set(id, { id, handle, name: handle, users: members.map((member) => member.id) });
      return { id };
    },
    change(person, what) {
      const user = world.users.get(person.id);
      if (!user) throw new Error(`nobody has the id ${person.id}`);
      Object.assign(user, what, { updated: Math.floor(clock.now().getTime() / 1000) });
      emit(world, { type: 'user_change', user: userShape(world, user, world.app.scopes.includes('users:read.email')) });
    },
    channelNamed: (name) => handles().find((channel) => channel.name === name),
    channels: handles,
    messagesIn(place) {
      const where = conversationAt(world, place);
      return where.messages.map((message) => seen(where, message));
    },
    get deliveryUrl() {
      return deliveryUrl;
    },
    deliverTo(url) {
      deliveryUrl = url;
      transport = createHttpDelivery({ clock, url, signingSecret: world.app.signingSecret });
    },
    verifyUrl(url, fault) {
      const body = JSON.stringify({
        token: 'verification-token',
        challenge: ids.next('challenge'),
        type: 'url_verification',
      });
      return postSigned(url, world.app.signingSecret, body, 'application/json', fault);
    },
    sslCheck: (url) =>
      postSigned(
        url,
        '',
        asForm({ ssl_check: 1, token: 'verification-token' }),
        'application/x-www-form-urlencoded',
        'no-signature',
      ),
    rateLimit() {
      const minute_rate_limited = Math.floor(clock.now().getTime() / 60_000) * 60;
      const about = { token: 'verification-token', team_id: team.id, api_app_id: world.app.appId };
      deliveries.event({ ...about, type: 'app_rate_limited', minute_rate_limited });
    },
    revokeTokens() {
      emit(world, { type: 'tokens_revoked', tokens: { oauth: [], bot: [world.app.botUserId] } });
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
