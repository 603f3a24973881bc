import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { quantile } from './statistics.ts';

/** How busy the machine and its disk were with other things. */
export const circumstances = (): string => {
  const [load = 0] = loadavg();
  const ms = commits(300);
  const [p50, p95] = [0.5, 0.95].map((share) => quantile(ms, share).toFixed(2));
  return `Load average ${load.toFixed(1)} on ${cpus().length} cores; a commit of one row, flushed, took ${p50} ms (p95 ${p95} ms).`;
};

const commits = (count: number): number[] => {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-bench-'));
  const database = new Database(join(folder, 'flush.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE rows (text TEXT)');
  const put = database.prepare('INSERT INTO rows VALUES (?)');
  const ms = Array.from({ length: count }, (_, i) => {
    const began = performance.now();
    put.run(`row ${i}`);
    return performance.now() - began;
  });
  database.close();
  rmSync(folder, { recursive: true });
  return ms;
};
