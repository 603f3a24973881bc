import { parentPort } from 'node:worker_threads';
import type { Asked } from '../src/document-thread.ts';

// A thread that dies of one document, and writes every other.
parentPort?.on('message', ({ id, wish }: Asked) => {
  if (wish.incident === 'deadly') process.exit(1);
  parentPort?.postMessage({ id, document: { texts: { markdown: wish.incident }, missing: [] } });
});
