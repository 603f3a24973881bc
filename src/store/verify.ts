import { type Database, SqliteError } from 'better-sqlite3';
import { asc, eq, getTableColumns, notExists, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { digestOf, hashOf } from '../chain.ts';
import { fold } from '../incident/incident.ts';
import type { Head } from '../logbook.ts';
import { entriesOf, type Row, saidOf, seal } from '../row.ts';
import { entries, incidents } from './schema.ts';
import { wrongInSearch } from './verify-search.ts';

/** How much there is, how many entries have lost their words, and the first thing that is not as it was written. */
export type Verdict = {
  readonly incidents: number;
  readonly entries: number;
  readonly wordless: number;
  readonly difference?: string;
};

/** Reads every row as it stands, all at one instant. Shows any change but by somebody who can rewrite a whole chain. */
export const verify = (database: Database): Verdict => {
  const damage = damageIn(database);
  if (damage !== undefined) return { incidents: 0, entries: 0, wordless: 0, difference: damage };
  database.pragma('temp_store = MEMORY'); // no words in files that nobody looks after
  return database.transaction(() => walk(database))();
};

/** SQLite's own look at every page of the file and every row of an index: it names the page. */
const damageIn = (database: Database): string | undefined => {
  const found = lookAtPages(database);
  return found === 'ok' ? undefined : `the database file is damaged, restore a backup (${found})`;
};

const lookAtPages = (database: Database): string => {
  try {
    return String(database.pragma('integrity_check(1)', { simple: true })).replaceAll('\n', ' ');
  } catch (error) {
    if (error instanceof SqliteError) return error.message; // damage so bad that it cannot be looked at
    throw error;
  }
};

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
  difference ??= wrongInSearch(database);
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
  if (row.data === null || row.salt === null) return row.words === null ? undefined : 'its words were not destroyed';
  if (digestOf(row.salt, row.data) !== row.digest) return 'its words are not as they were written';
  return wrongBeside(row, row.salt);
};

/** What stands in columns of its own, so that it can be looked for, was read from what is chained. */
const wrongBeside = (row: Row, salt: string): string | undefined => {
  const said = saidOf(row);
  if (said.entry.kind === 'entry.unreadable') return undefined;
  const [written] = seal([said], '', () => salt);
  const names = { message: 'its message', wording: 'its wording', words: 'what is searched of it' } as const;
  const wrong = (['message', 'wording', 'words'] as const).find((name) => row[name] !== written?.[name]);
  return wrong && `${names[wrong]} is not as its words say`;
};

const wrongInHead = (head: Head, rows: readonly Row[]): string | undefined => {
  const log = entriesOf(rows);
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
    ['test mark', head.test, told.test],
    ['opening', head.openedAt, +(told.openedAt ?? 0)],
    ['end', head.resolvedAt, told.resolvedAt ? +told.resolvedAt : null],
  ] as const;
  const wrong = pairs.find(([, listed, written]) => listed !== written);
  return wrong && `INC-${head.number}: its ${wrong[0]} in the list is not as its log says`;
};
