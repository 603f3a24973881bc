import { and, eq, gt, isNotNull, lt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { alias } from 'drizzle-orm/sqlite-core';
import { entries } from './schema.ts';

/** Which messages of a channel are in the log, and which of them answer which: for comparing it with what Slack has. */
export const createKnown = (db: BetterSQLite3Database) => {
  const { between, threads, replies } = prepare(db);
  return {
    between: (incident: string, channel: string, oldest: string, latest: string) =>
      between.all({ incident, from: `${channel}:${oldest}`, to: `${channel}:${latest}` }),
    threads: (incident: string, channel: string) => threads.all({ incident, from: `${channel}:`, to: `${channel};` }),
    replies: (incident: string, channel: string, thread: string) =>
      replies.all({ incident, from: `${channel}:`, to: `${channel};`, thread }),
  };
};

const prepare = (db: BetterSQLite3Database) => {
  const { placeholder } = sql;
  const gone = alias(entries, 'gone');
  const isGone = db
    .select({ id: gone.id })
    .from(gone)
    .where(and(eq(gone.incident, entries.incident), eq(gone.message, entries.message), eq(gone.wording, 'deleted')));
  const thread = sql<string | null>`json_extract(${entries.data}, '$.data.message.thread')`;
  const ts = sql<string>`substr(${entries.message}, instr(${entries.message}, ':') + 1)`;
  // A wording without its data was forgotten or redacted: nothing is known of it any more.
  const isThere = and(
    eq(entries.incident, placeholder('incident')),
    gt(entries.message, placeholder('from')),
    lt(entries.message, placeholder('to')),
    eq(entries.kind, 'message.worded'),
    isNotNull(entries.data),
    sql`NOT EXISTS ${isGone}`,
  );
  const message = {
    ts,
    thread: sql<string | null>`max(${thread})`,
    recordedAt: sql<number>`min(${entries.recordedAt})`,
  };
  return {
    between: db.select(message).from(entries).where(isThere).groupBy(entries.message).prepare(),
    replies: db
      .select(message)
      .from(entries)
      .where(and(isThere, sql`${thread} = ${placeholder('thread')}`))
      .groupBy(entries.message)
      .prepare(),
    threads: db
      .select({
        thread: sql<string>`${thread}`,
        count: sql<number>`count(DISTINCT ${entries.message})`,
        latest: sql<string>`max(${ts})`,
      })
      .from(entries)
      .where(and(isThere, sql`${thread} IS NOT NULL`))
      .groupBy(thread)
      .prepare(),
  };
};
