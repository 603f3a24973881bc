import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { entries } from './schema.ts';

/** Milliseconds by which a clock may have been set back. */
const SET_BACK = 60_000;

/**
 * Whether a request is on the record, in whichever incident. Ids grow as entries are written, so only those are looked at that
 * were written since it was made.
 */
export const createTriggers = (db: BetterSQLite3Database) => {
  const { placeholder } = sql;
  const trigger = sql`json_extract(${entries.source}, '$.trigger')`;
  const before = db
    .select({ id: entries.id })
    .from(entries)
    .where(lt(entries.recordedAt, placeholder('since')))
    .orderBy(desc(entries.id))
    .limit(1)
    .prepare();
  const after = db
    .select({ id: entries.id })
    .from(entries)
    .where(and(gt(entries.id, placeholder('id')), eq(trigger, placeholder('trigger'))))
    .limit(1)
    .prepare();
  return {
    isWritten: async (trigger: string, since: number): Promise<boolean> => {
      const { id = 0 } = before.get({ since: since - SET_BACK }) ?? {};
      return after.get({ id, trigger }) !== undefined;
    },
  };
};
