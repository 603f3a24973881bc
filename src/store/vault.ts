import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export type Vault = ReturnType<typeof createVault>;

/** A folder that nobody else reads: each copy under the id that Slack gave the file, there whole or not at all. */
export const createVault = (folder: string) => {
  const pathOf = (id: string): string => {
    if (!isId(id)) throw new Error('That is no id of a file of Slack.');
    return join(folder, id);
  };
  const names = (): string[] => namesIn(folder);

  return {
    folder,
    /** Keeps these bytes, unless there are more than `limit`. */
    write: async (
      id: string,
      bytes: AsyncIterable<Uint8Array>,
      limit: number,
    ): Promise<{ size: number; sha256: string } | 'too big'> => {
      const path = pathOf(id);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      const file = await open(`${path}.part`, 'w', 0o600);
      try {
        const written = await copy(bytes, file, limit);
        await file.sync();
        await file.close();
        if (written === 'too big') await rm(`${path}.part`, { force: true });
        else await rename(`${path}.part`, path);
        return written;
      } catch (error) {
        await file.close().catch(() => {});
        await rm(`${path}.part`, { force: true });
        throw error;
      }
    },
    read: (id: string): Uint8Array | undefined => {
      try {
        return readFileSync(pathOf(id));
      } catch {
        return undefined;
      }
    },
    /** The files of which there is a copy. What else lies in the folder is somebody else's. */
    ids: (): string[] => names().filter(isId),
    has: (id: string): boolean => existsSync(pathOf(id)),
    remove: (id: string): void => rmSync(pathOf(id), { force: true }),
    /** The same copies in another folder, and nothing else there; how many. */
    copyTo: (other: string): number => {
      const whole = names().filter((name) => !name.endsWith('.part'));
      if (whole.length > 0) mkdirSync(other, { recursive: true, mode: 0o700 });
      for (const name of namesIn(other)) if (!whole.includes(name)) rmSync(join(other, name), { force: true });
      for (const name of whole) copyFileSync(join(folder, name), join(other, name));
      return whole.length;
    },
    /** Removes halves that a crash left behind. */
    sweep: (): void => {
      for (const name of names()) if (name.endsWith('.part')) rmSync(join(folder, name), { force: true });
    },
  };
};

const isId = (name: string): boolean => /^[A-Za-z0-9]{1,64}$/.test(name);

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Nothing was ever kept.
  }
};

const copy = async (
  bytes: AsyncIterable<Uint8Array>,
  file: FileHandle,
  limit: number,
): Promise<{ size: number; sha256: string } | 'too big'> => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) return 'too big';
    hash.update(chunk);
    await file.write(chunk);
  }
  return { size, sha256: hash.digest('hex') };
};
