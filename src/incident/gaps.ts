import type { Draft } from './entry.ts';
import type { Incident } from './incident.ts';

/** When Debrief was not listening, and how many messages of that time it read afterwards. */
export type Gap = { readonly from: Date; readonly to: Date; readonly read: number };

/** Shorter ones count only if something was missed. */
const SHORT = 60_000;

export const isWorthTelling = ({ from, to, read }: Gap): boolean => read > 0 || +to - +from > SHORT;

/** Tells of a gap, once: it is known by its beginning. */
export const declareGap =
  ({ from, to, read }: Gap) =>
  ({ moments }: Incident): Draft[] =>
    moments.some(({ entry: { kind, data } }) => kind === 'gap.declared' && +data.from === +from)
      ? []
      : [{ kind: 'gap.declared', data: { from, to, read }, at: from }];
