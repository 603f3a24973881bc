import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { Config } from './config.ts';
import { healthRoutes, serveHealth } from './http/health.ts';
import { createLog, factsOf, type Log } from './log.ts';
import { createLogbook, type Watcher } from './logbook.ts';
import { type After, every, realAfter } from './slack/after.ts';
import { createBackground } from './slack/background.ts';
import { createClient } from './slack/clients.ts';
import { createApp } from './slack/connect.ts';
import type { Desk } from './slack/desk.ts';
import { createHandle } from './slack/handle.ts';
import { createIdentity } from './slack/identity.ts';
import { createInboxReceiver } from './slack/inbox.ts';
import { createIncidentsChannel } from './slack/incidents-channel.ts';
import type { Intent } from './slack/intents.ts';
import { type Documents, readDocument } from './slack/listeners/document.ts';
import { listen } from './slack/listeners/listen.ts';
import { listenToTaskButton } from './slack/listeners/task-button.ts';
import { createParked } from './slack/parked.ts';
import { createPeople } from './slack/people.ts';
import { permalinkOf } from './slack/permalink.ts';
import { createEars } from './slack/receivers.ts';
import { createSurfaces } from './slack/surfaces/surfaces.ts';
import { createTicks } from './slack/ticks.ts';
import { createUnsaved } from './slack/unsaved.ts';
import { createWhispers } from './slack/whispers.ts';
import { createWorker } from './slack/worker.ts';
import { takeLock } from './store/lock.ts';
import { openSqlite } from './store/sqlite.ts';

export type Debrief = Awaited<ReturnType<typeof startDebrief>>;

/** Time comes from outside: in tests and stories it is the sandbox's. */
export type Outside = {
  readonly now?: () => Date;
  readonly after?: After;
  readonly log?: Log;
  /** Milliseconds between the starts of the two sockets. */
  readonly stagger?: number;
};

const HOUR = 3_600_000;

/** The whole bot, from its database to Slack. Resolves when Slack reaches it; throws when it cannot be started. */
export const startDebrief = async (config: Config, outside: Outside = {}) => {
  const { now = () => new Date(), after = realAfter, log = createLog(config.logLevel), stagger } = outside;
  const lock = takeLock(config.database);
  const database = openSqlite(config.database);
  const { inbox, directory, shown, meta } = database;
  const background = createBackground(log);
  const onError = (error: unknown): void => log.error(factsOf(error), 'A watcher failed.');

  const logbook = createLogbook(database.store, {
    now,
    freshId: () => ulid(),
    freshSalt: () => randomBytes(16).toString('hex'),
    onError,
  });
  const client = createClient(config, log);
  const identity = await createIdentity({ client, meta, after, log });
  const { self } = identity;
  const people = await createPeople(directory, now, () => self()?.team);
  const whispers = createWhispers(client, background);
  const transport = config.transport.type;
  const recordingNotice = (): string =>
    `Messages in this channel are recorded by Debrief and kept ${config.retentionDays} days; ask whoever leads the incident.`;

  const surfaces = createSurfaces({
    client,
    logbook,
    shown,
    people,
    self: () => ({ botUserId: self()?.user ?? '' }),
    incidentsChannel: createIncidentsChannel({ client, name: config.incidentsChannel, now, log }),
    permalink: (message) => permalinkOf(self()?.teamUrl ?? '', message),
    recordingNotice,
    document: (incident) => readDocument(desk, incident),
    command: config.command,
    warn: (facts) => log.warn(facts, 'A surface could not be put right.'),
  });
  const ticks = createTicks({ client, logbook, shown, after, log });

  let carryOut = async (_: Intent): Promise<void> => {};
  const worker = createWorker({
    inbox,
    now,
    after,
    log,
    handle: createHandle({
      logbook,
      people,
      config,
      client,
      log,
      whispers,
      self: identity.known,
      recordingNotice,
      carryOut: (intent) => carryOut(intent),
    }),
    onParked: (row, awaits) => parked.onParked(row, awaits),
    onFailed: ({ channel, kind }) => {
      if (channel && kind === 'event') background('word in the channel', () => sayFailed(channel));
    },
  });
  const wake = (): void => worker.wake();
  const sayFailed = (channel: string): Promise<unknown> =>
    client.chat.postMessage({
      channel,
      text: 'Debrief could not take up one event of this channel. It is kept, and the operator’s log says why.',
    });
  const parked = createParked({
    inbox,
    logbook,
    people,
    config,
    client,
    now,
    log,
    background,
    whispers,
    self: identity.known,
    wake,
  });

  const desk: Desk = {
    logbook,
    people,
    config,
    now,
    log,
    client,
    self,
    meta,
    converge: surfaces.converge,
    carryOut: (handler) => {
      carryOut = handler;
    },
    intend: async ({ key, kind, channel, body }) => {
      const row = { key, kind, channel, team: self()?.team ?? '', body: JSON.stringify(body), transport };
      const isNew = await inbox.put({ ...row, receivedAt: +now() });
      wake();
      return isNew;
    },
  };

  const members: Watcher = async (_, news) => {
    for (const entry of news) {
      if (entry.kind !== 'channel.made' && entry.kind !== 'channel.adopted') continue;
      const { channel } = entry.data;
      if (entry.kind === 'channel.made') people.begin(channel);
      background('read members', () => people.refreshMembers(client, channel));
    }
  };
  for (const watcher of [members, parked.news, ticks.news, surfaces.news]) logbook.watch(watcher);

  const refresh = (): void =>
    background('read people', async () => {
      await people.refresh(client);
      for (const { channel } of await logbook.heads({ open: true }))
        if (channel) await people.refreshMembers(client, channel);
    });
  const onRateLimited = (): void => {
    log.warn({}, 'Slack sends fewer events than there are: too many in this hour.');
    background('note the lost events', () => meta.set('rateLimited', now().toISOString()));
  };
  let database_ = true;
  const beat = async (): Promise<boolean> => {
    const alive = now().toISOString();
    try {
      await meta.set('alive', alive);
      if (ears.isConnected()) await meta.set('connected', alive);
      if (!database_) log.info({}, 'The database can be written again.');
      database_ = true;
    } catch (error) {
      if (database_) log.error(factsOf(error), 'The database cannot be written.');
      database_ = false;
    }
    return database_;
  };

  const health = healthRoutes({ database: beat, slack: () => ears.isConnected() && identity.isAccepted() });
  const ears = createEars({
    config,
    log,
    after,
    health,
    onRateLimited,
    onConnected: () => {
      identity.start();
      refresh();
      background('put right', surfaces.convergeAll);
    },
    ...(stagger !== undefined && { stagger }),
  });
  const receiver = createInboxReceiver({
    ears,
    inbox,
    transport,
    now,
    log,
    wake,
    onRateLimited,
    onUnsaved: createUnsaved({ logbook, config, whispers }),
    before: (user) => people.learn(client, [user]),
  });
  const app = createApp({ config, log, receiver, self });
  listen(app, desk);
  listenToTaskButton(app, desk);

  await parked.releaseAll();
  const clocks = [
    every(after, 10_000, () => background('heartbeat', beat)),
    every(after, 10_000, () => background('look after what waits', parked.sweep)),
    every(after, HOUR, () => background('forget what is handled', () => inbox.purge(+now() - 48 * HOUR))),
  ];
  // Another process (the command line) may write to the same file; that has nothing to do with the story's time.
  let version = database.dataVersion();
  const look = setInterval(() => {
    const seen = database.dataVersion();
    if (seen === version) return;
    version = seen;
    logbook.forgetAll();
    background('put right', surfaces.convergeAll);
  }, 1_000).unref();

  const parts = [receiver, worker, background, ticks, logbook, surfaces, identity];
  const isBusy = (): boolean => receiver.busy() || worker.busy() || background.busy() || ticks.busy();
  const settled = async (): Promise<void> => {
    do {
      for (const part of parts) await part.settled();
      await new Promise((turn) => setImmediate(turn));
    } while (isBusy());
  };

  const port = config.transport.type === 'socket' ? config.port : undefined;
  const server = port === undefined ? undefined : await serveHealth(health, port);

  const stop = async (): Promise<void> => {
    clearInterval(look);
    for (const cancel of clocks) cancel();
    await Promise.race([receiver.stop(), new Promise((late) => setTimeout(late, 3_000).unref())]);
    await receiver.settled();
    await identity.stop();
    await Promise.race([
      Promise.all([worker.stop(), surfaces.stop(), ticks.stop(), background.settled(), logbook.settled()]),
      new Promise((late) => setTimeout(late, 4_000).unref()),
    ]);
    await server?.stop();
    database.close();
    lock.release();
  };

  try {
    identity.start();
    wake();
    await app.start();
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    logbook,
    people,
    database,
    /** Where Slack's requests arrive in HTTP mode, and the health page in either. */
    port: (): number | undefined => ears.port() ?? server?.port,
    documents: async (incident: string): Promise<{ md: string; json: string }> => {
      const { markdown, json }: Documents = await readDocument(desk, incident);
      return { md: markdown, json };
    },
    converge: surfaces.converge,
    /** Nothing is under way: all that Slack said is handled, and Slack shows it. */
    settled,
    /** Within ten seconds: takes no more, finishes what was begun, closes the database. */
    stop,
  };
};
