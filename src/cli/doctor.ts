import { Command } from 'commander';
import { configProblems, readFileConfig } from '../config.ts';
import { checkDatabase } from './doctor-database.ts';
import { checkSlack } from './doctor-slack.ts';
import { harmless, print } from './print.ts';

/** One thing looked at: what is so, and, unless it is well, what to do. */
export type Finding = { readonly what: string; readonly fix?: string };

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('looks for what is missing: settings, database, disk, Slack; exit code 1 if something is')
    .action(async () => {
      const findings = [...settings(), ...(await checkDatabase(databaseUrl())), ...(await checkSlack(process.env))];
      await print(harmless(findings.map(line).join('')));
      if (findings.some(({ fix }) => fix !== undefined)) process.exitCode = 1;
    });

const settings = (): Finding[] => {
  const problems = configProblems(process.env);
  return problems.length > 0 ? problems.map((fix) => ({ what: 'settings', fix })) : [{ what: 'settings are complete' }];
};

/** A wrong variable is told by the settings; where it counts, the default is looked at. */
const databaseUrl = (): string => {
  try {
    return readFileConfig(process.env).database;
  } catch {
    return readFileConfig({}).database;
  }
};

const line = ({ what, fix }: Finding): string =>
  fix === undefined ? `ok       ${what}\n` : `missing  ${what}: ${fix}\n`;
