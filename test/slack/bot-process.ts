import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Environment } from '../../src/config.ts';

/** The bot as a process of its own, so that it can be killed. */
export const startProcess = (env: Environment, program = 'src/main.js', more: { readonly uid?: number } = {}) => {
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...more,
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        for (const look of waiting) look();
      });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));

  const says = (words: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (!lines.some((line) => line.includes(words))) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`the bot ended before it said "${words}":\n${lines.join('\n')}`)));
    });

  return {
    pid: child.pid,
    lines,
    /** Resolves when it has written these words, before or after this. */
    says,
    ready: (): Promise<void> => says('Debrief is ready.'),
    ended,
    /** To a program that listens. */
    send: (message: number): void => {
      if (child.connected) child.send(message, () => {}); // it may be killed meanwhile
    },
    kill: async (signal: NodeJS.Signals): Promise<{ code: number | null; signal: string | null }> => {
      child.kill(signal);
      return ended;
    },
  };
};

export type BotProcess = ReturnType<typeof startProcess>;
