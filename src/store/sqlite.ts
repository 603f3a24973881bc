import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Store } from '../logbook.ts';
import { backup } from './backup.ts';
import { connect, explain, pathOf } from './connection.ts';
import { createDirectory } from './directory.ts';
import { createEntries } from './entries.ts';
import { createFileTable } from './files.ts';
import { createGuard } from './guard.ts';
import { createHeads } from './heads.ts';
import { createImages } from './images.ts';
import { createInbox } from './inbox.ts';
import { createKnown } from './known.ts';
import { createMeta } from './meta.ts';
import { checkMigrated, migrate } from './migrate.ts';
import { createPurgeable } from './purgeable.ts';
import { createReading } from './reading.ts';
import { createScrub } from './scrub.ts';
import { createShown } from './shown.ts';
import { StoreError } from './store-error.ts';
import { createTriggers } from './triggers.ts';
import { createUnshown } from './unshown.ts';
import { createVault } from './vault.ts';
import { verify } from './verify.ts';
import { verifyFiles } from './verify-files.ts';
import { createWriter } from './writer.ts';

export type Sqlite = ReturnType<typeof openSqlite>;

/** Opens the database file (made if it is not there) and brings its tables up to date. Throws a StoreError. */
export const openSqlite = (url: string, { readonly = false } = {}) => {
  const path = pathOf(url);
  const database = connect(path, { readonly });
  try {
    if (readonly) checkMigrated(database, path);
    else migrate(database, path);
  } catch (error) {
    database.close();
    throw error instanceof StoreError ? error : explain(path, error);
  }
  const db = drizzle(database);
  const write = createWriter(database, createGuard(database, path));
  const files = createFileTable(db, write);
  const vault = path === ':memory:' ? undefined : createVault(`${path}.files`);
  const entries = createEntries(db, write);
  const { soil, scrub } = createScrub(database);
  const append: Store['append'] = async (act) => {
    const isWritten = await entries.append(act);
    if (isWritten && act.soiled) soil();
    if (isWritten && act.forgotten.length + act.destroyed.length > 0) {
      soil();
      scrub();
    }
    return isWritten;
  };
  const store: Store = { ...entries, append, ...createHeads(db), ...createTriggers(db) };
  return {
    path,
    store,
    inbox: createInbox(db, write),
    directory: createDirectory(db, write),
    shown: createShown(db, write),
    meta: createMeta(db, write),
    reading: createReading(database),
    files,
    /** Where copies of files are kept: beside the database, if that is a file. */
    vault,
    images: createImages(files, vault),
    known: createKnown(db),
    purgeable: createPurgeable(db),
    unshown: createUnshown(db, write),
    soil,
    scrub,
    /** Changes when another process has written. */
    dataVersion: (): number => Number(database.pragma('data_version', { simple: true })),
    verify: () => verify(database),
    verifyFiles: () => verifyFiles(db, vault),
    backup: (file: string): Promise<void> => backup(database, file),
    /** Writes what is waiting, then closes. */
    close: (): void => {
      write.flush();
      database.close();
    },
  };
};
