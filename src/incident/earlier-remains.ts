import type { Entry, Remains } from './entry.ts';
import { remainsIn, remainsOf } from './remains.ts';

/**
 * What an earlier redaction left of entries stands in that redaction, which then loses it in turn. Gives all that is to be
 * written: what stays now, and what stays of those earlier ones.
 */
export const withEarlier = (log: readonly Entry[], remains: readonly Remains[]): Remains[] => {
  const now = new Map(remains.map((each) => [each.seq, each]));
  for (const entry of log) {
    const left = remainsIn(entry);
    if (!left.some(({ seq }) => now.has(seq))) continue;
    const own = now.get(entry.seq) ?? { ...remainsOf(entry), data: entry.data };
    const entries = left.map((each) => now.get(each.seq) ?? each);
    now.set(entry.seq, { ...own, data: { ...(own.data as object), entries } }); // It is the data of an entry.
  }
  return [...now.values()].toSorted((a, b) => a.seq - b.seq);
};
