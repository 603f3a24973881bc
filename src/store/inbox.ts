import type { Database } from 'better-sqlite3';
import { and, asc, eq, lt, lte, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { inbox, isUnhandled } from './schema.ts';
import type { Writer } from './writer.ts';

export type InboxRow = typeof inbox.$inferSelect;
type New = Pick<InboxRow, 'key' | 'kind' | 'team' | 'channel' | 'body' | 'receivedAt' | 'transport'>;

/** What Slack said, from its arrival until it is handled. Each promise resolves after the commit. */
export const createInbox = (db: BetterSQLite3Database & { $client: Database }, write: Writer) => {
  const statements = prepare(db);
  // Whoever waits for an acknowledgement waits for this one: it is SQLite's own.
  const put = db.$client.prepare(
    'INSERT INTO inbox (key, kind, team, channel, body, received_at, transport) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
  );
  return {
    put: ({ key, kind, team, channel, body, receivedAt, transport }: New): Promise<boolean> =>
      write.one(() => put.run(key, kind, team, channel, body, receivedAt, transport).changes > 0),
    due: async (now: number, limit: number, busy: readonly string[] = []): Promise<InboxRow[]> =>
      statements.due.all({ now, limit, busy: JSON.stringify(busy) }),
    retry: (id: number, nextAt: number, error: string): Promise<void> =>
      write(() => void statements.retry.run({ id, nextAt, error })),
    park: (id: number, awaits: string): Promise<void> => write(() => void statements.park.run({ id, awaits })),
    release: (awaits: string): Promise<number> => write(() => statements.release.run({ awaits }).changes),
    fail: (id: number, error: string): Promise<void> => write(() => void statements.fail.run({ id, error })),
    done: (ids: readonly number[]): Promise<void> =>
      write(() => {
        for (const id of ids) statements.done.run({ id });
      }),
    failed: async (): Promise<InboxRow[]> => statements.failed.all(),
    parked: async (before: number): Promise<InboxRow[]> => statements.parked.all({ before }),
    /** A row without words, handled already: it is there to be known again. */
    hear: (key: string, at: number): Promise<boolean> => write(() => statements.hear.run({ key, at }).changes > 0),
    purge: (before: number): Promise<void> => write(() => void statements.purge.run({ before })),
    /** What could not be handled in so long a time is not kept for it any more. */
    forgetFailed: (before: number): Promise<void> => write(() => void statements.forgetFailed.run({ before })),
  };
};

const prepare = (db: BetterSQLite3Database) => {
  const { placeholder } = sql;
  const isThis = eq(inbox.id, placeholder('id'));
  const is = (state: 'waiting' | 'parked' | 'failed') => and(eq(inbox.state, state), isUnhandled(inbox.state));
  const cameBefore = lt(inbox.receivedAt, placeholder('before'));
  const queue = sql`CASE WHEN ${inbox.kind} = 'event' THEN coalesce(${inbox.channel}, '') ELSE 'intent ' || ${inbox.id} END`;
  const isFree = sql`${queue} NOT IN (SELECT value FROM json_each(${placeholder('busy')}))`;
  const select = () => db.select().from(inbox).orderBy(asc(inbox.id)).$dynamic();
  return {
    hear: db
      .insert(inbox)
      .values({
        key: placeholder('key'),
        kind: 'interaction',
        team: '',
        body: '',
        receivedAt: placeholder('at'),
        transport: 'http',
        state: 'handled',
      })
      .onConflictDoNothing({ target: inbox.key })
      .prepare(),
    due: select()
      .where(and(is('waiting'), lte(inbox.nextAt, placeholder('now')), isFree))
      .limit(placeholder('limit'))
      .prepare(),
    retry: db
      .update(inbox)
      .set({
        attempts: sql`${inbox.attempts} + 1`,
        nextAt: sql`${placeholder('nextAt')}`,
        error: sql`${placeholder('error')}`,
      })
      .where(isThis)
      .prepare(),
    park: db
      .update(inbox)
      .set({ state: 'parked', awaits: sql`${placeholder('awaits')}` })
      .where(isThis)
      .prepare(),
    release: db
      .update(inbox)
      .set({ state: 'waiting', awaits: null, nextAt: 0 })
      .where(and(is('parked'), eq(inbox.awaits, placeholder('awaits'))))
      .prepare(),
    fail: db
      .update(inbox)
      .set({ state: 'failed', error: sql`${placeholder('error')}` })
      .where(isThis)
      .prepare(),
    done: db.update(inbox).set({ state: 'handled', body: '', awaits: null }).where(isThis).prepare(),
    failed: select().where(is('failed')).prepare(),
    parked: select()
      .where(and(is('parked'), cameBefore))
      .prepare(),
    forgetFailed: db
      .update(inbox)
      .set({ state: 'handled', body: '' })
      .where(and(is('failed'), cameBefore))
      .prepare(),
    purge: db
      .delete(inbox)
      .where(and(eq(inbox.state, 'handled'), cameBefore))
      .prepare(),
  };
};
