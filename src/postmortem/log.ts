import type { Entry, MessageRef, Person } from '../incident/entry.ts';
import { presentLink } from '../incident/home.ts';
import { fold, markKey } from '../incident/incident.ts';
import { tell } from '../incident/tell.ts';

/** One row of the whole log: an entry, or a message with all its wordings. `words` is what is said, as one string. */
export type LogRow = {
  readonly seq: number;
  readonly kind: Entry['kind'];
  /** The number by which people call it, if it is told. */
  readonly number?: number;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly author: Person;
  readonly recorder: Person;
  readonly source: Entry['source'];
  readonly typed?: string;
  readonly label?: string;
  readonly words: string;
  readonly message?: LoggedMessage;
  /** What else the entry says, its words as strings. */
  readonly data?: Readonly<Record<string, unknown>>;
};

type LoggedMessage = MessageRef & {
  /** How it read before, oldest first. */
  readonly before: readonly Wording[];
  readonly deletedAt?: Date;
  /** Nobody had marked it when it was deleted: its words are gone. */
  readonly forgotten: boolean;
};
type Wording = { readonly version: string; readonly words: string; readonly recordedAt: Date };

/** The whole log in the order in which it was written, one row for each message. */
export const rowsOf = (entries: readonly Entry[]): readonly LogRow[] => {
  const incident = fold(entries[0]?.incident ?? '', entries);
  const { moments, marks, zone } = incident;
  const numbers = new Map(moments.map(({ entry, number }) => [entry.seq, number]));
  const said = Map.groupBy(entries.filter(isOfMessage), ({ data }) => keyOf(data.message));
  const done = new Set<string>();
  return entries.flatMap((entry): LogRow[] => {
    if (!isOfMessage(entry)) return [{ ...stampOf(entry, numbers.get(entry.seq)), ...toldBy(entry, zone) }];
    const key = keyOf(entry.data.message);
    if (done.has(key)) return [];
    done.add(key);
    const number = marks.get(markKey(entry.data.message, false));
    const row = messageRow(entry, said.get(key) ?? []);
    const permalink = row.message?.permalink;
    const message =
      row.message && permalink ? { ...row.message, permalink: presentLink(incident, permalink) } : row.message;
    return [{ ...row, ...(message && { message }), ...(number !== undefined && { number }) }];
  });
};

type OfMessage = Extract<Entry, { kind: 'message.worded' | 'message.deleted' }>;
const isOfMessage = (entry: Entry): entry is OfMessage =>
  entry.kind === 'message.worded' || entry.kind === 'message.deleted';
const keyOf = ({ channel, ts }: { channel: string; ts: string }): string => `${channel}:${ts}`;

const messageRow = (first: OfMessage, all: readonly OfMessage[]): LogRow => {
  const wordings = all
    .flatMap((entry) => (entry.kind === 'message.worded' ? [entry] : []))
    .toSorted((a, b) => (a.data.message.version < b.data.message.version ? -1 : 1));
  const deletion = all.find((entry) => entry.kind === 'message.deleted');
  const last = wordings.at(-1);
  const forgotten = deletion?.data.forget ?? false;
  const ref: MessageRef = last?.data.message ?? { ...first.data.message, version: '', files: [] };
  const wording = (entry: (typeof wordings)[number]): Wording => ({
    version: entry.data.message.version,
    words: entry.data.words.text,
    recordedAt: entry.recordedAt,
  });
  const before = forgotten ? [] : wordings.slice(0, -1).map(wording);
  const message = { ...ref, before, forgotten, ...(deletion && { deletedAt: deletion.at }) };
  const { seq, recordedAt } = first;
  const { author, recorder, at, source } = wordings[0] ?? first;
  const words = forgotten ? '' : (last?.data.words.text ?? '');
  return { seq, kind: 'message.worded', at, recordedAt, author, recorder, source, words, message };
};

const stampOf = (entry: Entry, number: number | undefined): Omit<LogRow, 'words'> => {
  const { seq, kind, at, recordedAt, author, recorder, source, typed } = entry;
  const said = { ...(number !== undefined && { number }), ...(typed !== undefined && { typed }) };
  return { seq, kind, at, recordedAt, author, recorder, source, ...said };
};

const toldBy = (entry: Entry, zone: string): Pick<LogRow, 'label' | 'words' | 'data'> => {
  const telling = tell(entry, zone);
  const label = telling?.label ?? unlabelled(entry);
  const own = 'words' in entry.data ? entry.data.words?.text : undefined;
  // What stays of other entries is told with these; whoever was erased is not named.
  const { words: _, entries: __, who: ___, ...data } = flat(entry.data);
  return { ...(label && { label }), words: own ?? telling?.words.text ?? '', data };
};

/** What is not told has a name all the same. */
const unlabelled = (entry: Entry): string | undefined => {
  if ('section' in entry.data) return entry.data.section;
  return 'url' in entry.data ? `link ${entry.data.url}` : undefined;
};

/** The data of an entry with words as strings. */
const flat = (data: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, flatValue(value)]));

const flatValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(flatValue);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return 'text' in value ? value.text : flat(value);
};
