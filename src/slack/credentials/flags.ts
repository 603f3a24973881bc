import type { Entry, MessageKey, Person } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';

/** Where words stand that hold a credential, as people call it. */
export type Place =
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'task'; readonly task: number }
  | ({ readonly type: 'message'; readonly thread?: string } & MessageKey)
  | { readonly type: 'other' };

/** A credential in somebody's words, and who is told of it. */
export type Flag = {
  readonly entry: Entry;
  readonly to: Person;
  /** Whether these are their own words. */
  readonly isTheirs: boolean;
  readonly kinds: readonly string[];
  readonly place: Place;
};

/** What must be told of these entries. `before` is the log so far, for wordings: what was told of one is not told of the next. */
export const flagsIn = (
  incident: Incident,
  entries: readonly Entry[],
  before: readonly Entry[],
  isPerson: (id: string) => boolean,
): Flag[] =>
  entries.flatMap((entry) => {
    const kinds = newIn(entry, before);
    const to = toldOf(incident, entry, isPerson);
    return kinds.length > 0 && to ? [{ entry, ...to, kinds, place: placeOf(incident, entry) }] : [];
  });

/** A mark takes over the words of a message, of which its author was told. What Debrief writes it took from somebody, too. */
const newIn = (entry: Entry, before: readonly Entry[]): readonly string[] => {
  const { credentials = [], kind, data } = entry;
  if (entry.recorder.id === 'debrief' || (kind === 'marked' && data.message)) return [];
  if (kind !== 'message.worded') return credentials;
  const told = before.flatMap((other) =>
    other.seq < entry.seq && other.kind === 'message.worded' && isSame(other.data.message, data.message)
      ? (other.credentials ?? [])
      : [],
  );
  return credentials.filter((each) => !told.includes(each));
};

const isSame = (one: MessageKey, other: MessageKey): boolean => one.channel === other.channel && one.ts === other.ts;

/** Who wrote it; of what a program wrote, who leads, or who opened the incident. */
const toldOf = (
  { roles, openedBy }: Incident,
  { author, recorder, kind }: Entry,
  isPerson: (id: string) => boolean,
): Pick<Flag, 'to' | 'isTheirs'> | undefined => {
  const writer = kind === 'message.worded' ? author : recorder;
  if (isPerson(writer.id)) return { to: writer, isTheirs: true };
  const to = roles.lead ?? openedBy;
  return to && { to, isTheirs: false };
};

const placeOf = ({ moments, tasks }: Incident, { seq, kind, data }: Entry): Place => {
  if (kind === 'message.worded') {
    const { channel, ts, thread } = data.message;
    return { type: 'message', channel, ts, ...(thread && { thread }) };
  }
  const number = kind === 'entry.edited' ? data.number : moments.find(({ entry }) => entry.seq === seq)?.number;
  if (number !== undefined) return { type: 'number', number };
  const task = kind === 'task.changed' ? data.task : tasks.find((each) => each.seq === seq)?.number;
  return task === undefined ? { type: 'other' } : { type: 'task', task };
};
