import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Bench, Figure } from './bench.ts';
import { filled } from './filled.ts';
import { over, quantile } from './statistics.ts';
import { bot, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'export',
  title: 'Exporting a million entries',
  gate: false,
  aim: '`debrief export --all --format jsonl` of 1,000 incidents with a million entries: at most 1.5 times the read floor, memory up by at most 64 MB, acknowledgements at 100 a second meanwhile: p99 at most 50 ms.',
  run: async (workshop) => {
    const entries = workshop.quick ? 100 : 1_000;
    const path = await filled(workshop.folder(), 'T0TEAM', 1_000, entries);
    const few = await filled(workshop.folder(), 'T0TEAM', 3, entries);
    const rounds = workshop.quick ? 1 : 3;
    const s = { floor: [] as number[], all: [] as number[] };
    const megabytes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      s.floor.push((await ran([readAll, path])).seconds);
      const idle = await ran(exportAll, few);
      const all = await ran(exportAll, path);
      s.all.push(all.seconds);
      megabytes.push(all.megabytes - idle.megabytes);
    }
    return [
      { what: 'over the read floor', unit: '×', rounds: over(s.all, s.floor), most: 1.5 },
      { what: 'the export', unit: 's', rounds: s.all },
      { what: 'the read floor', unit: 's', rounds: s.floor },
      { what: 'memory, over that of three incidents', unit: 'MB', rounds: megabytes, most: 64 },
      await meanwhile(workshop, entries),
    ];
  },
};

const exportAll = ['src/cli/main.js', 'export', '--all', '--format', 'jsonl'];
const readAll = 'bench/references/read-all.ts';

/** A process that writes to a pipe which is read as fast as it fills: how long it took, and the most memory that it had. */
const ran = async (args: readonly string[], database = ''): Promise<{ seconds: number; megabytes: number }> => {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, DATABASE_URL: `file:${database}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.resume();
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, residentOf(child.pid ?? 0));
  }, 20);
  const code = await new Promise((done) => child.on('close', done));
  clearInterval(look);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, megabytes: peak / 1024 };
};

/** The highest that it was, in kB. */
const residentOf = (pid: number): number => {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has ended
  }
};

/** The bot has the database open, and hears messages, while all of it is exported. */
const meanwhile = async (workshop: Workshop, entries: number): Promise<Figure> => {
  const slack = await workshop.slack();
  const { teamId } = await slack.ask('about');
  const database = await filled(workshop.folder(), teamId, 1_000, entries);
  const { app } = await workshop.pair(bot, 'http', { slack, database });
  const channel = await slack.ask('incident', 'checkout is down');
  const to = { channel, ...(app.url && { url: app.url }) };
  await slack.ask('load', { ...to, count: 200 }, { inFlight: 1 });
  const rounds: number[] = [];
  for (let round = 0; round < (workshop.quick ? 1 : 3); round++) {
    const [{ ms }] = await Promise.all([
      slack.ask('load', { ...to, count: 600 }, { perSecond: 100 }),
      ran(exportAll, database),
    ]);
    rounds.push(quantile(ms, 0.99));
  }
  return { what: 'acknowledgements meanwhile: p99 at 100 a second', unit: 'ms', rounds, most: 50 };
};
