import { accessSync, chmodSync, closeSync, constants, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { StoreError } from './store-error.ts';

/** The path in a DATABASE_URL: `file:./debrief.db`, `file:///var/lib/debrief.db`, a bare path, `:memory:`. */
export const pathOf = (url: string): string => {
  if (url.startsWith('file://')) return fileURLToPath(url);
  return url.replace(/^file:/, '');
};

/** Opens the file as the record needs it: every commit flushed to the disk, deleted words overwritten, nobody else reads it. */
export const connect = (path: string, { readonly }: { readonly: boolean }): Database.Database => {
  try {
    if (readonly) return new Database(path, { readonly, fileMustExist: true, timeout: 1000 });
    // SQLite gives the files that it makes beside the database the same rights.
    if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    const database = new Database(path, { timeout: BUSY_WAIT });
    prepare(database, path);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) keepPrivate(file);
    return database;
  } catch (error) {
    throw error instanceof StoreError ? error : explain(path, error);
  }
};

/** Milliseconds. The wait holds up everything else, acknowledgements and pings too, and those who wait do so one after the other. */
const BUSY_WAIT = 250;

const prepare = (database: Database.Database, path: string): void => {
  const mode = database.pragma('journal_mode = WAL', { simple: true });
  database.pragma('synchronous = FULL'); // after WAL, which lowers it
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY'); // what is destroyed must not lie in a temporary file
  const isFull = database.pragma('synchronous', { simple: true }) === 2;
  if (isFull && (mode === 'wal' || path === ':memory:')) return;
  database.close();
  throw new StoreError(
    `${path} cannot be written safely: journal mode ${mode}. Put it on a local disk (DATABASE_URL).`,
  );
};

/** Only once it is known to be a database: a wrong path must not take others' rights from something else. */
const keepPrivate = (file: string): void => {
  try {
    chmodSync(file, 0o600);
  } catch {
    // Somebody else's file, or a file system without rights: `doctor` says so.
  }
};

/** Why a file could not be opened, as one line. */
export const explain = (path: string, cause: unknown): StoreError => {
  const { code = '', message }: NodeJS.ErrnoException = cause instanceof Error ? cause : new Error(String(cause));
  if (code === 'ENOENT' || message.includes('directory does not exist'))
    return new StoreError(`The folder ${dirname(path)} does not exist. Make it, or set DATABASE_URL.`, { cause });
  if (code === 'SQLITE_CANTOPEN' && !existsSync(path) && isWritable(dirname(path)))
    return new StoreError(`There is no database at ${path}. Set DATABASE_URL, or start Debrief once.`, { cause });
  if (
    /^(EACCES|EROFS|EPERM|SQLITE_READONLY|SQLITE_PERM|SQLITE_CANTOPEN)/.test(code) &&
    !(isWritable(path) && isWritable(dirname(path)))
  )
    return new StoreError(
      `${path} cannot be written. Give whoever runs Debrief the right to write it and its folder, or set DATABASE_URL.`,
      { cause },
    );
  if (/^SQLITE_(FULL|IOERR)/.test(code) || code === 'ENOSPC')
    return new StoreError(`${path} cannot be written: the disk is full or broken (${message}). Make room.`, { cause });
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreError(`${path} is damaged: restore a backup.`, { cause });
  if (code === 'SQLITE_NOTADB')
    return new StoreError(`${path} is not a database of Debrief. Set DATABASE_URL to another file.`, { cause });
  return new StoreError(`${path} cannot be opened: ${message}.`, { cause });
};

/** The file, or the folder in which it would be made. */
const isWritable = (path: string): boolean => {
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
};
