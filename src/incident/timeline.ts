import { type Incident, isTold, type Moment } from './incident.ts';
import { once } from './once.ts';

/** The story: what stands on the timeline, in its last wording, in the order in which it happened. */
export const timeline = once(({ moments }: Incident): readonly Moment[] =>
  moments.filter(isTold).toSorted((a, b) => a.entry.at.getTime() - b.entry.at.getTime() || a.number - b.number),
);
