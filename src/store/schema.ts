import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

// Times are milliseconds UTC. What SQL can say and drizzle cannot (append-only, search) is in migrations/0001.

/** One row an incident: all that lists and lookups need, so that they never read a log. */
export const incidents = sqliteTable(
  'incidents',
  {
    id: text().primaryKey(),
    number: integer().notNull(),
    team: text().notNull(),
    channel: text(),
    title: text().notNull(),
    status: text().notNull(),
    severity: text(),
    private: integer({ mode: 'boolean' }).notNull(),
    test: integer({ mode: 'boolean' }).notNull(),
    openedAt: integer('opened_at').notNull(),
    resolvedAt: integer('resolved_at'),
    lastSeq: integer('last_seq').notNull(),
    lastHash: text('last_hash').notNull(),
  },
  (table) => [
    uniqueIndex('incidents_number').on(table.team, table.number),
    index('incidents_channel').on(table.channel),
    index('incidents_status').on(table.status, table.team),
    index('incidents_resolved').on(table.resolvedAt),
  ],
);

/** The log. `id` is there for the search index, which needs a row number that never changes. */
export const entries = sqliteTable(
  'entries',
  {
    id: integer().primaryKey(),
    incident: text()
      .notNull()
      .references(() => incidents.id),
    seq: integer().notNull(),
    kind: text().notNull(),
    version: integer().notNull(),
    at: integer().notNull(),
    recordedAt: integer('recorded_at').notNull(),
    author: text().notNull(),
    recorder: text().notNull(),
    source: text().notNull(),
    data: text(),
    salt: text(),
    digest: text().notNull(),
    hash: text().notNull(),
    message: text(),
    wording: text(),
    words: text(),
  },
  (table) => [
    uniqueIndex('entries_seq').on(table.incident, table.seq),
    uniqueIndex('entries_wording').on(table.incident, table.message, table.wording),
  ],
);

/** To be said in so many words by whoever looks for what is not handled: SQLite finds the index by them. */
export const isUnhandled = (state: SQLWrapper): SQL => sql`${state} <> 'handled'`;

/** Each row is written before it is acknowledged: the fewer indexes it is in, the sooner. */
export const inbox = sqliteTable(
  'inbox',
  {
    id: integer().primaryKey(),
    key: text().notNull(),
    kind: text({ enum: ['event', 'command', 'interaction'] }).notNull(),
    team: text().notNull(),
    channel: text(),
    body: text().notNull(),
    receivedAt: integer('received_at').notNull(),
    transport: text({ enum: ['socket', 'http'] }).notNull(),
    attempts: integer().notNull().default(0),
    nextAt: integer('next_at').notNull().default(0),
    state: text({ enum: ['waiting', 'parked', 'handled', 'failed'] })
      .notNull()
      .default('waiting'),
    awaits: text(),
    error: text(),
  },
  (table) => [
    uniqueIndex('inbox_key').on(table.key),
    index('inbox_open').on(table.state, table.id).where(isUnhandled(table.state)),
    index('inbox_awaits').on(table.awaits).where(sql`${table.awaits} IS NOT NULL`),
  ],
);

export const people = sqliteTable('people', {
  id: text().primaryKey(),
  name: text().notNull(),
  tz: text(),
  guest: integer({ mode: 'boolean' }).notNull(),
  bot: integer({ mode: 'boolean' }).notNull(),
  deleted: integer({ mode: 'boolean' }).notNull(),
  team: text().notNull(),
  updatedAt: integer('updated_at').notNull(),
});

export const members = sqliteTable('members', { channel: text().notNull(), user: text().notNull() }, (table) => [
  primaryKey({ columns: [table.channel, table.user] }),
]);

export const surfaces = sqliteTable(
  'surfaces',
  {
    incident: text()
      .notNull()
      .references(() => incidents.id),
    name: text().notNull(),
    channel: text(),
    ts: text(),
    hash: text().notNull(),
    state: text({ enum: ['shown', 'unsure', 'failed'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.incident, table.name] }),
    index('surfaces_address').on(table.channel, table.ts),
  ],
);

/** Copies of files that were posted, beside the database: which there are, and which are to be made. */
export const files = sqliteTable(
  'files',
  {
    incident: text()
      .notNull()
      .references(() => incidents.id),
    channel: text().notNull(),
    ts: text().notNull(),
    file: text().notNull(),
    mimetype: text(),
    state: text({ enum: ['waiting', 'kept', 'failed'] }).notNull(),
    /** Of what is kept. */
    size: integer(),
    sha256: text(),
    /** Why there is no copy. */
    error: text(),
    attempts: integer().notNull(),
    nextAt: integer('next_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.ts, table.file] }),
    index('files_state').on(table.state, table.nextAt),
    index('files_incident').on(table.incident),
    index('files_file').on(table.file),
  ],
);

export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() });
