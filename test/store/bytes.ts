import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files of a folder whose bytes hold these words, in any case. Another process reads them: a file that this one closes
 * would lose the locks that a database has on it here (POSIX).
 */
export const filesWith = (folder: string, words: string, prefix = ''): string[] => {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  const { stdout, status } = spawnSync('grep', ['-l', '-a', '-i', '-F', '-s', '--', words, ...names], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === null || status > 2) throw new Error('the bytes could not be looked at');
  return stdout.split('\n').filter(Boolean).toSorted();
};

export const filesOf = (path: string, words: string): string[] => {
  const at = path.lastIndexOf('/');
  return filesWith(join(path.slice(0, at)), words, path.slice(at + 1));
};
