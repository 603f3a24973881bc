import type { Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import type { DeliveryFault, Faults } from './faults.ts';
import { asJson, type Json } from './json.ts';

type Kind = 'events_api' | 'slash_commands' | 'interactive';

/** One attempt to hand something to the app. */
export type Parcel = {
  readonly kind: Kind;
  readonly payload: Json;
  readonly attempt: number;
  readonly reason: string;
  readonly fault?: DeliveryFault;
};

export type Outcome =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly reason: string; readonly final?: boolean };

/** Socket Mode or HTTP: takes a parcel to the app and says what came of it within three seconds. */
export type Transport = { send(parcel: Parcel): Promise<Outcome> };

/** What became of everything that was sent, for assertions. */
export type Delivery = {
  readonly kind: Kind;
  readonly payload: Json;
  attempts: number;
  state: 'waiting' | 'done' | 'lost';
};

export type Deliveries = {
  readonly log: readonly Delivery[];
  event(payload: Json): void;
  /** Commands and interactions are sent once: a person waits for the answer. */
  ask(kind: 'slash_commands' | 'interactive', payload: Json): Promise<Outcome>;
  /** An acknowledgement that came too late: whether Slack counts it is not settled. */
  lateAck(payload: Json): void;
  stop(): void;
};

const retryAfter = [0, 60_000, 300_000];

export const createDeliveries = (parts: {
  clock: Clock;
  faults: Faults;
  activity: Activity;
  transport: () => Transport;
}): Deliveries => {
  const { clock, faults, activity, transport } = parts;
  const log: Delivery[] = [];
  const held: (() => void)[] = [];
  const retries = new Map<Delivery, () => void>();

  const attempt = async (delivery: Delivery, reason: string): Promise<void> => {
    const number = delivery.attempts++;
    const fault = faults.takeForDelivery(typeOf(delivery));
    const later = () => void run(delivery, () => send(delivery, number, reason));
    if (fault === 'vanish') return finish(delivery, 'lost');
    if (fault === 'reorder') return void held.push(later);
    if (typeof fault === 'object') return void clock.after(fault.delay, later);
    const sending = send(delivery, number, reason, fault);
    if (fault === 'duplicate') later();
    for (const release of held.splice(0)) release();
    await sending;
  };
  const send = async (delivery: Delivery, number: number, reason: string, fault?: DeliveryFault) => {
    const { kind, payload } = delivery;
    const outcome = await transport().send({ kind, payload, attempt: number, reason, ...(fault && { fault }) });
    if (outcome.ok) return finish(delivery, 'done');
    const wait = retryAfter[number];
    if (delivery.state === 'done') return;
    if (outcome.final || wait === undefined) return finish(delivery, 'lost');
    const again = () => {
      retries.delete(delivery);
      void run(delivery, () => attempt(delivery, outcome.reason));
    };
    if (wait > 0) retries.set(delivery, clock.after(wait, again));
    else await attempt(delivery, outcome.reason);
  };
  const run = (delivery: Delivery, work: () => Promise<void>) =>
    activity.during(work).catch(() => finish(delivery, 'lost'));
  const finish = (delivery: Delivery, state: 'done' | 'lost') => {
    if (delivery.state === 'waiting') delivery.state = state;
  };

  return {
    log,
    event(payload) {
      const delivery: Delivery = { kind: 'events_api', payload, attempts: 0, state: 'waiting' };
      log.push(delivery);
      void run(delivery, () => attempt(delivery, ''));
    },
    ask: (kind, payload) =>
      activity.during(async () => {
        const delivery: Delivery = { kind, payload, attempts: 1, state: 'waiting' };
        log.push(delivery);
        const fault = faults.takeForDelivery(kind);
        if (typeof fault === 'object') await new Promise<void>((resume) => void clock.after(fault.delay, resume));
        const parcel = { kind, payload, attempt: 0, reason: '', ...(fault && { fault }) };
        const sent = (): Promise<Outcome> => transport().send(parcel);
        // Slack sends such things once; a proxy may bring them twice.
        const again = fault === 'duplicate' ? sent() : undefined;
        const outcome: Outcome = fault === 'vanish' ? { ok: false, reason: 'dispatch_failed' } : await sent();
        await again;
        finish(delivery, outcome.ok ? 'done' : 'lost');
        return outcome;
      }),
    lateAck(payload) {
      const delivery = log.find((each) => each.payload === payload);
      if (!delivery) return;
      finish(delivery, 'done');
      retries.get(delivery)?.();
      retries.delete(delivery);
    },
    stop() {
      for (const cancel of retries.values()) cancel();
    },
  };
};

const typeOf = ({ kind, payload }: Delivery): string =>
  kind === 'events_api' ? String(asJson(payload.event).type ?? payload.type) : kind;
