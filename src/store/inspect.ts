import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { connect, pathOf } from './connection.ts';
import { StoreError } from './store-error.ts';

/** What can be said of a database file without changing it. `trouble`: why it cannot be written. */
export type Inspection = {
  readonly path: string;
  readonly exists: boolean;
  readonly freeBytes: number;
  readonly trouble?: string;
  /** Others than its owner may read it. */
  readonly open: boolean;
};

export const inspect = (url: string): Inspection => {
  const path = resolve(pathOf(url));
  const exists = existsSync(path);
  const folder = dirname(path);
  const open = exists && (statSync(path).mode & 0o077) !== 0; // before it is opened, which takes others' rights away
  const trouble = existsSync(folder) ? exists && troubleWriting(path) : `The folder ${folder} does not exist. Make it.`;
  return {
    path,
    exists,
    freeBytes: existsSync(folder) ? freeIn(folder) : 0,
    open,
    ...(trouble && { trouble }),
  };
};

const freeIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

const troubleWriting = (path: string): string | undefined => {
  try {
    const database = connect(path, { readonly: false });
    try {
      database.exec('BEGIN IMMEDIATE; ROLLBACK');
    } finally {
      database.close();
    }
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error.message;
    return `${path} cannot be written: ${error instanceof Error ? error.message : error}.`;
  }
};
