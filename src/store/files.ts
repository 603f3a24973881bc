import { and, asc, eq, isNotNull, lte, ne, notExists, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { placeholders } from './placeholders.ts';
import { entries, files } from './schema.ts';
import type { Writer } from './writer.ts';

type FileRow = typeof files.$inferSelect;
type Message = Pick<FileRow, 'channel' | 'ts'>;

/** Which files were copied, and which are to be. The copies themselves are in a folder beside the database. */
export const createFileTable = (db: BetterSQLite3Database, write: Writer) => {
  const { placeholder } = sql;
  const isMessage = and(eq(files.channel, placeholder('channel')), eq(files.ts, placeholder('ts')));
  const isThis = and(isMessage, eq(files.file, placeholder('file')));
  const isOfFile = eq(files.file, placeholder('file'));
  const select = () => db.select().from(files).orderBy(asc(files.nextAt), asc(files.ts)).$dynamic();
  const put = db.insert(files).values(placeholders(files)).onConflictDoNothing().prepare();
  const due = select()
    .where(and(eq(files.state, 'waiting'), lte(files.nextAt, placeholder('now'))))
    .limit(placeholder('limit'))
    .prepare();
  const of = select()
    .where(eq(files.incident, placeholder('incident')))
    .prepare();
  const ofFile = select().where(isOfFile).prepare();
  const ofMessage = select().where(isMessage).prepare();
  const known = db.selectDistinct({ file: files.file }).from(files).prepare();
  const message = sql`${files.channel} || ':' || ${files.ts}`;
  const worded = db
    .select({ seq: entries.seq })
    .from(entries)
    .where(
      and(
        eq(entries.incident, files.incident),
        eq(entries.message, message),
        ne(entries.wording, 'deleted'),
        isNotNull(entries.data),
      ),
    );
  const wordless = db
    .selectDistinct({ channel: files.channel, ts: files.ts })
    .from(files)
    .where(and(eq(files.incident, placeholder('incident')), notExists(worded)))
    .prepare();
  const change = db
    .update(files)
    .set({
      mimetype: sql`coalesce(${placeholder('mimetype')}, ${files.mimetype})`,
      state: sql`${placeholder('state')}`,
      size: sql`${placeholder('size')}`,
      sha256: sql`${placeholder('sha256')}`,
      error: sql`${placeholder('error')}`,
      attempts: sql`${placeholder('attempts')}`,
      nextAt: sql`${placeholder('nextAt')}`,
    })
    .where(isThis)
    .prepare();
  const remove = db.delete(files).where(isMessage).prepare();

  return {
    /** What is known already stays as it is. */
    put: (rows: readonly FileRow[]): Promise<void> =>
      write(() => {
        for (const row of rows) put.run(row);
      }),
    due: async (now: number, limit: number): Promise<FileRow[]> => due.all({ now, limit }),
    of: async (incident: string): Promise<FileRow[]> => of.all({ incident }),
    /** Every file of which there is a copy, or is to be one. */
    known: async (): Promise<string[]> => known.all().map(({ file }) => file),
    ofFile: async (file: string): Promise<FileRow[]> => ofFile.all({ file }),
    /** The messages with files of which no words are left in the log. */
    wordless: async (incident: string): Promise<Message[]> => wordless.all({ incident }),
    /** False if it was forgotten meanwhile. */
    change: (row: Omit<FileRow, 'incident'>): Promise<boolean> => write(() => change.run(row).changes > 0),
    ofMessage: async (message: Message): Promise<FileRow[]> => ofMessage.all(message),
    remove: (message: Message): Promise<void> => write(() => void remove.run(message)),
  };
};
