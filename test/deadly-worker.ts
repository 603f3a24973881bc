import { parentPort } from 'node:worker_threads';
import type { Asked } from '../src/document-thread.ts';

// A thread that dies of one document, and writes every other.
parentPort?.on('message', (asked: Asked) => {
  if ('follow' in asked) process.exit(1);
  const { id, wish } = asked;
  if (wish.incident === 'deadly') process.exit(1);
  parentPort?.postMessage({ id, document: { texts: { markdown: wish.incident }, missing: [] } });
});
