import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What is measured: a process of its own. */
export type Subject = {
  readonly pid: number;
  /** Milliseconds from its spawning until it said that it was ready. */
  readonly readyAfter: number;
  /** Where Slack's requests arrive; undefined in Socket Mode. */
  readonly url: string | undefined;
  /** Megabytes resident. */
  readonly resident: () => number;
  /** Seconds of processor that it used so far. */
  readonly used: () => number;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
};

/** Starts a file under Node, and resolves when it says that it is ready (as the bot does in its log). */
export const startSubject = async (
  file: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Subject> => {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [...flags, file], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const { port } = await readiness(child, file);
  const pid = child.pid ?? 0;
  return {
    pid,
    readyAfter: performance.now() - began,
    url: port === undefined ? undefined : `http://127.0.0.1:${port}/slack/events`,
    resident: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    used: () => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
};

const readiness = (child: ChildProcess, file: string): Promise<{ port?: number }> =>
  new Promise((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface(stream).on('line', (line) => {
          if (said.length < 50) said.push(line);
          if (/ is ready\b/.test(line)) resolve(JSON.parse(line));
        });
    child.once('exit', () => reject(new Error(`${file} ended before it was ready:\n${said.join('\n')}`)));
  });
