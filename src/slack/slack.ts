import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Logbook, Watcher } from '../logbook.ts';
import { createAcquaint } from './acquaint.ts';
import { type After, every } from './after.ts';
import { createBackground } from './background.ts';
import { createClient } from './clients.ts';
import { createApp } from './connect.ts';
import { createCredentialNotices } from './credentials/notices.ts';
import { deletionNotice } from './deletions.ts';
import type { Desk, Meta } from './desk.ts';
import { createCopies } from './files/copies.ts';
import type { FileTable, Vault } from './files/table.ts';
import { createHandle } from './handle.ts';
import { createHistory } from './history/history.ts';
import type { Known } from './history/known.ts';
import { createIdentity } from './identity.ts';
import { createInboxReceiver, type Inbox } from './inbox.ts';
import { createIncidentsChannel } from './incidents-channel.ts';
import type { Intent } from './intents.ts';
import { readDocument, type WriteDocuments } from './listeners/document.ts';
import { listen } from './listeners/listen.ts';
import { redactButtonFor } from './listeners/redact-flag.ts';
import { listenToTaskButton } from './listeners/task-button.ts';
import { createParked } from './parked.ts';
import { createPeople, type Directory } from './people.ts';
import { permalinkOf } from './permalink.ts';
import { createEars, type Route } from './receivers.ts';
import { noticeOf } from './recording-notice.ts';
import { createRollCall } from './roll-call.ts';
import { reasonOf } from './surfaces/refusals.ts';
import type { ShownTable } from './surfaces/shown.ts';
import { createSurfaces, type Patience } from './surfaces/surfaces.ts';
import { createTicks } from './ticks.ts';
import { createUnsaved } from './unsaved.ts';
import { createLaggards, type Unshown } from './unshown.ts';
import { createWhispers } from './whispers.ts';
import { createWorker } from './worker.ts';

type Needs = {
  readonly config: Config;
  readonly logbook: Logbook;
  /** Where things are kept. */
  readonly inbox: Inbox;
  readonly directory: Directory;
  readonly shown: ShownTable;
  readonly meta: Meta;
  readonly files: FileTable;
  readonly vault: Vault | undefined;
  readonly known: Known;
  readonly scrub: () => boolean;
  readonly writeDocuments: WriteDocuments;
  readonly unshown: Unshown;
  readonly now: () => Date;
  readonly after: After;
  readonly log: Log;
  readonly health: readonly Route[];
  readonly stagger?: number;
  readonly patience?: Patience;
};

const SWEEP = 10_000;
const TICKS = 30_000;
const MEMBERS = 600_000;
/** Slack counts what it leaves out by the minute. */
const LOST = 90_000;
const PURGE = 3_600_000;
const KEPT = 48 * PURGE;

/** After these it is asked who is in the channel. */
const gathering: ReadonlySet<string> = new Set([
  'channel.made',
  'channel.adopted',
  'channel.moved',
  'incident.made-private',
]);

/** All that Debrief does in Slack, put together and not yet started. */
export const createSlack = async (needs: Needs) => {
  const { config, logbook, inbox, directory, shown, meta, known, files, vault, now, after, log, health, stagger } =
    needs;
  const background = createBackground(log);
  const client = createClient(config, log);
  const identity = await createIdentity({ client, meta, after, log });
  const { self } = identity;
  const people = await createPeople(directory, now, () => self()?.team);
  const whispers = createWhispers(client, background);
  const transport = config.transport.type;
  const recordingNotice = noticeOf(config);

  const incidentsChannel = createIncidentsChannel({ client, name: config.incidentsChannel, now, log });
  const surfaces = createSurfaces({
    client,
    logbook,
    shown,
    people,
    self: () => {
      const me = self();
      if (!me) throw new Error('Slack has not said yet who we are.');
      return { botUserId: me.user };
    },
    incidentsChannel,
    permalink: (message) => permalinkOf(self()?.teamUrl ?? '', message),
    recordingNotice,
    document: (incident) => readDocument(desk, incident, ['markdown', 'canvas']),
    reading: (incident) => history.progress(incident),
    command: config.command,
    warn: (facts) => log.warn(facts, 'A surface could not be put right.'),
    onThrownOut: () => identity.start(),
    ...(needs.patience && { patience: needs.patience }),
  });
  surfaces.onTrouble((_, { surface, error }) => {
    if (surface === 'announcement' && reasonOf(error)) incidentsChannel.forget();
  });
  const ticks = createTicks({ client, logbook, shown, now, after, log });
  const copies =
    vault && createCopies({ client, config, logbook, table: files, vault, meta, after, now, log, background });
  const credentials = createCredentialNotices({
    ...{ client, logbook, people, meta, after, now, log },
    permalink: (message) => permalinkOf(self()?.teamUrl ?? '', message),
    redactButton: redactButtonFor({ config, people, self }),
  });
  const laggards = createLaggards({ unshown: needs.unshown, shown, logbook, converge: surfaces.converge });
  const convergeAll = (): void => {
    background('put right', surfaces.convergeAll);
    background('put right what lost words', laggards);
    background('put ticks right', ticks.convergeAll);
    background('tell of credentials', credentials.convergeAll);
    background('copy files', async () => copies?.convergeAll());
  };

  const history = await createHistory({
    ...{ client, logbook, people, known, config, meta, now, after, log, self: identity.known },
    isAnnounced: async ({ id }) => {
      await surfaces.converge(id);
      await surfaces.settled();
      return (await shown.of(id)).some(({ name, state }) => name === 'adopted' && state === 'shown');
    },
    onProgress: (incident) => background('tell how far the reading is', () => surfaces.converge(incident)),
  });
  logbook.watch(history.news); // before the surfaces: they show that the channel is being read

  let carryOut = async (_: Intent): Promise<void> => {};
  const common = { logbook, people, config, client, log, whispers, self: identity.known };
  const handle = createHandle({ ...common, history, recordingNotice, carryOut: (intent) => carryOut(intent) });
  const worker = createWorker({
    inbox,
    now,
    after,
    log,
    handle,
    onParked: (row, awaits) => parked.onParked(row, awaits),
    onFailed: (row) => (row.kind === 'event' ? row.channel && whispers.failed(row.channel) : whispers.gone(row.body)),
  });
  const parked = createParked({ ...common, inbox, now, background, wake: worker.wake });

  const desk: Desk = {
    logbook,
    people,
    config,
    now,
    log,
    client,
    self,
    meta,
    scrub: needs.scrub,
    writeDocuments: needs.writeDocuments,
    converge: surfaces.converge,
    delay: surfaces.delay,
    onTrouble: surfaces.onTrouble,
    carryOut: (handler) => {
      carryOut = handler;
    },
    intend: async ({ key, kind, channel, body }) => {
      const row = { key, kind, channel, team: self()?.team ?? '', body: JSON.stringify(body), transport };
      const isNew = await inbox.put({ ...row, receivedAt: +now() });
      worker.wake();
      return isNew;
    },
  };

  const rollCall = createRollCall({ client, people, logbook, after, background, log });
  const members: Watcher = async ({ channel }, news) => {
    for (const entry of news) {
      if (!gathering.has(entry.kind) || !channel) continue;
      if (entry.kind === 'channel.made') people.begin(channel.id);
      rollCall.members(channel.id);
    }
  };
  const deletions = deletionNotice(whispers, config.command);
  const followers = [credentials, ...(copies ? [copies] : [])];
  const followed = followers.map(({ news }) => news);
  for (const watcher of [members, parked.news, ticks.news, ...followed, surfaces.news, deletions])
    logbook.watch(watcher);

  const onRateLimited = (payload: unknown): void => {
    // Who left meanwhile, we are not told.
    people.doubt();
    rollCall.channels();
    after(LOST, rollCall.channels);
    log.warn({}, 'Slack sends fewer events than there are: too many in this hour.');
    history.rateLimited(minuteOf(payload) ?? now());
  };
  const ears = createEars({
    config,
    log,
    after,
    health,
    onRateLimited,
    onConnected: () => {
      identity.start();
      history.connected();
      rollCall.all();
      convergeAll();
    },
    onGone: () => {
      people.doubt();
      history.gone();
    },
    ...(stagger !== undefined && { stagger }),
  });
  const receiver = createInboxReceiver({
    ears,
    inbox,
    transport,
    now,
    log,
    wake: worker.heard,
    self,
    onRateLimited,
    onUnsaved: createUnsaved({ logbook, config, whispers }),
    before: createAcquaint({ client, people, logbook }),
  });
  const app = createApp({ config, log, receiver, self });
  listen(app, desk);
  listenToTaskButton(app, desk);

  const parts = [receiver, worker, background, history, ticks, ...followers, logbook, surfaces, identity];
  const isBusy = (): boolean => [receiver, worker, history, background, ticks, ...followers].some(({ busy }) => busy());
  const clocks: (() => void)[] = [];

  return {
    people,
    desk,
    converge: surfaces.converge,
    convergeAll,
    /** What was kept is handled, whether Slack answers or not; resolves when Slack reaches us. */
    start: async (): Promise<void> => {
      await parked.releaseAll();
      clocks.push(
        every(after, SWEEP, () => background('look after what waits', parked.sweep)),
        every(after, MEMBERS, rollCall.openChannels),
        every(after, TICKS, () => background('put ticks right', ticks.convergeAll)),
        every(after, TICKS, () => background('put right what lost words', laggards)),
        every(after, PURGE, () => background('forget what is handled', () => inbox.purge(+now() - KEPT))),
      );
      identity.start();
      worker.wake();
      background('copy files', async () => copies?.start());
      await app.start();
    },
    isConnected: ears.isConnected,
    /** Slack reaches us, and what it did not tell us before is noted. */
    isListening: (): boolean => ears.isConnected() && history.isNoted(),
    isAccepted: identity.isAccepted,
    port: ears.port,
    /** Nothing is under way: all that Slack said is handled, and Slack shows it. */
    settled: async (): Promise<void> => {
      do {
        for (const part of parts) await part.settled();
        await new Promise((turn) => setImmediate(turn));
      } while (isBusy());
    },
    /** Takes no more, and finishes what was begun. */
    stop: async (): Promise<void> => {
      for (const cancel of clocks) cancel();
      rollCall.stop();
      const lastPage = history.stop();
      await within(3_000, receiver.stop());
      await within(
        4_000,
        Promise.all([
          identity.stop(),
          worker.stop(),
          surfaces.stop(),
          ticks.stop(),
          ...followers.map(({ stop }) => stop()),
          background.settled(),
        ]),
      );
      await within(1_000, Promise.all([lastPage, logbook.settled()]));
    },
  };
};

/** Since when Slack holds events back. */
const minuteOf = (payload: unknown): Date | undefined => {
  const { data } = z.object({ minute_rate_limited: z.number() }).safeParse(payload);
  return data && new Date(data.minute_rate_limited * 1000);
};

const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((late) => setTimeout(late, ms).unref())]);
