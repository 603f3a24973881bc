import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import Database from 'better-sqlite3';
import type { Bench, Figure } from './bench.ts';
import { circumstances } from './circumstances.ts';
import { median } from './statistics.ts';

const root = new URL('../', import.meta.url);
const page = new URL('docs/benchmarks.md', root);

/** `0.84 ms (0.80 to 0.91)`: the median, and between what the rounds lay. */
export const told = ({ unit, rounds }: Figure): string => {
  const value = (each: number): string =>
    `${rounded(each)}${unit === '×' || unit === '/s' ? unit : unit && ` ${unit}`}`;
  const spread = rounds.length > 1 ? ` (${rounded(Math.min(...rounds))} to ${rounded(Math.max(...rounds))})` : '';
  return `${value(median(rounds))}${spread}`;
};

const rounded = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);

export const limit = ({ most, least }: Figure): string => {
  if (most !== undefined) return `≤ ${most}`;
  return least === undefined ? '' : `≥ ${least}`;
};

export const verdict = ({ rounds, most, least }: Figure): string => {
  if (most === undefined && least === undefined) return '';
  const value = median(rounds);
  return value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY)
    ? 'holds'
    : 'does not hold';
};

/** Puts what was measured in its place in docs/benchmarks.md, and leaves the other sections as they are. */
export const writeSection = ({ name, title, gate, aim }: Bench, figures: readonly Figure[]): void => {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const sections = new Map(
    [...before.matchAll(/^<!-- (\S+) -->\n[\s\S]*?(?=^<!-- |$(?![\s\S]))/gm)].map(([text, its = '']) => [its, text]),
  );
  const rows = figures.map((each) => `| ${each.what} | ${limit(each)} | ${told(each)} | ${verdict(each)} |`);
  const notes = new URL(`notes/${name}.md`, import.meta.url);
  const text = [
    `<!-- ${name} -->`,
    `## ${title}`,
    `${gate ? 'Gate' : 'Aim'}: ${aim}`,
    [columns(gate ? 'gate' : 'aim'), ...rows].join('\n'),
    circumstances(),
    ...(existsSync(notes) ? [readFileSync(notes, 'utf8').trim()] : []),
  ].join('\n\n');
  sections.set(name, `${text}\n\n`);
  const ordered = [...sections].toSorted(([one], [other]) => placeOf(one) - placeOf(other)).map(([, its]) => its);
  writeFileSync(page, `${[head(), ...ordered].join('').trim()}\n`);
};

const order = ['ack', 'rate', 'lost', 'channel', 'postmortem', 'startup', 'growth', 'export'];

/** What is not known yet stands at the end. */
const placeOf = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);

const columns = (kind: string): string => `| ${today()} | ${kind} | measured: median (spread) | |\n|---|---|---|---|`;

const today = (): string => new Date().toISOString().slice(0, 10);

const head = (): string => {
  const [cpu] = cpus();
  const sqlite = new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get();
  const bolt = JSON.parse(readFileSync(new URL('node_modules/@slack/bolt/package.json', root), 'utf8')).version;
  return `# Benchmarks

Written by \`npm run bench\`. Every figure is taken beside its reference, in turns, in one run: ratios are of one machine in one
minute, and the median of the rounds counts. The bot is \`src/main.js\` with a real database file; the references are in
\`bench/references\`: a bare Bolt app with a listener that does nothing, and *ref-durable*, the least code that commits the raw
event with \`synchronous=FULL\` before it acknowledges. Slack is the sandbox in a process of its own. *Slow disk*: 2 ms are
added to every flush, as on a cloud volume (\`bench/slow-flush.c\`, preloaded).

${cpus().length} × ${cpu?.model.trim() || 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${kernel()}; Node ${process.version}, SQLite ${sqlite}, Bolt ${bolt}.

`;
};

const kernel = (): string => execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim();
