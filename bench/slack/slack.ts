import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Asks } from './process.ts';

type Reply = { id: number; answer?: unknown; failed?: string };

export type Slack = {
  readonly ask: <K extends keyof Asks>(name: K, ...given: Parameters<Asks[K]>) => Promise<Awaited<ReturnType<Asks[K]>>>;
  readonly stop: () => void;
};

/** Starts a Slack in a process of its own. */
export const startSlack = async (): Promise<Slack> => {
  const child = fork(fileURLToPath(new URL('process.ts', import.meta.url)), { serialization: 'advanced' });
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  const started = new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));
  child.on('message', ({ id, answer, failed }: Reply) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) asker?.resolve(answer);
    else asker?.reject(new Error(failed));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('Slack is gone'));
  });
  await started;
  return {
    ask: <K extends keyof Asks>(name: K, ...given: Parameters<Asks[K]>) =>
      new Promise<Awaited<ReturnType<Asks[K]>>>((resolve, reject) => {
        // Both ends share the type `Asks`.
        waiting.set(++asked, { resolve: resolve as (answer: unknown) => void, reject });
        child.send({ id: asked, name, given });
      }),
    stop: () => child.disconnect(),
  };
};
