import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Gives paths of new files, in a folder that is gone after the tests of a file. */
export const temporaryFiles = () => {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-'));
  let count = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name = 'debrief.db'): string => join(folder, `${count++}-${name}`);
};
