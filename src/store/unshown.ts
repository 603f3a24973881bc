import { and, eq, like } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { meta } from './schema.ts';
import type { Writer } from './writer.ts';

/** Under which an incident is noted, with the act that destroyed words of it, until Slack shows it without them. */
export const UNSHOWN = 'unshown:';

export const createUnshown = (db: BetterSQLite3Database, write: Writer) => ({
  pending: async (): Promise<{ incident: string; seq: number }[]> =>
    db
      .select()
      .from(meta)
      .where(like(meta.key, `${UNSHOWN}%`))
      .all()
      .map(({ key, value }) => ({ incident: key.slice(UNSHOWN.length), seq: Number(value) })),
  /** Unless more was destroyed since. */
  done: (incident: string, seq: number): Promise<void> =>
    write(
      () =>
        void db
          .delete(meta)
          .where(and(eq(meta.key, `${UNSHOWN}${incident}`), eq(meta.value, String(seq))))
          .run(),
    ),
});
