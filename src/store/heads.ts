import { and, desc, eq, gte, inArray, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Store } from '../logbook.ts';
import { incidents } from './schema.ts';
import { createSearch } from './search.ts';

const { placeholder } = sql;

const isOpen = inArray(incidents.status, ['investigating', 'identified', 'monitoring']);
const DAY = 24 * 3_600_000;
const endedLately = gte(incidents.resolvedAt, sql`(SELECT max(${incidents.resolvedAt}) - ${DAY} FROM ${incidents})`);

/** The head rows, newest first. */
export const createHeads = (db: BetterSQLite3Database): Pick<Store, 'head' | 'heads'> => {
  const search = createSearch(db);
  const byId = db
    .select()
    .from(incidents)
    .where(eq(incidents.id, placeholder('id')))
    .prepare();
  const byNumber = db
    .select()
    .from(incidents)
    .where(and(eq(incidents.team, placeholder('team')), eq(incidents.number, placeholder('number'))))
    .prepare();
  const byChannel = db
    .select()
    .from(incidents)
    .where(eq(incidents.channel, placeholder('channel')))
    .orderBy(desc(incidents.openedAt), desc(incidents.number))
    .prepare();
  return {
    head: async (find) => {
      if ('id' in find) return byId.get(find);
      return 'channel' in find ? byChannel.get(find) : byNumber.get(find);
    },
    heads: async ({ team, words = '', ...which } = {}) => {
      const wanted = and(
        team === undefined ? undefined : eq(incidents.team, team),
        which.open ? isOpen : undefined,
        which.live ? or(isOpen, endedLately) : undefined,
        which.private ? eq(incidents.private, true) : undefined,
      );
      const found = db
        .select()
        .from(incidents)
        .where(wanted)
        .orderBy(desc(incidents.openedAt), desc(incidents.number))
        .all();
      return found.filter(search(words));
    },
  };
};
