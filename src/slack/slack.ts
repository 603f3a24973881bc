import type { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Logbook } from '../logbook.ts';
import type { After } from './after.ts';
import { type Background, createBackground } from './background.ts';
import { createClient } from './clients.ts';
import { createApp } from './connect.ts';
import { deletionNotice } from './deletions.ts';
import type { Desk, Meta } from './desk.ts';
import type { FileTable, Vault } from './files/table.ts';
import { createHearing } from './hearing.ts';
import type { Known } from './history/known.ts';
import { createIdentity, type Identity } from './identity.ts';
import type { Inbox } from './inbox.ts';
import type { Intent } from './intents.ts';
import type { WriteDocuments } from './listeners/document.ts';
import { listen } from './listeners/listen.ts';
import { listenToTaskButton } from './listeners/task-button.ts';
import { createPeople, type Directory, type People } from './people.ts';
import { permalinkOf } from './permalink.ts';
import type { Route } from './receivers.ts';
import { noticeOf } from './recording-notice.ts';
import { createShowing } from './showing.ts';
import type { ShownTable } from './surfaces/shown.ts';
import type { Patience } from './surfaces/surfaces.ts';
import { isCleared, type Unshown } from './unshown.ts';
import { createWhispers, type Whispers } from './whispers.ts';

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

/** What hearing and showing have in common. */
export type Common = Needs & {
  readonly client: WebClient;
  readonly identity: Identity;
  readonly people: People;
  readonly background: Background;
  readonly whispers: Whispers;
  readonly recordingNotice: ReturnType<typeof noticeOf>;
};

/** All that Debrief does in Slack, put together and not yet started. */
export const createSlack = async (needs: Needs) => {
  const { config, logbook, inbox, meta, now, after, log } = needs;
  const background = createBackground(log);
  const client = createClient(config, log);
  const identity = await createIdentity({ client, meta, after, log });
  const { self } = identity;
  const people = await createPeople(needs.directory, now, () => self()?.team);
  const whispers = createWhispers(client, background, (message) => permalinkOf(self()?.teamUrl ?? '', message));
  const common = { ...needs, client, identity, people, background, whispers, recordingNotice: noticeOf(config) };

  const showing = createShowing({
    ...common,
    desk: () => desk,
    reading: (incident) => hearing.history.progress(incident),
  });
  const { surfaces } = showing;
  let carryOut = async (_: Intent): Promise<void> => {};
  const hearing = await createHearing({ ...common, showing, carryOut: (intent) => carryOut(intent) });

  const desk: Desk = {
    ...{ logbook, people, config, now, log, client, self, meta },
    scrub: needs.scrub,
    writeDocuments: needs.writeDocuments,
    uploads: showing.uploads,
    converge: surfaces.converge,
    delay: surfaces.delay,
    isCleared: async (incident, seq) =>
      (await isCleared(needs.shown, incident, seq)) && !(await showing.uploads.isLeft(incident)),
    onTrouble: surfaces.onTrouble,
    carryOut: (handler) => {
      carryOut = handler;
    },
    intend: async ({ key, kind, channel, body }) => {
      const row = { key, kind, channel, team: self()?.team ?? '', body: JSON.stringify(body) };
      const isNew = await inbox.put({ ...row, transport: config.transport.type, receivedAt: +now() });
      hearing.worker.wake();
      return isNew;
    },
  };
  // Surfaces show whether a channel is being read, so what reads it hears the news before.
  for (const watcher of [...hearing.watchers, ...showing.watchers, deletionNotice(whispers, config.command)])
    logbook.watch(watcher);

  const app = createApp({ config, log, receiver: hearing.receiver, self });
  listen(app, desk);
  listenToTaskButton(app, desk);

  const busy = [...hearing.parts, ...showing.parts, background];
  const parts = [...busy, logbook, surfaces, identity];

  return {
    people,
    desk,
    converge: surfaces.converge,
    convergeAll: showing.convergeAll,
    /** What was kept is handled, whether Slack answers or not; resolves when Slack reaches us. */
    start: async (): Promise<void> => {
      await hearing.start();
      identity.start();
      showing.start();
      await app.start();
    },
    isConnected: hearing.ears.isConnected,
    /** Slack reaches us, and what it did not tell us before is noted. */
    isListening: (): boolean => hearing.ears.isConnected() && hearing.history.isNoted(),
    isAccepted: identity.isAccepted,
    /** Resolves when Slack accepts us, and when it has said whether it does (or could not be asked). */
    accepted: identity.accepted,
    asked: identity.settled,
    port: hearing.ears.port,
    /** Nothing is under way: all that Slack said is handled, and Slack shows it. */
    settled: async (): Promise<void> => {
      do {
        for (const part of parts) await part.settled();
        await new Promise((turn) => setImmediate(turn));
      } while (busy.some((part) => part.busy()));
    },
    /** Takes no more, and finishes what was begun. */
    stop: async (): Promise<void> => {
      const lastPage = hearing.history.stop();
      await within(3_000, hearing.stop());
      await within(4_000, Promise.all([identity.stop(), hearing.worker.stop(), showing.stop(), background.settled()]));
      await within(1_000, Promise.all([lastPage, logbook.settled()]));
    },
  };
};

const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((late) => setTimeout(late, ms).unref())]);
