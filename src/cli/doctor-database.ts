import { inspect } from '../store/inspect.ts';
import { openSqlite } from '../store/sqlite.ts';
import { StoreError } from '../store/store-error.ts';
import type { Finding } from './doctor.ts';

const LEAST_FREE = 500_000_000;

export const checkDatabase = async (url: string): Promise<Finding[]> => {
  const { path, exists, freeBytes, trouble, open } = inspect(url);
  if (trouble) return [{ what: 'database', fix: trouble }];
  const megabytes = `${Math.floor(freeBytes / 1_000_000)} MB`;
  const space: Finding =
    freeBytes < LEAST_FREE
      ? { what: 'disk space', fix: `only ${megabytes} are free beside ${path}. Make room` }
      : { what: `disk space: ${megabytes} are free` };
  if (!exists) return [{ what: `database: ${path} will be made at the first start` }, space];
  return [
    { what: `database: ${path} can be written, and every commit is flushed` },
    ...(open
      ? [{ what: 'database', fix: `others could read ${path}. Its rights are now 0600 if the file system has them` }]
      : []),
    space,
    ...(await checkInbox(path)),
  ];
};

const checkInbox = async (path: string): Promise<Finding[]> => {
  try {
    const { inbox, close } = openSqlite(path, { readonly: true });
    const failed = await inbox.failed();
    close();
    if (failed.length === 0) return [{ what: 'inbox: nothing that Slack sent was given up' }];
    const errors = [...new Set(failed.map(({ error }) => error ?? 'no error was noted'))].join('; ');
    const sent = failed.length === 1 ? '1 thing that Slack sent' : `${failed.length} things that Slack sent`;
    return [
      { what: 'inbox', fix: `${sent} could not be handled (${errors}). It is kept; the log of the bot says more` },
    ];
  } catch (error) {
    if (error instanceof StoreError) return [{ what: 'database', fix: error.message }];
    throw error;
  }
};
