import type { MessageKey } from '../incident/entry.ts';
import type { Incident } from '../incident/incident.ts';
import type { Watcher } from '../logbook.ts';
import { every } from './after.ts';
import { createCredentialNotices } from './credentials/notices.ts';
import type { Desk } from './desk.ts';
import { createCopies } from './files/copies.ts';
import type { Progress } from './history/readings.ts';
import { createIncidentsChannel } from './incidents-channel.ts';
import { readDocument } from './listeners/document.ts';
import { redactButtonFor } from './listeners/redact-flag.ts';
import { permalinkOf } from './permalink.ts';
import type { Common } from './slack.ts';
import { reasonOf } from './surfaces/refusals.ts';
import { createSurfaces } from './surfaces/surfaces.ts';
import { createTicks } from './ticks.ts';
import { createLaggards } from './unshown.ts';
import { createUploads } from './uploads.ts';

type Needs = Common & {
  /** These are known only once everything is put together. */
  readonly desk: () => Desk;
  readonly reading: (incident: Pick<Incident, 'id'>) => Promise<Progress>;
};

export type Showing = ReturnType<typeof createShowing>;

const TICKS = 30_000;

/** What follows the record: surfaces and ticks in Slack, copies of files, notices of credentials. Each puts itself right again. */
export const createShowing = ({ desk, reading, ...common }: Needs) => {
  const { client, config, logbook, people, shown, now, after, log, background, identity } = common;
  const { self } = identity;
  const permalink = (message: MessageKey): string => permalinkOf(self()?.teamUrl ?? '', message);
  const incidentsChannel = createIncidentsChannel({ client, name: config.incidentsChannel, now, log });
  const uploads = createUploads({ client, shown, logbook, self });
  const surfaces = createSurfaces({
    ...{ client, logbook, shown, uploads, people, incidentsChannel, permalink, reading },
    whisper: common.whispers.whisper,
    self: () => {
      const me = self();
      if (!me) throw new Error('Slack has not said yet who we are.');
      return { botUserId: me.user };
    },
    recordingNotice: common.recordingNotice,
    document: (incident) => readDocument(desk(), incident, ['markdown', 'canvas']),
    command: config.command,
    warn: (facts) => log.warn(facts, 'Something that Slack shows could not be put right; trying again.'),
    onThrownOut: () => identity.start(),
    ...(common.patience && { patience: common.patience }),
  });
  surfaces.onTrouble((_, { surface, error }) => {
    if (surface === 'announcement' && reasonOf(error)) incidentsChannel.forget();
  });
  const ticks = createTicks({ client, logbook, shown, now, after, log });
  const copies = common.vault && createCopies({ ...common, table: common.files, vault: common.vault });
  const credentials = createCredentialNotices({
    ...{ ...common, permalink },
    redactButton: redactButtonFor({ config, people, self }),
  });
  const laggards = createLaggards({ unshown: common.unshown, shown, logbook, converge: surfaces.converge });
  const followers = [credentials, ...(copies ? [copies] : [])];
  const putLaggardsRight = (): void => background('put right what lost words', laggards);
  const putTicksRight = (): void => background('put ticks right', ticks.convergeAll);
  const clocks: (() => void)[] = [];

  return {
    surfaces,
    uploads,
    /** They hear what is written before the surfaces show it. */
    watchers: [ticks.news, ...followers.map(({ news }) => news), surfaces.news] satisfies Watcher[],
    /** Whether an incident's surface of this name stands as it should. */
    isShown: async ({ id }: Incident, surface: string): Promise<boolean> => {
      await surfaces.converge(id);
      await surfaces.settled();
      return (await shown.of(id)).some(({ name, state }) => name === surface && state === 'shown');
    },
    convergeAll: (): void => {
      background('put right', surfaces.convergeAll);
      putLaggardsRight();
      putTicksRight();
      background('tell of credentials', credentials.convergeAll);
      background('copy files', async () => copies?.convergeAll());
    },
    start: (): void => {
      clocks.push(every(after, TICKS, putTicksRight), every(after, TICKS, putLaggardsRight));
      background('copy files', async () => copies?.start());
    },
    parts: [ticks, ...followers],
    stop: async (): Promise<void> => {
      for (const cancel of clocks) cancel();
      await Promise.all([surfaces.stop(), ticks.stop(), ...followers.map(({ stop }) => stop())]);
    },
  };
};
