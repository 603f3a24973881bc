import { mkdir, writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Entry } from '../incident/entry.ts';
import { refuse } from '../incident/refusal.ts';
import type { Head } from '../logbook.ts';
import { extensions } from '../postmortem/formats.ts';
import { entriesOf } from '../row.ts';
import type { Sqlite } from '../store/sqlite.ts';
import type { ExportOptions } from './export.ts';
import { print } from './print.ts';

type Write = (log: readonly Entry[]) => Promise<string>;

/**
 * Every incident, one after the other: no more than one is in memory, and none is read while another is written, so that the
 * bot can go on tidying its files.
 */
export const exportAll = async (record: Sqlite, write: Write, { format, out }: ExportOptions): Promise<void> => {
  setPriority(constants.priority.PRIORITY_LOW); // it takes minutes, and the bot acknowledges within milliseconds
  setFlagsFromString('--optimize-for-size'); // else what is written already stays in memory for long
  const heads = (await record.store.heads()).toSorted((a, b) => byText(a.team, b.team) || a.number - b.number);
  const text = ({ id }: Head): Promise<string> => write(entriesOf(record.reading.whole(id)));
  if (format === 'jsonl') return writeLines(heads, text, out);
  if (out === undefined) return refuse(`Into which folder? Add --out <folder>, or --format jsonl for one stream.`);
  await mkdir(out, { recursive: true }).catch(nothingWritten);
  const isOneTeam = new Set(heads.map(({ team }) => team)).size <= 1;
  for (const head of heads) {
    const name = `postmortem-inc-${head.number}.${extensions[format]}`;
    await writeFile(join(out, isOneTeam ? name : `${head.team}-${name}`), await text(head)).catch(nothingWritten);
  }
  console.error(`Wrote ${heads.length === 1 ? '1 postmortem' : `${heads.length} postmortems`} into ${out}`);
};

const writeLines = async (heads: readonly Head[], text: (head: Head) => Promise<string>, out?: string) => {
  if (out !== undefined) {
    await writeFile(out, linesOf(heads, text)).catch(nothingWritten);
    console.error(`Wrote ${out}`);
    return;
  }
  for await (const line of linesOf(heads, text)) {
    await print(line);
    if (!process.stdout.writable) return; // who reads has had enough
  }
};

async function* linesOf(heads: readonly Head[], text: (head: Head) => Promise<string>) {
  for (const head of heads) yield await text(head);
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const nothingWritten = (error: Error): never => refuse(`Not all was written: ${error.message}`);
