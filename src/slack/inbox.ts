import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { factsOf, type Log } from '../log.ts';
import { type Asked, readAsked } from './asked.ts';
import { keptText } from './own-words.ts';
import type { Ears } from './receivers.ts';

/** What Slack said, kept as it was said until it is handled. */
export type InboxRow = {
  readonly id: number;
  /** Slack's event id; for a command `trigger:<trigger_id>`, for a form `view:<id>:<hash>`. Unique. */
  readonly key: string;
  readonly kind: 'event' | 'command' | 'interaction';
  readonly team: string;
  readonly channel: string | null;
  /** The raw JSON; emptied once it is handled. */
  readonly body: string;
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  readonly transport: 'socket' | 'http';
  readonly attempts: number;
  readonly nextAt: number;
  /** `parked` waits for what `awaits` names; `failed` was given up and is told to the operator. */
  readonly state: 'waiting' | 'parked' | 'handled' | 'failed';
  readonly awaits: string | null;
  readonly error: string | null;
};

export type NewInboxRow = Pick<InboxRow, 'key' | 'kind' | 'team' | 'channel' | 'body' | 'receivedAt' | 'transport'>;

/** Where they are kept. Each call is committed when its promise resolves. */
export type Inbox = {
  /** False when the key is known already. */
  readonly put: (row: NewInboxRow) => Promise<boolean>;
  /** Waiting rows that are due, oldest first; none of these queues (see `queueOf`). */
  readonly due: (now: number, limit: number, busy?: readonly string[]) => Promise<readonly InboxRow[]>;
  readonly retry: (id: number, nextAt: number, error: string) => Promise<void>;
  readonly park: (id: number, awaits: string) => Promise<void>;
  /** Parked rows that wait for this are waiting again. */
  readonly release: (awaits: string) => Promise<number>;
  readonly fail: (id: number, error: string) => Promise<void>;
  /** Handled without anything to write; the body is emptied. */
  readonly done: (ids: readonly number[]) => Promise<void>;
  readonly failed: () => Promise<readonly InboxRow[]>;
  readonly parked: (before: number) => Promise<readonly InboxRow[]>;
  /** Notes that something was heard, though it is not kept; false if it was heard before. */
  readonly hear: (key: string, at: number) => Promise<boolean>;
  /** Forgets handled rows received before this. */
  readonly purge: (before: number) => Promise<void>;
};

/** The outside of an event: enough to keep it; what is inside is read when it is handled. */
const delivery = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: z.string().optional(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).optional(),
  event: z.object({
    channel: z.union([z.string(), z.object({ id: z.string() })]).optional(),
    channel_id: z.string().optional(),
    item: z.object({ channel: z.string().optional() }).optional(),
  }),
});

type Needs = {
  readonly ears: Ears;
  readonly inbox: Pick<Inbox, 'put' | 'hear'>;
  readonly transport: InboxRow['transport'];
  readonly now: () => Date;
  readonly log: Log;
  readonly wake: () => void;
  /** Who we are in Slack, if it is known. */
  readonly self: () => { readonly user: string; readonly bot: string } | undefined;
  /** The database did not take it. Slack will bring it again. */
  readonly onUnsaved: (body: object, isFirst: boolean) => void;
  readonly onRateLimited: (payload: unknown) => void;
  /** Before somebody's command or form: they may be new. Not waited for longer than a moment. */
  readonly before: (asked: Asked) => Promise<void>;
};

/**
 * Stands between Slack and Bolt, which acknowledges an event before anybody has looked at it: here an event is written, then
 * acknowledged, then handled from what was written. Commands and forms go on to Bolt: their acknowledgement is the answer.
 */
export const createInboxReceiver = ({ ears, inbox, now, log, ...needs }: Needs) => {
  const { transport, wake, self, onUnsaved, onRateLimited, before } = needs;
  const underway = new Set<Promise<void>>();
  let app: App | undefined;

  const keep = async (event: ReceiverEvent): Promise<void> => {
    const read = delivery.safeParse(event.body);
    if (event.body?.type === 'app_rate_limited') {
      onRateLimited(event.body);
      return void (await acknowledge(event));
    }
    if (!read.success) {
      const asked = readAsked(event.body);
      const [isNew] = await Promise.all([isFirst(asked), within(A_MOMENT, before(asked))]);
      return isNew ? app?.processEvent(event) : answerAgain(event);
    }
    const { event_id: key, event: inner, ...outer } = read.data;
    try {
      const body = keptText(event.body, self());
      await inbox.put({ key, kind: 'event', ...placeOf(inner, outer), body, receivedAt: +now(), transport });
    } catch (error) {
      log.error({ ...factsOf(error), event: key }, 'An event could not be saved; Slack will bring it again.');
      onUnsaved(event.body, !event.retryNum);
      throw new Unsaved('The event was not saved.');
    }
    await acknowledge(event);
    wake();
  };

  /**
   * Slack sends a command, a press or a form once: what comes twice is a proxy's or somebody else's doing. Where the database
   * cannot say so in time, it is taken for the first.
   */
  const isFirst = async ({ trigger }: Asked): Promise<boolean> => {
    if (trigger === undefined) return true;
    const heard = inbox.hear(`heard:${trigger}`, +now()).catch(() => true);
    return (await within(A_THIRD, heard)) !== false;
  };

  const receiver: Receiver = {
    init: (bolt) => {
      app = bolt;
      // Bolt's receivers call nothing but this.
      const listener = { processEvent: (event: ReceiverEvent) => during(keep(event)) } as App;
      ears.init(listener);
    },
    start: () => ears.start(),
    stop: async () => {
      await ears.stop();
      await Promise.allSettled(underway);
    },
  };

  const during = (work: Promise<void>): Promise<void> => {
    underway.add(work);
    const over = () => void underway.delete(work);
    work.then(over, over);
    return work;
  };

  return Object.assign(receiver, {
    busy: (): boolean => underway.size > 0,
    settled: (): Promise<unknown> => Promise.allSettled(underway),
  });
};

const A_MOMENT = 1_000;
const A_THIRD = 300;

const within = <T>(ms: number, work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work, new Promise<undefined>((go) => setTimeout(() => go(undefined), ms).unref())]);

/** Whoever asked has the first answer, or none: the second says nothing of what was asked. */
const answerAgain = async ({ body, ack }: ReceiverEvent): Promise<void> =>
  'command' in body ? ack({ text: 'That came twice, and counts once.' }) : ack();

/** Thrown to Bolt's receiver, so that nothing is acknowledged. */
class Unsaved extends Error {
  override name = 'Unsaved';
}

/** If the socket is gone, Slack brings the event again, and the key swallows it. */
const acknowledge = async ({ ack }: ReceiverEvent): Promise<void> => {
  try {
    await ack();
  } catch {}
};

type Read = z.infer<typeof delivery>;

const placeOf = (
  { channel, channel_id, item }: Read['event'],
  outer: Omit<Read, 'event' | 'event_id'>,
): { team: string; channel: string | null } => ({
  team: outer.authorizations?.[0]?.team_id ?? outer.context_team_id ?? outer.team_id ?? '',
  channel: (typeof channel === 'object' ? channel.id : channel) ?? channel_id ?? item?.channel ?? null,
});

/** Events keep their order within a channel; what people asked for does not wait for others. */
export const queueOf = ({ kind, channel, id }: Pick<InboxRow, 'kind' | 'channel' | 'id'>): string =>
  kind === 'event' ? (channel ?? '') : `intent ${id}`;
