import { bench as ack } from './ack.ts';
import type { Bench } from './bench.ts';
import { bench as channel } from './channel.ts';
import { bench as exported } from './export.ts';
import { bench as growth } from './growth.ts';
import { bench as lost } from './lost.ts';
import { bench as postmortem } from './postmortem.ts';
import { bench as rate } from './rate.ts';
import { bench as startup } from './startup.ts';

/** In the order in which they stand in docs/benchmarks.md. */
export const benches: readonly Bench[] = [ack, rate, lost, channel, postmortem, startup, growth, exported];
