import { digestOf, hashOf, type Link } from './chain.ts';
import { type Entry, entryVersion, type MessageKey, parseEntry, parseSource } from './incident/entry.ts';

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

/** Turns entries into rows, each chained to the one before. Names and the typed line are part of the words that can be destroyed. */
export const seal = (entries: readonly Entry[], previous: string, freshSalt: () => string): Row[] => {
  let last = previous;
  return entries.map((entry) => {
    const data = JSON.stringify({
      data: entry.data,
      author: entry.author.name,
      recorder: entry.recorder.name,
      typed: entry.typed,
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
    return { ...link, data, salt, hash: last, ...indexed(entry) };
  });
};

const indexed = (entry: Entry): Pick<Row, 'message' | 'wording' | 'words'> => {
  const words = 'words' in entry.data && entry.data.words ? entry.data.words.text : null;
  if (entry.kind === 'message.worded')
    return { message: keyOf(entry.data.message), wording: entry.data.message.version, words };
  if (entry.kind === 'message.deleted') return { message: keyOf(entry.data.message), wording: 'deleted', words: null };
  return { message: null, wording: null, words };
};

/** A stored row as an entry. */
export const entryOf = (row: Row): Entry => {
  // Written by `seal`: the shape is ours; what is inside `data` is checked by `parseEntry`.
  const stored = (row.data === null ? null : JSON.parse(row.data)) as Stored | null;
  return parseEntry(
    {
      incident: row.incident,
      seq: row.seq,
      at: new Date(row.at),
      recordedAt: new Date(row.recordedAt),
      author: { id: row.author, name: stored?.author ?? row.author },
      recorder: { id: row.recorder, name: stored?.recorder ?? row.recorder },
      source: parseSource(JSON.parse(row.source)),
      ...(stored?.typed !== undefined && { typed: stored.typed }),
    },
    { kind: row.kind, version: row.version, data: stored?.data ?? null },
  );
};
type Stored = { data: unknown; author: string; recorder: string; typed?: string };

/** How a message is named in a row. */
export const keyOf = ({ channel, ts }: MessageKey): string => `${channel}:${ts}`;
