import { basename } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { type Archive, type ArchivedChannel, openArchive } from '../../archive/archive.ts';
import { readFileConfig } from '../../config.ts';
import { checkTitle } from '../../incident/lifecycle.ts';
import { refuse } from '../../incident/refusal.ts';
import { parseZone } from '../../incident/zone.ts';
import type { Logbook } from '../../logbook.ts';
import { readSelf } from '../../slack/identity.ts';
import type { Context } from '../../slack/listeners/events/heard.ts';
import type { Sqlite } from '../../store/sqlite.ts';
import { harmless, print } from '../print.ts';
import { withPen } from '../record.ts';
import { importChannel } from './channel.ts';
import { knownIn } from './known.ts';

type Options = { readonly channel?: readonly string[]; readonly title?: string; readonly zone?: string };

export const importCommand = (): Command =>
  new Command('import')
    .description('makes old channels of a Slack export incidents, with their messages, reactions and pins')
    .argument('<export.zip>', 'as an owner of the workspace downloads it from Slack')
    .option('--channel <name...>', 'which channels; a * stands for anything (without it, they are listed)')
    .option('--title <title>', 'what the incident is called, for one channel (else the name of the channel)')
    .option('--zone <zone>', 'the time zone of the incidents, such as Europe/Berlin (else INCIDENT_TIMEZONE, else UTC)')
    .action(async (file: string, options: Options) => {
      const archive = await openArchive(file);
      try {
        if (!options.channel) return await print(listOf(archive, file));
        const chosen = choose(archive, options.channel);
        const title = options.title === undefined ? undefined : checkTitle(options.title);
        if (title !== undefined && chosen.length > 1)
          refuse('--title is for one channel. Leave it out, or name one channel.');
        await withPen((record, logbook) => importAll({ record, logbook, archive, chosen, title, zone: options.zone }));
      } finally {
        archive.close();
      }
    });

const listOf = ({ channels }: Archive, file: string): string => {
  const lines = channels.map(({ name, days, private: isPrivate }) => {
    const span = days.length === 0 ? 'no messages' : `${dayOf(days[0])} to ${dayOf(days.at(-1))}`;
    return `${harmless(name)}  ${span}${isPrivate ? '  (private)' : ''}\n`;
  });
  return `${lines.join('')}\nNothing was imported. Choose: debrief import ${basename(file)} --channel 'inc-*'\n`;
};

const dayOf = (file = ''): string => basename(file, '.json');

const choose = ({ channels }: Archive, patterns: readonly string[]): readonly ArchivedChannel[] => {
  const wanted = patterns.map((typed) => {
    const pattern = typed.replace(/^#/, '');
    const isWanted = new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`);
    const found = channels.filter(({ name, id }) => isWanted.test(name) || id === pattern);
    return found.length > 0
      ? found
      : refuse(`The export has no channel ${typed}. Without --channel, its channels are listed.`);
  });
  return [...new Set(wanted.flat())];
};

type Job = {
  readonly record: Sqlite;
  readonly logbook: Logbook;
  readonly archive: Archive;
  readonly chosen: readonly ArchivedChannel[];
  readonly title: string | undefined;
  readonly zone: string | undefined;
};

const importAll = async ({ record, logbook, archive, chosen, title, zone: typed }: Job): Promise<void> => {
  const config = readFileConfig(process.env);
  const zone = typed === undefined ? (config.zone ?? 'UTC') : parseZone(typed);
  const { people, strangers } = knownIn(archive, await record.directory.people(), new Date());
  const self = (await readSelf(record.meta)) ?? nobody(archive);
  const context: Context = { self, app: '', people, config };
  await record.directory.putPeople(strangers);
  for (const channel of chosen) {
    const imported = await importChannel({ archive, logbook, context, zone, ...(title && { title }) }, channel);
    await print(`#${harmless(channel.name)}: ${outcome(imported)}\n`);
  }
};

const outcome = (imported: Awaited<ReturnType<typeof importChannel>>): string => {
  if (imported === 'silent') return 'not imported: nobody said anything there';
  if (imported === 'deleted') return 'not imported: all that was said there was deleted';
  return `INC-${imported.number}: ${count(imported.taken, 'new message')}, ${count(imported.marked, 'mark')}`;
};

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** A database that no bot has used yet does not know who Debrief is: nothing in the archive is its own. */
const nobody = ({ users }: Archive): Context['self'] => {
  const teams = z.array(z.looseObject({ team_id: z.string() })).safeParse(users.slice(0, 1)).data ?? [];
  return { team: teams[0]?.team_id ?? '', teamUrl: '', user: '', bot: '' };
};
