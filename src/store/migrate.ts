import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate as runMigrations } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { StoreError } from './store-error.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Brings the tables up to date. A database of a newer Debrief is refused: this one would not understand what it holds. */
export const migrate = (database: Database, path: string): void => {
  const newest = newestKnown();
  if (applied(database) < newest) {
    try {
      runMigrations(drizzle(database), { migrationsFolder });
    } catch (error) {
      // Another process, starting at the same instant, may have done it.
      if (applied(database) < newest) throw error;
    }
  }
  refuseNewer(database, path, newest);
};

/** For who only reads: the tables must be as this version knows them. */
export const checkMigrated = (database: Database, path: string): void => {
  const newest = newestKnown();
  refuseNewer(database, path, newest);
  if (applied(database) < newest)
    throw new StoreError(`${path} is not up to date with this version of Debrief. Start the bot once, then try again.`);
};

const refuseNewer = (database: Database, path: string, newest: number): void => {
  if (applied(database) > newest)
    throw new StoreError(`${path} was written by a newer Debrief. Update this one, or restore an older backup.`);
};

const newestKnown = (): number =>
  Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis));

const applied = (database: Database): number => {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!table) return 0;
  return Number(database.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() ?? 0);
};
