import { Command } from 'commander';
import type { Person } from '../incident/entry.ts';
import { fold } from '../incident/incident.ts';
import { operator } from '../incident/may-redact.ts';
import { readRedactable } from '../incident/redactable.ts';
import { planRedaction, type Redaction, redact } from '../incident/redaction.ts';
import { refuse } from '../incident/refusal.ts';
import { counted } from './counted.ts';
import { findIncident, withPen } from './record.ts';
import { cleanUp } from './scrub.ts';

/** Whoever has the command line. */
export const atTheKeyboard: Person = { id: 'operator', name: 'the operator' };

export const redactCommand = (): Command =>
  new Command('redact')
    .description('destroys the words of an entry, a task, a paragraph or a message, with history and copies')
    .argument('<incident>', 'INC-7, or 7')
    .argument('<what...>', '12, T3, cause 2, cause removed, link 1, hold, or the address of a message in Slack')
    .option('--yes', 'does it; without this it only says what would go')
    .action((typed: string, words: readonly string[], { yes = false }: { yes?: boolean }) =>
      withPen(async (record, logbook) => {
        const { head, log } = await findIncident(record, typed);
        const incident = fold(head.id, log);
        const what =
          readRedactable(incident, words.join(' ')) ?? refuse('Which words? Write 12, T3, cause 2 or link 1.');
        const redaction = planRedaction(incident, log, what, operator);
        if (!yes) return refuse(`${goes(redaction)} Nothing was destroyed yet: add --yes.`);
        const hand = { recorder: atTheKeyboard, source: { type: 'cli' } } as const;
        await logbook.record(head.id, hand, redact(what, operator), { log: true });
        console.error(`The words of ${redaction.name} are destroyed.`);
        await cleanUp(record.scrub);
        console.error(
          'Debrief cannot reach the message in Slack, documents that somebody downloaded or exported on the command line, and backups. What it shows and uploaded in Slack is put right while the bot is running.',
        );
      }),
    );

const goes = ({ name, own, copies }: Redaction): string => {
  const quoted =
    copies.length > 0 ? `, and what ${counted(copies.length, 'other quotes', 'others quote')} of them` : '';
  return `This destroys the words of ${name}: ${counted(own.length, 'entry', 'entries')} in the log${quoted}.`;
};
