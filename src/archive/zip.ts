import { text } from 'node:stream/consumers';
import { type Entry, openPromise } from 'yauzl';
import { ArchiveError } from './archive-error.ts';

/** Files of an archive by their names; each is read when it is asked for. */
export type Zip = {
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<unknown>;
  readonly close: () => void;
};

/** A day of the busiest channel has a few megabytes. */
const LARGEST = 512 * 1024 * 1024;

/** Opens a zip of JSON files. Throws an ArchiveError for what is none. */
export const openZip = async (path: string): Promise<Zip> => {
  const zip = await openPromise(path, { autoClose: false }).catch((error: Error) => {
    if ('code' in error && error.code === 'ENOENT')
      throw new ArchiveError(`${path} is not there. Write the path of an export of Slack, a zip file.`);
    throw new ArchiveError(`${path} cannot be read as a zip file: ${error.message.replace(/\.+$/, '')}.`);
  });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    zip.close();
    throw new ArchiveError(`${path} is damaged: ${messageOf(error)}.`);
  }

  const read = async (name: string): Promise<unknown> => {
    const entry = entries.get(name);
    if (!entry) throw new ArchiveError(`${path} has no ${name}: is it an export of Slack?`);
    if (entry.uncompressedSize > LARGEST)
      throw new ArchiveError(`${name} in ${path} is too large to be a part of an export.`);
    try {
      return JSON.parse(await text(await zip.openReadStreamPromise(entry)));
    } catch (error) {
      throw new ArchiveError(`${name} in ${path} is damaged: ${messageOf(error)}.`);
    }
  };

  return { names: [...entries.keys()], read, close: () => zip.close() };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
