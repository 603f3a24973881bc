import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { benches } from './benches.ts';
import { limit, told, verdict, writeSection } from './report.ts';
import { slowFlush } from './slow-flush.ts';
import { openWorkshop } from './workshop.ts';

const command = new Command('npm run bench --')
  .description('Measures the bot beside its references, and writes docs/benchmarks.md.')
  .argument('[names...]', `which of ${benches.map(({ name }) => name).join(', ')}; all unless named`)
  .option('--quick', 'fewer rounds; nothing is written')
  .parse();

const { quick = false } = command.opts<{ quick?: boolean }>();
const wanted = new Set(command.args);
const say = (line: string): void => console.log(line);
const home = mkdtempSync(join(tmpdir(), 'debrief-bench-'));
const workshop = openWorkshop({ home, quick, say, slowFlush: slowFlush(home) });
if (!workshop.slowFlush) say('Nothing can be compiled and preloaded here: what needs the slow disk is left out.');
mkdirSync('docs', { recursive: true });

try {
  for (const bench of benches) {
    if (wanted.size > 0 && !wanted.has(bench.name)) continue;
    say(`\n${bench.title} (${bench.name})`);
    const figures = await bench.run(workshop);
    await workshop.clear();
    for (const figure of figures)
      say(`  ${figure.what.padEnd(48)} ${told(figure).padEnd(34)} ${limit(figure).padEnd(8)} ${verdict(figure)}`);
    if (!quick) writeSection(bench, figures);
    if (bench.gate && figures.some((figure) => verdict(figure) === 'does not hold')) process.exitCode = 1;
  }
} finally {
  await workshop.clear();
  rmSync(home, { recursive: true, force: true });
}
