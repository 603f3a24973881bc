import { createThread } from './document-thread.ts';
import type { WriteDocuments } from './slack/listeners/document.ts';
import type { Sqlite } from './store/sqlite.ts';
import { createDocumentWriter } from './write-documents.ts';

/** Up to so many entries a document is written at once, within some milliseconds; acknowledgements would wait for more. */
const SHORT = 500;

/** Writes postmortems for the bot: the long ones on a thread of their own. */
export const createDocuments = (database: Sqlite) => {
  const thread = createThread(database.path);
  const writeHere = createDocumentWriter(database);
  const write: WriteDocuments = async (wish) => {
    const head = await database.store.head({ id: wish.incident });
    const isLong = (head?.lastSeq ?? 0) > SHORT && database.path !== ':memory:';
    return isLong ? thread.write(wish) : writeHere(wish);
  };
  return { write, stop: thread.stop };
};
