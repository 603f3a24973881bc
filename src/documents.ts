import { createThread } from './document-thread.ts';
import { type Incident, isOpen } from './incident/incident.ts';
import type { WriteDocuments } from './slack/listeners/document.ts';
import type { Sqlite } from './store/sqlite.ts';

/** Up to so many entries a document is written at once, within some milliseconds; acknowledgements would wait for more. */
const SHORT = 500;
/** Entries between two looks of the thread at an incident that is getting long. */
const STEP = 250;

type Thread = ReturnType<typeof createThread>;

/** Writes postmortems for the bot: the long ones on a thread of their own. */
export const createDocuments = (database: Sqlite, thread: Thread = createThread(database.path)) => {
  const hasThread = database.path !== ':memory:';
  const followed = new Map<string, number>();

  // What it takes, a third of all modules, is loaded with the first short document; the thread loads it for itself.
  const loadWriter = async () => (await import('./write-documents.ts')).createDocumentWriter(database);
  let writer: ReturnType<typeof loadWriter> | undefined;
  const writeHere: WriteDocuments = async (wish) => {
    writer ??= loadWriter();
    return (await writer).write(wish);
  };

  return {
    write: async (wish: Parameters<WriteDocuments>[0]) => {
      const head = await database.store.head({ id: wish.incident });
      const isLong = (head?.lastSeq ?? 0) > SHORT && hasThread;
      return isLong ? thread.write(wish) : writeHere(wish);
    },
    /**
     * Keeps up with an incident that is open and long: when it is resolved, the thread that writes its document is there and
     * has read all but the end of it. What was destroyed is forgotten there at once.
     */
    follow: async ({ id, seq, status, moments, lost = 0 }: Incident): Promise<void> => {
      if (!isOpen({ status })) return void followed.delete(id);
      const last = followed.get(id) ?? 0;
      if (!hasThread || moments.length <= SHORT || (seq - last < STEP && lost <= last)) return;
      followed.set(id, seq);
      thread.follow(id);
    },
    stop: thread.stop,
  };
};
