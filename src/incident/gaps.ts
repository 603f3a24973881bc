import type { Draft } from './entry.ts';
import type { Incident } from './incident.ts';

/** What a reading added to the log. */
export type Found = {
  readonly messages: number;
  /** Of messages that were known. */
  readonly edits: number;
  readonly deletions: number;
  readonly marks: number;
  /** Marks that were taken away. */
  readonly removals: number;
};

/** When Debrief was not listening, and of how many messages it learned something afterwards; what it was, if not only that they were said. */
export type Gap = { readonly from: Date; readonly to: Date; readonly read: number; readonly found?: Found | undefined };

/** Shorter ones count only if something was missed. */
const SHORT = 60_000;

export const isWorthTelling = ({ from, to, read }: Gap): boolean => read > 0 || +to - +from > SHORT;

/** Tells of a gap, once: it is known by its beginning. */
export const declareGap =
  ({ from, to, read, found }: Gap) =>
  ({ moments }: Incident): Draft[] => {
    if (moments.some(({ entry: { kind, data } }) => kind === 'gap.declared' && +data.from === +from)) return [];
    const isMore = found && found.edits + found.deletions + found.marks + found.removals > 0;
    return [{ kind: 'gap.declared', data: { from, to, read, ...(isMore && { found }) }, at: from }];
  };

/** `5 messages, 1 edit and 2 marks were read afterwards`. */
export const readAfterwards = ({ read, found }: Pick<Gap, 'read' | 'found'>): string => {
  const { messages, edits, deletions, marks, removals } = found ?? { ...nothing, messages: read };
  const all = [
    counted(messages, 'message', 'messages'),
    counted(edits, 'edit', 'edits'),
    counted(deletions, 'deletion', 'deletions'),
    counted(marks, 'mark', 'marks'),
    counted(removals, 'mark taken away', 'marks taken away'),
  ].flatMap((each) => each ?? []);
  const parts = all.length > 0 ? all : ['0 messages'];
  const isOne = messages + edits + deletions + marks + removals === 1;
  const list = parts.length === 1 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `${list} ${isOne ? 'was' : 'were'} read afterwards`;
};

const nothing: Found = { messages: 0, edits: 0, deletions: 0, marks: 0, removals: 0 };

/** Both together. */
export const foundIn = (one: Found | undefined, other: Found | undefined): Found => {
  const [a, b] = [one ?? nothing, other ?? nothing];
  return {
    messages: a.messages + b.messages,
    edits: a.edits + b.edits,
    deletions: a.deletions + b.deletions,
    marks: a.marks + b.marks,
    removals: a.removals + b.removals,
  };
};

const counted = (count: number, one: string, many: string): string | undefined =>
  count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
