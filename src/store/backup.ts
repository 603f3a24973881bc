import { chmodSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from './store-error.ts';

/** Copies the database while it is being written to. The copy is one file; it is there whole, or not at all. */
export const backup = async (database: Database.Database, file: string): Promise<void> => {
  if (resolve(file) === resolve(database.name))
    throw new StoreError(`${file} is the database itself. Name another file.`);
  if (existsSync(file) && statSync(file).isDirectory()) throw new StoreError(`${file} is a folder. Name a file in it.`);
  if (existsSync(file) && !isDatabase(file))
    throw new StoreError(`${file} is something else than a backup, and was left as it is. Name another file.`);
  if (!existsSync(dirname(file)))
    throw new StoreError(`${file} was not written: the folder ${dirname(file)} does not exist. Make it.`);
  const part = `${file}.part`;
  try {
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', 0o600));
    // In few steps: it begins anew whenever another process writes between two of them.
    await database.backup(part, { progress: () => 10_000 });
    leaveNothingBeside(part);
    chmodSync(part, 0o600);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new StoreError(`${file} was not written: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
};

/** An older backup may be replaced; nothing else. */
const isDatabase = (file: string): boolean => {
  const head = readFileSync(file).subarray(0, 15).toString('latin1');
  return head === '' || head === 'SQLite format 3';
};

const leaveNothingBeside = (file: string): void => {
  const copy = new Database(file);
  copy.pragma('journal_mode = DELETE');
  copy.close();
};
