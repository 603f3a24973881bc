import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { readFileConfig } from '../config.ts';
import type { Entry } from '../incident/entry.ts';
import { refuse } from '../incident/refusal.ts';
import { type Format, formats } from '../postmortem/formats.ts';
import { toJsonLine } from '../postmortem/json.ts';
import { type CompileOptions, compile, filesIn } from '../postmortem/postmortem.ts';
import { written } from '../postmortem/written.ts';
import { saidIn } from '../slack/surfaces/shown.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { exportAll } from './export-all.ts';
import { print } from './print.ts';
import { findIncident, withRecord } from './record.ts';

export type ExportOptions = {
  readonly all?: boolean;
  readonly format: Format | 'jsonl';
  readonly out?: string;
  readonly fullLog?: boolean;
  readonly names?: CompileOptions['names'];
};

export const exportCommand = (): Command =>
  new Command('export')
    .description('writes the postmortem, as the log has it now; `--all` writes every incident')
    .argument('[incident]', 'INC-7, or 7')
    .option('--all', 'every incident: as jsonl a line for each, else a file for each in the folder of --out')
    .addOption(
      new Option('--format <format>', 'what to write; jsonl is JSON in one line')
        .choices([...formats, 'jsonl'])
        .default('markdown'),
    )
    .option('--out <file>', 'writes to this file (with --all, a folder), not to standard output')
    .option('--full-log', 'adds every message and entry at the end (JSON always has them)')
    .addOption(new Option('--names <names>', 'who is named (else as NAMES says)').choices(['names', 'roles', 'none']))
    .action((typed: string | undefined, options: ExportOptions) =>
      withRecord(async (record) => {
        if (typed === undefined && !options.all) refuse('Which one? Write INC-7, or 7, or --all for every incident.');
        if (typed !== undefined && options.all) refuse(`--all is every incident: leave out ${typed}, or --all.`);
        const write = await writing(record, options);
        if (typed === undefined) return exportAll(record, write, options);
        const text = await write((await findIncident(record, typed)).log);
        if (options.out === undefined) return print(text);
        await writeFile(options.out, text).catch((error: Error) => refuse(`Nothing was written: ${error.message}`));
        console.error(`Wrote ${options.out}`);
      }),
    );

/** How a log is written. What is the same for every incident is read once. */
const writing = async (record: Sqlite, { format, fullLog = false, names }: ExportOptions) => {
  const config = readFileConfig(process.env);
  const options = {
    names: names ?? config.names,
    now: new Date(),
    command: config.command,
    severities: config.severities.map(({ name }) => name),
    people: await record.directory.people(),
    teamUrl: teamUrlOf(await record.meta.get('self')),
  };
  return async (log: readonly Entry[]): Promise<string> => {
    const pm = compile(log, { ...options, said: saidIn(await record.shown.of(log[0]?.incident ?? '')) });
    if (format === 'jsonl') return toJsonLine(pm, log);
    const images = format === 'html' ? await record.images(filesIn(pm)) : undefined;
    return written(format, { pm, log, fullLog, ...(images && { images }) });
  };
};

/** As the bot noted it when Slack last told it who it is. */
const teamUrlOf = (noted: string | undefined): string | undefined =>
  noted === undefined ? undefined : z.object({ teamUrl: z.string() }).safeParse(JSON.parse(noted)).data?.teamUrl;
