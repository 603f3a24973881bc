import { z } from 'zod';
import { ArchiveError } from './archive-error.ts';
import { openZip, type Zip } from './zip.ts';

const channel = z.looseObject({
  id: z.string(),
  name: z.string(),
  creator: z.string().optional(),
  pins: z.array(z.looseObject({ id: z.string(), user: z.string(), created: z.number() })).nullish(),
});

/** A channel of the workspace. `days`: the files that hold its messages, oldest first. */
export type ArchivedChannel = {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  /** Slack's id of whoever made it. */
  readonly creator?: string;
  /** By the `ts` of the message. `at` in seconds. */
  readonly pins: ReadonlyMap<string, { readonly by: string; readonly at: number }>;
  readonly days: readonly string[];
};

export type Archive = {
  readonly channels: readonly ArchivedChannel[];
  /** As `users.list` gives them. */
  readonly users: readonly unknown[];
  /** A day's messages at a time, as `conversations.history` gives them, replies among them. */
  readonly messages: (channel: ArchivedChannel) => AsyncIterable<readonly unknown[]>;
  readonly close: () => void;
};

/** Opens an export of a Slack workspace, as an owner downloads it. Direct messages are left alone. Throws an ArchiveError. */
export const openArchive = async (path: string): Promise<Archive> => {
  const zip = await openZip(path);
  try {
    if (!zip.names.includes('channels.json') && !zip.names.includes('groups.json'))
      throw new ArchiveError(`${path} is not an export of Slack: it has no channels.json.`);
    const channels = [
      ...(await channelsIn(zip, 'channels.json', false)),
      ...(await channelsIn(zip, 'groups.json', true)),
    ];
    const users = zip.names.includes('users.json') ? z.array(z.unknown()).parse(await zip.read('users.json')) : [];
    const messages = async function* ({ days }: ArchivedChannel): AsyncGenerator<readonly unknown[]> {
      for (const day of days) yield z.array(z.unknown()).parse(await zip.read(day));
    };
    return { channels, users, messages, close: zip.close };
  } catch (error) {
    zip.close();
    if (error instanceof z.ZodError)
      throw new ArchiveError(`${path} is not as Slack writes an export: ${z.prettifyError(error)}`);
    throw error;
  }
};

const channelsIn = async (zip: Zip, file: string, isPrivate: boolean): Promise<ArchivedChannel[]> => {
  if (!zip.names.includes(file)) return [];
  const listed = z.array(channel).parse(await zip.read(file));
  return listed.map(({ id, name, creator, pins }) => ({
    ...{ id, name, private: isPrivate, days: daysOf(zip, name) },
    ...(creator && { creator }),
    pins: new Map((pins ?? []).map(({ id: ts, user: by, created: at }) => [ts, { by, at }])),
  }));
};

const daysOf = ({ names }: Zip, name: string): string[] =>
  names
    .filter((each) => each.startsWith(`${name}/`) && /^\d{4}-\d\d-\d\d\.json$/.test(each.slice(name.length + 1)))
    .sort();
