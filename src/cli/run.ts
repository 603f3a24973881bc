import { Command, CommanderError } from 'commander';
import { ArchiveError } from '../archive/archive-error.ts';
import { ConfigError } from '../config.ts';
import { Refusal } from '../incident/refusal.ts';
import { StoreError } from '../store/store-error.ts';

export const commands = {
  list: async () => (await import('./list.ts')).listCommand(),
  show: async () => (await import('./show.ts')).showCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  import: async () => (await import('./import/import.ts')).importCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  redact: async () => (await import('./redact.ts')).redactCommand(),
  person: async () => (await import('./person.ts')).personCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  manifest: async () => (await import('./manifest.ts')).manifestCommand(),
};

/**
 * One command. Its document goes to standard output, everything else to standard error. The exit code is set and the process
 * left to end by itself, so that a pipe gets the whole document: 1 for a no, 2 for a line that was not understood.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // who reads has had enough, such as `head`
  });
  try {
    const program = await programFor(args[0]);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!(error instanceof CommanderError)) console.error(explain(error));
  }
};

/** Knows only the command that is named: to load them all takes longer than most of them do. */
const programFor = async (name = ''): Promise<Command> => {
  const debrief = new Command('debrief')
    .description('Reads and looks after the record of incidents. Works with the bot running or not.')
    .addHelpText('after', '\nSettings are read from the environment: DATABASE_URL names the file (file:./debrief.db).')
    .showHelpAfterError('(debrief --help says what there is)');
  const named = Object.entries(commands).filter(([each]) => each === name);
  for (const [, load] of named.length > 0 ? named : Object.entries(commands)) debrief.addCommand(await load());
  for (const command of [debrief, ...debrief.commands]) command.exitOverride().allowExcessArguments(false);
  return debrief;
};

const exitCodeOf = (error: unknown): number => {
  if (!(error instanceof CommanderError)) return 1;
  return error.exitCode === 0 || error.code === 'commander.help' ? 0 : 2;
};

const explain = (error: unknown): string => {
  if (isForPeople(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const isForPeople = (error: unknown): error is Error =>
  [Refusal, StoreError, ConfigError, ArchiveError].some((sort) => error instanceof sort);
