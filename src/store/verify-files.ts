import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { and, asc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { files, incidents } from './schema.ts';
import type { Vault } from './vault.ts';

/** How many copies there are beside the database, how many belong to no message, and the first that is not as it was copied. */
export type FilesVerdict = { readonly kept: number; readonly orphans: number; readonly difference?: string };

type Copy = {
  readonly number: number;
  readonly file: string;
  readonly size: number | null;
  readonly sha256: string | null;
};

/** Compares each copy with what was noted of it. The bot may be running: what it forgets meanwhile is no difference. */
export const verifyFiles = async (db: BetterSQLite3Database, vault: Vault | undefined): Promise<FilesVerdict> => {
  if (!vault) return { kept: 0, orphans: 0 };
  // The names before the rows: a file is noted before it is written.
  const names = vault.ids();
  const noted = new Set(
    db
      .selectDistinct({ file: files.file })
      .from(files)
      .all()
      .map(({ file }) => file),
  );
  const orphans = names.filter((name) => !noted.has(name)).length;
  const copies = Map.groupBy(keptIn(db), ({ file }) => file);
  for (const [file, rows] of copies) {
    const wrong = await wrongWith(join(vault.folder, file), rows);
    const isStill = keptIn(db, file).length > 0;
    if (wrong && isStill)
      return {
        kept: copies.size,
        orphans,
        difference: `INC-${rows[0]?.number}: the copy of the file ${file} ${wrong}`,
      };
  }
  return { kept: copies.size, orphans };
};

const keptIn = (db: BetterSQLite3Database, file?: string): Copy[] =>
  db
    .select({ number: incidents.number, file: files.file, size: files.size, sha256: files.sha256 })
    .from(files)
    .innerJoin(incidents, eq(incidents.id, files.incident))
    .where(and(eq(files.state, 'kept'), file === undefined ? undefined : eq(files.file, file)))
    .orderBy(asc(incidents.number), asc(files.ts), asc(files.file))
    .all();

/** A file that was posted twice may have changed in between: then it is as one of the two notes says. */
const wrongWith = async (path: string, rows: readonly Copy[]): Promise<string | undefined> => {
  try {
    const { size } = statSync(path);
    if (!rows.some((row) => row.size === size)) return `is not as it was copied (it has ${size} bytes)`;
    const sha256 = await hashOf(path);
    return rows.some((row) => row.sha256 === sha256) ? undefined : 'is not as it was copied (its hash differs)';
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? `is missing (${path})` : `cannot be read (${error instanceof Error ? error.message : error})`;
  }
};

/** With one piece of it in memory, however big it is. */
const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1024 * 1024);
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
};
