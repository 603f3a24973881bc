import { readFileConfig } from '../config.ts';
import type { Entry } from '../incident/entry.ts';
import { refuse } from '../incident/refusal.ts';
import type { Head, Logbook } from '../logbook.ts';
import { openLogbook } from '../open-logbook.ts';
import { entriesOf } from '../row.ts';
import { openSqlite, type Sqlite } from '../store/sqlite.ts';

/** Does something with the database, which is only read: the bot may be running. */
export const withRecord = async <T>(task: (record: Sqlite) => Promise<T>): Promise<T> => {
  const record = openSqlite(readFileConfig(process.env).database, { readonly: true });
  try {
    return await task(record);
  } finally {
    record.close();
  }
};

/** Does something that writes: each act is a short transaction, so the bot may be running, and sees it. */
export const withPen = async <T>(task: (record: Sqlite, logbook: Logbook) => Promise<T>): Promise<T> => {
  const record = openSqlite(readFileConfig(process.env).database);
  const onError = (error: unknown) => console.error(error);
  try {
    return await task(record, openLogbook(record.store, { now: () => new Date(), onError }));
  } finally {
    record.close();
  }
};

/** The incident that somebody called `INC-7`, `inc-7`, `#7` or `7`, with its log. */
export const findIncident = async ({ store }: Sqlite, typed: string): Promise<{ head: Head; log: Entry[] }> => {
  const number = Number(
    /^(?:inc-|#)?(\d+)$/i.exec(typed.trim())?.[1] ?? refuse(`${typed} is not an incident. Write INC-7, or 7.`),
  );
  const head = (await store.heads()).find((each) => each.number === number);
  if (!head) return refuse(`There is no INC-${number}. \`debrief list all\` shows which there are.`);
  return { head, log: entriesOf(await store.read(head.id)) };
};
