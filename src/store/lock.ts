import { openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { explain, pathOf } from './connection.ts';
import { StoreError } from './store-error.ts';

/**
 * Lets one bot have the database. The lock is SQLite's own, on a file beside it, held for life: the system frees it however
 * the process ends. Its number stands in the file's header (`user_version`), where who is refused can read it.
 */
export const takeLock = (url: string): { release: () => void } => {
  const database = pathOf(url);
  if (database === ':memory:') return { release: () => {} };
  const path = `${database}.lock`;
  const lock = open(path);
  try {
    lock.pragma('locking_mode = EXCLUSIVE'); // what is locked now stays locked after the commit
    lock.exec(`BEGIN EXCLUSIVE; PRAGMA user_version = ${process.pid}; COMMIT`);
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    throw new StoreError(
      `Another Debrief (process ${holderOf(path) || 'unknown'}) is running on ${database}. Stop it first, or set DATABASE_URL.`,
    );
  }
  return { release: () => void lock.close() };
};

const open = (path: string): Database.Database => {
  try {
    return new Database(path, { timeout: 0 });
  } catch (error) {
    throw explain(path, error);
  }
};

const userVersionAt = 60; // https://www.sqlite.org/fileformat.html

/** Never closed: to close it would free the locks that this very process may have on the file (POSIX). */
const holderOf = (path: string): number => {
  const bytes = Buffer.alloc(4);
  readSync(openSync(path, 'r'), bytes, 0, 4, userVersionAt);
  return bytes.readInt32BE();
};
