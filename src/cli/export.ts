import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { readFileConfig } from '../config.ts';
import { refuse } from '../incident/refusal.ts';
import { type Format, formats, written } from '../postmortem/formats.ts';
import { type CompileOptions, compile, filesIn } from '../postmortem/postmortem.ts';
import { saidIn } from '../slack/surfaces/shown.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { print } from './print.ts';
import { findIncident, withRecord } from './record.ts';

type Options = {
  readonly format: Format;
  readonly out?: string;
  readonly fullLog?: boolean;
  readonly names?: CompileOptions['names'];
};

export const exportCommand = (): Command =>
  new Command('export')
    .description('writes the postmortem, as the log has it now')
    .argument('<incident>', 'INC-7, or 7')
    .addOption(new Option('--format <format>', 'what to write').choices(formats).default('markdown'))
    .option('--out <file>', 'writes to this file, not to standard output')
    .option('--full-log', 'adds every message and entry at the end (JSON always has them)')
    .addOption(new Option('--names <names>', 'who is named (else as NAMES says)').choices(['names', 'roles', 'none']))
    .action((typed: string, options: Options) =>
      withRecord(async (record) => {
        const text = await documentOf(record, typed, options);
        if (options.out === undefined) return print(text);
        await writeFile(options.out, text).catch((error: Error) => refuse(`Nothing was written: ${error.message}`));
        console.error(`Wrote ${options.out}`);
      }),
    );

const documentOf = async (
  record: Sqlite,
  typed: string,
  { format, fullLog = false, names }: Options,
): Promise<string> => {
  const config = readFileConfig(process.env);
  const { log } = await findIncident(record, typed);
  const pm = compile(log, {
    names: names ?? config.names,
    now: new Date(),
    command: config.command,
    severities: config.severities.map(({ name }) => name),
    people: await record.directory.people(),
    said: saidIn(await record.shown.of(log[0]?.incident ?? '')),
    teamUrl: teamUrlOf(await record.meta.get('self')),
  });
  const images = format === 'html' ? await record.images(filesIn(pm)) : undefined;
  return written(format, { pm, log, fullLog, ...(images && { images }) });
};

/** As the bot noted it when Slack last told it who it is. */
const teamUrlOf = (noted: string | undefined): string | undefined =>
  noted === undefined ? undefined : z.object({ teamUrl: z.string() }).safeParse(JSON.parse(noted)).data?.teamUrl;
