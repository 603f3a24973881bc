import type { Database } from 'better-sqlite3';
import { and, eq, getTableColumns, max, ne, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Act, Store } from '../logbook.ts';
import type { Row } from '../row.ts';
import { placeholders, replaced } from './placeholders.ts';
import { select } from './reading.ts';
import { entries, inbox, incidents } from './schema.ts';
import { createWipe } from './wipe.ts';
import type { Writer } from './writer.ts';

/** The log. An act is written whole, or not at all. */
export const createEntries = (
  db: BetterSQLite3Database & { readonly $client: Database },
  write: Writer,
): Pick<Store, 'open' | 'append' | 'read' | 'messages'> => {
  const statements = prepare(db);
  const wipe = createWipe(db);
  const { id: _, ...row } = getTableColumns(entries);
  const read = db.$client.prepare<[string, number], Row>(`${select(row)} AND seq > ? ORDER BY seq`);

  const put = ({ rows, head, handled, forgotten, destroyed }: Act): void => {
    if (rows.length > 0) statements.putHead.run(head);
    for (const row of rows) if (statements.putRow.run(row).changes === 0) throw new Taken();
    for (const id of handled) statements.handle.run({ id });
    if (forgotten.length + destroyed.length > 0) wipe({ rows, head, forgotten, destroyed });
    for (const message of forgotten) statements.forget.run({ incident: head.id, message });
    for (const seq of destroyed) statements.destroy.run({ incident: head.id, seq });
  };

  return {
    open: (team, make) => write(() => put(make((statements.lastNumber.get({ team })?.number ?? 0) + 1))),
    append: (act) =>
      write(() => put(act)).then(
        () => true,
        (error) => {
          if (error instanceof Taken) return false;
          throw error;
        },
      ),
    read: async (incident, after = 0) => read.all(incident, after),
    messages: async (incident, keys) => statements.messages.all({ incident, keys: JSON.stringify(keys) }),
  };
};

/** Somebody else wrote first. */
class Taken extends Error {
  override name = 'Taken';
}

const prepare = (db: BetterSQLite3Database) => {
  const { id: _, ...newRow } = placeholders(entries);
  const { id: __, ...row } = getTableColumns(entries);
  const ofIncident = eq(entries.incident, sql.placeholder('incident'));
  const amongKeys = sql`${entries.message} IN (SELECT value FROM json_each(${sql.placeholder('keys')}))`;
  const isWording = ne(entries.wording, 'deleted'); // that it was deleted stays on the record
  return {
    putRow: db
      .insert(entries)
      .values(newRow)
      .onConflictDoNothing({ target: [entries.incident, entries.seq] })
      .onConflictDoNothing({ target: [entries.incident, entries.message, entries.wording] })
      .prepare(),
    putHead: db
      .insert(incidents)
      .values(placeholders(incidents))
      .onConflictDoUpdate({ target: incidents.id, set: replaced(incidents) })
      .prepare(),
    handle: db
      .update(inbox)
      .set({ state: 'handled', body: '', awaits: null })
      .where(eq(inbox.id, sql.placeholder('id')))
      .prepare(),
    forget: db
      .update(entries)
      .set({ data: null, salt: null, words: null })
      .where(and(ofIncident, eq(entries.message, sql.placeholder('message')), isWording))
      .prepare(),
    destroy: db
      .update(entries)
      .set({ data: null, salt: null, words: null })
      .where(and(ofIncident, eq(entries.seq, sql.placeholder('seq'))))
      .prepare(),
    lastNumber: db
      .select({ number: max(incidents.number) })
      .from(incidents)
      .where(eq(incidents.team, sql.placeholder('team')))
      .prepare(),
    // `+` keeps SQLite from reading the whole incident in the order of the other index.
    messages: db.select(row).from(entries).where(and(ofIncident, amongKeys)).orderBy(sql`+${entries.seq}`).prepare(),
  };
};
