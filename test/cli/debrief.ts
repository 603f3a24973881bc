import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command line as a process of its own, with these variables and no others of Debrief's. */
export const debrief = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> => {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...env } });
  const exit = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
};

/** The same in a shell, for pipes. `$DEBRIEF` is the program. */
export const shell = async (line: string, env: Readonly<Record<string, string>>): Promise<Ran> => {
  const known = { PATH: process.env.PATH, DEBRIEF: `${process.execPath} ${program}`, ...env };
  const child = spawn('sh', ['-c', line], { env: known });
  const exit = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
};
