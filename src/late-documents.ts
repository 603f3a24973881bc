import type { WriteDocuments } from './slack/listeners/document.ts';
import type { Sqlite } from './store/sqlite.ts';

/** Writes postmortems for the bot. What it takes, a third of all modules, is loaded with the first that is asked for. */
export const createLateDocuments = (database: Sqlite) => {
  const load = async () => (await import('./documents.ts')).createDocuments(database);
  let documents: ReturnType<typeof load> | undefined;
  const write: WriteDocuments = async (wish) => {
    documents ??= load();
    return (await documents).write(wish);
  };
  return { write, stop: async (): Promise<void> => (await documents)?.stop() };
};
