import { bench as ack } from './ack.ts';
import type { Bench } from './bench.ts';
import { bench as channel } from './channel.ts';
import { bench as rate } from './rate.ts';

/** In the order in which they stand in docs/benchmarks.md. */
export const benches: readonly Bench[] = [ack, rate, channel];
