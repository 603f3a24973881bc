import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { placeholders, replaced } from './placeholders.ts';
import { surfaces } from './schema.ts';
import type { Writer } from './writer.ts';

type Shown = typeof surfaces.$inferSelect;

/** What Slack shows of each incident, and where. */
export const createShown = (db: BetterSQLite3Database, write: Writer) => {
  const { placeholder } = sql;
  const isPlace = and(eq(surfaces.incident, placeholder('incident')), eq(surfaces.name, placeholder('name')));
  const isAddress = and(eq(surfaces.channel, placeholder('channel')), eq(surfaces.ts, placeholder('ts')));
  const target = [surfaces.incident, surfaces.name];
  const put = db
    .insert(surfaces)
    .values(placeholders(surfaces))
    .onConflictDoUpdate({ target, set: replaced(surfaces) })
    .prepare();
  const remove = db.delete(surfaces).where(isPlace).prepare();
  const at = db.select().from(surfaces).where(isAddress).prepare();
  const of = db
    .select()
    .from(surfaces)
    .where(eq(surfaces.incident, placeholder('incident')))
    .prepare();

  return {
    of: async (incident: string): Promise<Shown[]> => of.all({ incident }),
    at: async (channel: string, ts: string): Promise<Shown | undefined> => at.get({ channel, ts }),
    put: (place: Shown): Promise<void> => write(() => void put.run(place)),
    remove: (incident: string, name: string): Promise<void> => write(() => void remove.run({ incident, name })),
  };
};
