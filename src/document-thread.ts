import { Worker } from 'node:worker_threads';
import type { DocumentWish, WrittenDocuments } from './slack/listeners/document.ts';
import { Unwritten } from './slack/unwritten.ts';
import { createTurns } from './turns.ts';

export type Asked = { readonly id: number; readonly wish: DocumentWish } | { readonly follow: string };
export type Told = { readonly id: number } & ({ readonly document: WrittenDocuments } | { readonly error: unknown });

type Waiting = { readonly resolve: (document: WrittenDocuments) => void; readonly reject: (error: unknown) => void };

/** Milliseconds. As long as this an incident that it follows may be silent. */
const IDLE = 600_000;
/** What needs more ends the thread, and not the bot. */
const MOST_MEMORY_MB = 1_024;

/** A thread that writes documents one after the other. It is there from the first that is asked for until it idles. */
export const createThread = (database: string, file = new URL('./document-worker.ts', import.meta.url)) => {
  const turn = createTurns();
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  const start = (): Worker => {
    const started = new Worker(file, {
      workerData: database,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    started.on('message', (told: Told) => {
      const asked = take(told.id);
      if ('document' in told) asked?.resolve(told.document);
      else asked?.reject(told.error);
    });
    let why = new Error('The thread that writes documents has ended.');
    started.on('error', (error) => {
      why = error instanceof Error ? error : why;
    });
    started.on('exit', () => {
      if (worker !== started && !isStopped) return; // it was idle
      worker = undefined;
      for (const id of [...waiting.keys()]) take(id)?.reject(new Unwritten(why.message, { cause: why }));
    });
    return started;
  };

  const take = (id: number): Waiting | undefined => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) rest();
    return asked;
  };
  const rest = (): void => {
    clearTimeout(idle);
    worker?.unref(); // an idle thread keeps no process alive
    idle = setTimeout(() => void end(), IDLE).unref();
  };
  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };

  const once = (wish: DocumentWish): Promise<WrittenDocuments> =>
    new Promise((resolve, reject) => {
      if (isStopped) return reject(new Error('Debrief is stopping: no document is written any more.'));
      clearTimeout(idle);
      worker ??= start();
      worker.ref();
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, wish } satisfies Asked);
    });

  return {
    /** A thread that was killed is started again, once: what kills it twice is the document, which no other one waits with. */
    write: (wish: DocumentWish): Promise<WrittenDocuments> =>
      turn('', () =>
        once(wish).catch((error) => {
          if (error instanceof Unwritten && !isStopped) return once(wish);
          throw error;
        }),
      ),
    /** Reads ahead what a document of this incident will need, when nothing else is to be done. */
    follow: (incident: string): void => {
      if (isStopped) return;
      worker ??= start();
      worker.postMessage({ follow: incident } satisfies Asked);
      if (waiting.size === 0) rest();
    },
    stop: async (): Promise<void> => {
      isStopped = true;
      await end();
    },
  };
};
