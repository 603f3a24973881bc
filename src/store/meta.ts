import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { placeholders, replaced } from './placeholders.ts';
import { meta } from './schema.ts';
import type { Writer } from './writer.ts';

/** What Debrief notes about itself: when it was last alive, how far it has read. */
export const createMeta = (db: BetterSQLite3Database, write: Writer) => {
  const put = db
    .insert(meta)
    .values(placeholders(meta))
    .onConflictDoUpdate({ target: meta.key, set: replaced(meta) })
    .prepare();
  const get = db
    .select()
    .from(meta)
    .where(eq(meta.key, sql.placeholder('key')))
    .prepare();
  const forget = db
    .delete(meta)
    .where(and(gte(meta.key, sql.placeholder('from')), lt(meta.key, sql.placeholder('until'))))
    .prepare();
  return {
    get: async (key: string): Promise<string | undefined> => get.get({ key })?.value,
    set: (key: string, value: string): Promise<void> => write(() => void put.run({ key, value })),
    forget: (from: string, until: string): Promise<void> => write(() => void forget.run({ from, until })),
  };
};
