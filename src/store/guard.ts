import { closeSync, openSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { StoreError } from './store-error.ts';

/**
 * An open file can be removed or replaced, and SQLite would go on writing where nobody finds it: what was said to be saved
 * would be gone with the process. So before a commit it is looked whether the files are still there. If they are not, nothing
 * is written any more, and what was saved is copied once from what is still open: also what was committed since the last look,
 * which is some milliseconds ago at most.
 */
export const createGuard = (database: Database, path: string): (() => void) => {
  if (path === ':memory:') return () => {};
  const files = [path, `${path}-wal`];
  const isStill = stillness([...new Set([path, realpathSync(path)].map(dirname))]);
  const known = new Map<string, string>();
  let trouble: StoreError | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  return () => {
    if (trouble) throw trouble;
    const now = performance.now();
    if (now - lookedAt < OFTEN) return;
    lookedAt = now;
    if (isStill()) return;
    const lost = files.find((file) => isAnother(known, file));
    if (lost === undefined) return;
    trouble = new StoreError(
      `${lost} was removed or replaced while Debrief runs, so nothing is saved any more. ${rescue(database, path)}`,
    );
    throw trouble;
  };
};

/**
 * Whether nothing can have come or gone in these folders since it was last asked. The files themselves are better left alone:
 * when somebody has asked for the time of a file, Linux writes a new one with the next commit, which takes half as long again.
 */
const stillness = (folders: readonly string[]): (() => boolean) => {
  let before = '';
  return () => {
    const stamps = folders.map((folder) => statSync(folder, { throwIfNoEntry: false }));
    const now = stamps.map((stamp) => stamp && [stamp.dev, stamp.ino, stamp.mtimeMs].join(':')).join();
    // Two changes at nearly the same time may bear one stamp.
    const isYoung = stamps.some((stamp) => !stamp || Date.now() - stamp.mtimeMs < YOUNG);
    const isStill = now === before && !isYoung;
    before = now;
    return isStill;
  };
};

const YOUNG = 3_000;

/** Milliseconds. Of a thousand commits a second not each needs a look of its own, which takes a twentieth of its time. */
const OFTEN = 5;

/** The write-ahead file comes with the first write; from then on it stays as long as the database is open. */
const isAnother = (known: Map<string, string>, file: string): boolean => {
  const now = statSync(file, { throwIfNoEntry: false });
  const before = known.get(file);
  if (before === undefined && now) known.set(file, `${now.dev}:${now.ino}`);
  return before !== undefined && (!now || `${now.dev}:${now.ino}` !== before);
};

const rescue = (database: Database, path: string): string => {
  const copy = `${path}.rescued-${process.pid}`;
  try {
    closeSync(openSync(copy, 'wx', 0o600));
    database.prepare('VACUUM INTO ?').run(copy);
    return `What was saved is in ${copy}: stop Debrief, put that file in its place, and start it again.`;
  } catch (error) {
    return `What was saved could not be copied (${error instanceof Error ? error.message : error}): restore a backup.`;
  }
};
