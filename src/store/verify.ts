import type { Database } from 'better-sqlite3';
import { asc, eq, getTableColumns, notExists, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { digestOf, hashOf } from '../chain.ts';
import { fold } from '../incident/incident.ts';
import type { Head } from '../logbook.ts';
import { entryOf, type Row } from '../row.ts';
import { entries, incidents } from './schema.ts';

/** How much there is, how many entries have lost their words, and the first thing that is not as it was written. */
export type Verdict = {
  readonly incidents: number;
  readonly entries: number;
  readonly wordless: number;
  readonly difference?: string;
};

/** Reads every row as it stands, all at one instant. Shows any change but by somebody who can rewrite a whole chain. */
export const verify = (database: Database): Verdict => database.transaction(() => walk(database))();

const walk = (database: Database): Verdict => {
  const db = drizzle(database);
  const { id: _, ...columns } = getTableColumns(entries);
  const rowsOf = db
    .select(columns)
    .from(entries)
    .where(eq(entries.incident, sql.placeholder('id')))
    .orderBy(asc(entries.seq))
    .prepare();
  const heads = db.select().from(incidents).orderBy(asc(incidents.team), asc(incidents.number)).all();
  const hasHead = db.select().from(incidents).where(eq(incidents.id, entries.incident));
  const stray = db.select(columns).from(entries).where(notExists(hasHead)).get();
  let [count, wordless] = [0, 0];
  let difference = stray && `an entry ${stray.seq} of an incident that is not in the list: ${stray.incident}`;
  heads.forEach((head, i) => {
    const rows = rowsOf.all({ id: head.id });
    count += rows.length;
    wordless += rows.filter(({ data }) => data === null).length;
    difference ??= gapBefore(head, heads[i - 1]) ?? differenceIn(head, rows);
  });
  return { incidents: heads.length, entries: count, wordless, ...(difference && { difference }) };
};

const gapBefore = (head: Head, before: Head | undefined): string | undefined => {
  const last = before?.team === head.team ? before.number : 0;
  return head.number === last + 1 ? undefined : `INC-${last + 1} is missing`;
};

const differenceIn = (head: Head, rows: readonly Row[]): string | undefined => {
  let previous = '';
  for (const [i, row] of rows.entries()) {
    const wrong = wrongWith(row, i + 1, previous);
    if (wrong) return `INC-${head.number} entry ${i + 1}: ${wrong}`;
    previous = row.hash;
  }
  if (head.lastSeq !== rows.length)
    return `INC-${head.number} entry ${Math.min(head.lastSeq, rows.length) + 1}: the list says that the log has ${head.lastSeq} entries, it has ${rows.length}`;
  if (head.lastHash !== previous) return `INC-${head.number}: the list does not end with the hash of the last entry`;
  return wrongInHead(head, rows);
};

const wrongWith = (row: Row, seq: number, previous: string): string | undefined => {
  if (row.seq !== seq) return 'it is missing';
  if (row.hash !== hashOf(previous, row)) return 'it is not as it was written (its hash differs)';
  if ((row.data === null) !== (row.salt === null)) return 'its words and their salt do not belong together';
  const isIntact = row.data === null || row.salt === null || digestOf(row.salt, row.data) === row.digest;
  return isIntact ? undefined : 'its words are not as they were written';
};

const wrongInHead = (head: Head, rows: readonly Row[]): string | undefined => {
  const log = rows.map(entryOf);
  if (log.some(({ kind }) => kind === 'entry.unreadable')) return undefined; // written by a version that knew more
  const told = fold(head.id, log);
  const pairs = [
    ['number', head.number, told.number],
    ['team', head.team, told.team],
    ['title', head.title, told.title],
    ['status', head.status, told.status],
    ['severity', head.severity, told.severity ?? null],
    ['channel', head.channel, told.channel?.id ?? null],
    ['privacy', head.private, told.private],
  ] as const;
  const wrong = pairs.find(([, listed, written]) => listed !== written);
  return wrong && `INC-${head.number}: its ${wrong[0]} in the list is not as its log says`;
};
