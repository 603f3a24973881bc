import { and, asc, eq, gt, isNotNull, lt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { entries } from './schema.ts';

/** Wordings of messages that still have their words. */
export const createPurgeable = (db: BetterSQLite3Database) => {
  const { placeholder } = sql;
  const worded = db
    .select({ seq: entries.seq, message: entries.message })
    .from(entries)
    .where(
      and(
        eq(entries.incident, placeholder('incident')),
        gt(entries.seq, placeholder('after')),
        eq(entries.kind, 'message.worded'),
        isNotNull(entries.data),
        lt(entries.recordedAt, placeholder('before')),
      ),
    )
    .orderBy(asc(entries.seq))
    .limit(placeholder('limit'))
    .prepare();
  /** In the order of the log, after this place in it, written before this instant. */
  return async (place: { incident: string; after: number; before: number; limit: number }) =>
    worded.all(place).map(({ seq, message }) => {
      const [channel = '', ts = ''] = (message ?? '').split(':');
      return { seq, message: { channel, ts } };
    });
};
