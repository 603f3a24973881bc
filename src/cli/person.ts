import { Command } from 'commander';
import { ERASED, type Erasure, erasePerson, planErasure } from '../incident/erasure.ts';
import { fold, type Incident } from '../incident/incident.ts';
import { refuse } from '../incident/refusal.ts';
import type { Head, Logbook } from '../logbook.ts';
import { entriesOf } from '../row.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { counted } from './counted.ts';
import { holdingsOf } from './person-export.ts';
import { print } from './print.ts';
import { withPen, withRecord } from './record.ts';
import { atTheKeyboard } from './redact.ts';
import { cleanUp } from './scrub.ts';

type Options = { readonly export?: boolean; readonly erase?: boolean; readonly yes?: boolean };

export const personCommand = (): Command =>
  new Command('person')
    .description('gives out or erases what is kept of one person')
    .argument('<id>', 'their member id in Slack (U…)')
    .option('--export', 'writes it as JSON to standard output')
    .option('--erase', 'destroys their words, and takes their name out of what stays')
    .option('--yes', 'with --erase: does it; without this it only says what would go')
    .action(async (id: string, options: Options) => {
      if (options.export === options.erase) refuse('Write --export or --erase.');
      if (options.export) await withRecord((record) => exportPerson(record, id));
      else await withPen((record, logbook) => erase(record, logbook, id, options.yes === true));
    });

const exportPerson = async (record: Sqlite, id: string): Promise<void> => {
  const { incidents, ...known } = await holdingsOf(record, id);
  if (!known.person && incidents.length === 0) refuse(unknown(id));
  await print(`${JSON.stringify({ format: 'debrief-person', version: 1, ...known, incidents }, null, 2)}\n`);
};

const erase = async (record: Sqlite, logbook: Logbook, id: string, isSure: boolean): Promise<void> => {
  const name = (await record.directory.people()).find((person) => person.id === id)?.name;
  const plans: (Erasure & { head: Head; held: Incident['held'] })[] = [];
  for (const head of await record.store.heads()) {
    const log = entriesOf(await record.store.read(head.id));
    const plan = planErasure(log, id, name);
    if (plan.draft) plans.push({ head, ...plan, held: fold(head.id, log).held });
  }
  if (plans.length === 0 && name === undefined) refuse(unknown(id));
  const held = plans.filter((plan) => plan.held).map(({ head, held: by }) => `INC-${head.number} (by ${by?.by.name})`);
  if (held.length > 0) refuse(`Nothing was erased: ${held.join(', ')} is held. \`hold off\` there releases it.`);
  const total = (of: 'words' | 'named') => plans.reduce((sum, plan) => sum + plan[of], 0);
  const entries = counted(total('words'), 'entry', 'entries');
  const what = `${entries} with their words, and their name in ${total('named')}, in ${counted(plans.length, 'incident', 'incidents')}`;
  if (!isSure) refuse(`This erases ${what}. Nothing was erased yet: add --yes.`);
  const hand = { recorder: atTheKeyboard, source: { type: 'cli' } } as const;
  for (const { head } of plans) await logbook.record(head.id, hand, erasePerson(id, name), { log: true });
  await record.directory.forget(id);
  console.error(`Erased ${what}; where the name was, it says "${ERASED}".`);
  await cleanUp(record.scrub);
  console.error(
    `Their id (${id}) stays in the log, as the chain needs it; names that others typed without @ stay, mentions in others' messages stay as long as these do, and so does what Slack itself, exported documents and backups hold. Somebody who is still in the workspace is told to Debrief by Slack again.`,
  );
};

const unknown = (id: string): string =>
  `Nothing is kept of ${id}. Write a member id (U…): in Slack, in the menu of their profile, Copy member ID.`;
