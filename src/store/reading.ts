import type { Database } from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { StoredEntry } from '../row.ts';
import { entries } from './schema.ts';

// Logs are long. Drizzle takes as long again to make objects of what it reads, so these statements are SQLite's own.

/** Reads the log of an incident for a document, which needs neither hashes nor what is searched. */
export const createReading = (database: Database) => {
  const { incident, seq, kind, version, at, recordedAt, author, recorder, source, data } = getTableColumns(entries);
  const from = select({ incident, seq, kind, version, at, recordedAt, author, recorder, source, data });
  const whole = database.prepare<[string], StoredEntry>(`${from} ORDER BY seq`);
  const told = database.prepare<[string, number], StoredEntry>(
    `${from} AND seq > ? AND NOT (kind = 'message.worded' AND wording = '') ORDER BY seq`,
  );
  return {
    whole: (id: string): StoredEntry[] => whole.all(id),
    /** Without the first wordings of messages: of one that is told, its mark has the words. */
    told: (id: string, afterSeq = 0): StoredEntry[] => told.all(id, afterSeq),
  };
};

/** Reads these columns of one incident's entries, each under the name that it has in the code. */
export const select = (columns: Readonly<Record<string, SQLiteColumn>>): string =>
  `SELECT ${Object.entries(columns).map(([key, { name }]) => `${name} AS ${key}`)} FROM entries WHERE incident = ?`;
