import { bench as ack } from './ack.ts';
import type { Bench } from './bench.ts';

/** In the order in which they stand in docs/benchmarks.md. */
export const benches: readonly Bench[] = [ack];
