import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Asked, Told } from './document-thread.ts';
import { openSqlite } from './store/sqlite.ts';
import { createDocumentWriter } from './write-documents.ts';

// A thread of its own for long documents: whatever it does, the bot goes on acknowledging. It only reads.

// On Linux that is this thread only: where both need the processor, acknowledgements come first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { write, follow } = createDocumentWriter(openSqlite(String(workerData), { readonly: true }));
const tell = (told: Told): void => parentPort?.postMessage(told);

/** Whatever is wrong with the file is told when a document is asked for. */
const ahead = (incident: string): void => {
  try {
    follow(incident);
  } catch {}
};

parentPort?.on('message', (asked: Asked) => {
  if ('follow' in asked) return ahead(asked.follow);
  const { id, wish } = asked;
  write(wish).then(
    (document) => tell({ id, document }),
    (error: unknown) => tell({ id, error }),
  );
});
