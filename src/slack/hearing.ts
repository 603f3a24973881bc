import { z } from 'zod';
import type { Watcher } from '../logbook.ts';
import { createAcquaint } from './acquaint.ts';
import { every } from './after.ts';
import { createHandle } from './handle.ts';
import { createHistory } from './history/history.ts';
import { createInboxReceiver } from './inbox.ts';
import type { Intent } from './intents.ts';
import { forgetCarried } from './listeners/carry.ts';
import { createParked } from './parked.ts';
import { createEars } from './receivers.ts';
import { createRollCall } from './roll-call.ts';
import type { Showing } from './showing.ts';
import type { Common } from './slack.ts';
import { createTaskOffers } from './task-offers.ts';
import { createUnsaved } from './unsaved.ts';
import { createWorker } from './worker.ts';

type Needs = Common & {
  readonly showing: Pick<Showing, 'surfaces' | 'isShown' | 'convergeAll'>;
  readonly carryOut: (intent: Intent) => Promise<void>;
};

const SWEEP = 10_000;
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

/** What Slack says, from its arrival to the record: kept, acknowledged, handled; and what it did not say is read. */
export const createHearing = async ({ showing, carryOut, ...common }: Needs) => {
  const { client, config, logbook, people, inbox, known, meta, now, after, log, background, whispers } = common;
  const self = common.identity.known;
  const transport = config.transport.type;
  const taskOffers = createTaskOffers({ meta, whispers });
  const history = await createHistory({
    ...{ client, logbook, people, known, config, meta, now, after, log, self, taskOffers },
    isAnnounced: (incident) => showing.isShown(incident, 'adopted'),
    onProgress: (incident) => background('tell how far the reading is', () => showing.surfaces.converge(incident)),
  });
  const shared = { logbook, people, config, meta, client, log, whispers, self };
  const worker = createWorker({
    ...{ inbox, now, after, log },
    handle: createHandle({
      ...shared,
      shown: common.shown,
      history,
      taskOffers,
      recordingNotice: common.recordingNotice,
      carryOut,
    }),
    onParked: (row, awaits) => parked.onParked(row, awaits),
    onFailed: (row) => (row.kind === 'event' ? row.channel && whispers.failed(row.channel) : whispers.gone(row.body)),
  });
  const parked = createParked({ ...shared, inbox, now, background, wake: worker.wake });

  const rollCall = createRollCall({ client, people, logbook, after, background, log });
  const members: Watcher = async ({ channel }, news) => {
    for (const entry of news) {
      // Nobody is in it any more, and Slack tells of none who leaves it.
      if (entry.kind === 'channel.deleted' && channel) people.doubt(channel.id);
      if (!gathering.has(entry.kind) || !channel) continue;
      if (entry.kind === 'channel.made') people.begin(channel.id);
      rollCall.members(channel.id);
    }
  };

  const onRateLimited = (payload: unknown): void => {
    // Who left meanwhile, we are not told.
    people.doubt();
    rollCall.channels();
    after(LOST, rollCall.channels);
    log.warn({}, 'Slack sends fewer events than there are: too many in this hour.');
    history.rateLimited(minuteOf(payload) ?? now());
  };
  const ears = createEars({
    ...{ config, log, after, health: common.health, onRateLimited },
    onConnected: () => {
      common.identity.start();
      history.connected();
      rollCall.all();
      showing.convergeAll();
    },
    onGone: () => {
      people.doubt();
      history.gone();
    },
    ...(common.stagger !== undefined && { stagger: common.stagger }),
  });
  const receiver = createInboxReceiver({
    ...{ ears, inbox, transport, now, log, onRateLimited, self: common.identity.self },
    wake: worker.heard,
    onUnsaved: createUnsaved({ logbook, config, whispers }),
    before: createAcquaint({ client, people, logbook }),
  });
  const clocks: (() => void)[] = [];

  return {
    receiver,
    worker,
    history,
    ears,
    watchers: [history.news, members, parked.news] satisfies Watcher[],
    /** What was kept is handled, whether Slack answers or not. */
    start: async (): Promise<void> => {
      await parked.releaseAll();
      clocks.push(
        every(after, SWEEP, () => background('look after what waits', parked.sweep)),
        every(after, MEMBERS, rollCall.openChannels),
        every(after, PURGE, () => background('forget what is handled', () => inbox.purge(+now() - KEPT))),
        every(after, PURGE, () => background('forget what buttons carry', () => forgetCarried(common, now()))),
      );
      worker.wake();
    },
    parts: [receiver, worker, history],
    stop: async (): Promise<void> => {
      for (const cancel of clocks) cancel();
      rollCall.stop();
      await receiver.stop();
    },
  };
};

/** Since when Slack holds events back. */
const minuteOf = (payload: unknown): Date | undefined => {
  const { data } = z.object({ minute_rate_limited: z.number() }).safeParse(payload);
  return data && new Date(data.minute_rate_limited * 1000);
};
