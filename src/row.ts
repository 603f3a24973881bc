import { digestOf, hashOf, type Link } from './chain.ts';
import {
  type Entry,
  entryVersion,
  type MessageKey,
  type Person,
  parseEntry,
  parseSource,
  type Remains,
} from './incident/entry.ts';
import { type Credential, masked } from './incident/mask.ts';
import { remainsIn as remainsGivenBy } from './incident/remains.ts';

/** An entry as it is stored. `data` is the exact text that was hashed; it and its salt become null when words are destroyed. */
export type Row = Link & {
  readonly data: string | null;
  readonly salt: string | null;
  readonly hash: string;
  /** For an entry that is a wording or a deletion of a message: `channel:ts`, and which one. Unique together. */
  readonly message: string | null;
  readonly wording: string | null;
  /** Plain words, for search only; null for what is not searched. */
  readonly words: string | null;
};

/** What an entry is read from. */
export type StoredEntry = Omit<Row, 'digest' | 'hash' | 'salt' | 'message' | 'wording' | 'words'>;

/** An entry as it was said, with the credentials in it. */
export type Said = { readonly entry: Entry; readonly credentials: readonly Credential[] };

/** Turns entries into rows, each chained to the one before. Names and the typed line are part of the words that can be destroyed. */
export const seal = (said: readonly Said[], previous: string, freshSalt: () => string): Row[] => {
  let last = previous;
  return said.map(({ entry, credentials }) => {
    const data = JSON.stringify({
      data: entry.data,
      author: entry.author.name,
      recorder: entry.recorder.name,
      typed: entry.typed,
      ...(credentials.length > 0 && { credentials }),
    });
    const salt = freshSalt();
    const link = {
      incident: entry.incident,
      seq: entry.seq,
      kind: entry.kind,
      version: entryVersion,
      at: +entry.at,
      recordedAt: +entry.recordedAt,
      author: entry.author.id,
      recorder: entry.recorder.id,
      source: JSON.stringify(entry.source),
      digest: digestOf(salt, data),
    };
    last = hashOf(last, link);
    return { ...link, data, salt, hash: last, ...indexed(shown({ entry, credentials })) };
  });
};

const indexed = (entry: Entry): Pick<Row, 'message' | 'wording' | 'words'> => {
  const words = 'words' in entry.data && entry.data.words ? entry.data.words.text : null;
  if (entry.kind === 'message.worded')
    return { message: keyOf(entry.data.message), wording: entry.data.message.version, words };
  if (entry.kind === 'message.deleted') return { message: keyOf(entry.data.message), wording: 'deleted', words: null };
  return { message: null, wording: null, words };
};

/** An entry as everybody sees it: without its credentials. */
export const shown = ({ entry, credentials }: Said): Entry => {
  if (credentials.length === 0) return entry;
  const { data, typed } = masked({ data: entry.data, typed: entry.typed }, credentials);
  // Its data keeps its shape: only strings were changed.
  const hidden = { ...entry, data, ...(typed !== undefined && { typed }) } as Entry;
  return { ...hidden, credentials: [...new Set(credentials.map(({ kind }) => kind))] };
};

/** Stored rows as entries. What was redacted reads as what stays of it. */
export const entriesOf = (rows: readonly StoredEntry[]): Entry[] => {
  const isDestroyed = rows.some(({ data }) => data === null);
  const remains = isDestroyed ? remainsIn(rows) : undefined;
  const called = people();
  return rows.map((row) => shown(saidIn(row, remains?.get(row.seq), called)));
};

/** A stored row by itself, as it was said. */
export const saidOf = (row: Row): Said => saidIn(row);

const saidIn = (row: StoredEntry, remains?: Remains, called = people()): Said => {
  // Written by `seal`: the shape is ours; what is inside `data` is checked by `parseEntry`.
  const stored = (row.data === null ? undefined : JSON.parse(row.data)) as Stored | undefined;
  const { data = null, author = row.author, recorder = row.recorder } = stored ?? remains ?? {};
  const entry = parseEntry(
    {
      incident: row.incident,
      seq: row.seq,
      at: new Date(row.at),
      recordedAt: new Date(row.recordedAt),
      author: called(row.author, author),
      recorder: called(row.recorder, recorder),
      source: parseSource(JSON.parse(row.source)),
      typed: stored?.typed,
    },
    { kind: row.kind, version: row.version, data },
  );
  return { entry, credentials: stored?.credentials ?? [] };
};

/** In a long log the same few people are named again and again: each is one object. */
const people = (): ((id: string, name: string) => Person) => {
  const known = new Map<string, Person>();
  return (id, name) => {
    const before = known.get(id);
    if (before?.name === name) return before;
    const person = { id, name };
    known.set(id, person);
    return person;
  };
};

type Stored = {
  data: unknown;
  author: string;
  recorder: string;
  typed?: string;
  credentials?: readonly Credential[];
};

/** A redaction may itself be redacted: the last word on an entry holds. */
const remainsIn = (rows: readonly StoredEntry[]): ReadonlyMap<number, Remains> => {
  const remains = new Map<number, Remains>();
  for (const row of rows.filter(({ kind }) => destroying.has(kind)).toReversed()) {
    const { entry } = saidIn(row, remains.get(row.seq));
    for (const each of remainsGivenBy(entry)) if (!remains.has(each.seq)) remains.set(each.seq, each);
  }
  return remains;
};

/** Whether it lost its words, or others by it: what was read before does not hold any more. */
export const isDestroying = ({ kind, data }: Pick<StoredEntry, 'kind' | 'data'>): boolean =>
  data === null || destroying.has(kind);

const destroying = new Set<string>(['entry.redacted', 'person.erased', 'words.purged', 'message.deleted']);

/** How a message is named in a row. */
export const keyOf = ({ channel, ts }: MessageKey): string => `${channel}:${ts}`;
