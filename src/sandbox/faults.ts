/** What goes wrong with a Web API call. `after`: the work was done, only the answer is spoilt. */
export type ApiFault = {
  readonly latency?: number;
  readonly status?: number;
  /** Seconds, for status 429. */
  readonly retryAfter?: number;
  /** An `ok:false` with this error. */
  readonly error?: string;
  readonly reset?: boolean;
  /** Where a download is sent on to. */
  readonly location?: string;
  readonly when?: 'before' | 'after';
};

/**
 * What goes wrong with a delivery: its acknowledgement gets lost, it comes twice, it waits for the next one to pass,
 * it is late, its socket dies under it, it never comes at all; over HTTP its signature may be stale, wrong or missing.
 */
export type DeliveryFault =
  | 'lose-ack'
  | 'duplicate'
  | 'reorder'
  | 'kill-socket'
  | 'vanish'
  | 'stale-signature'
  | 'wrong-signature'
  | 'no-signature'
  | { readonly delay: number };

export type Faults = {
  /** For the next calls of a method ('*': of any). */
  next(method: string, fault: ApiFault, times?: number): void;
  always(method: string, fault: ApiFault): void;
  /** For the next deliveries of an event type, 'slash_commands', 'interactive' or '*'. */
  nextDelivery(type: string, fault: DeliveryFault, times?: number): void;
  alwaysDelivery(type: string, fault: DeliveryFault): void;
  clear(about?: string): void;
  takeForCall(method: string): ApiFault | undefined;
  takeForDelivery(type: string): DeliveryFault | undefined;
};

type Order<F> = { about: string; fault: F; left: number };

export const createFaults = (): Faults => {
  let calls: Order<ApiFault>[] = [];
  let deliveries: Order<DeliveryFault>[] = [];
  return {
    next: (about, fault, times = 1) => void calls.push({ about, fault, left: times }),
    always: (about, fault) => void calls.push({ about, fault, left: Number.POSITIVE_INFINITY }),
    nextDelivery: (about, fault, times = 1) => void deliveries.push({ about, fault, left: times }),
    alwaysDelivery: (about, fault) => void deliveries.push({ about, fault, left: Number.POSITIVE_INFINITY }),
    clear(about) {
      calls = calls.filter((order) => about !== undefined && order.about !== about);
      deliveries = deliveries.filter((order) => about !== undefined && order.about !== about);
    },
    takeForCall: (method) => take(calls, method),
    takeForDelivery: (type) => take(deliveries, type),
  };
};

const take = <F>(orders: Order<F>[], about: string): F | undefined => {
  const order = orders.find((each) => each.left > 0 && (each.about === about || each.about === '*'));
  if (order) order.left--;
  return order?.fault;
};
