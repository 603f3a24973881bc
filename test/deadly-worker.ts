import { parentPort } from 'node:worker_threads';

// A thread that dies of whatever it is asked for.
parentPort?.on('message', () => process.exit(1));
