import { Command } from 'commander';
import { clockLabel, day } from '../incident/zone.ts';
import type { Head } from '../logbook.ts';
import { harmless, print } from './print.ts';
import { withRecord } from './record.ts';

export const listCommand = (): Command =>
  new Command('list')
    .description('lists incidents, newest first')
    .argument('[which...]', '`open`, `all`, or words to look for in titles, entries and messages', ['open'])
    .action((which: readonly string[]) =>
      withRecord(async ({ store }) => {
        const typed = which.join(' ');
        const heads = await store.heads(queryOf(typed));
        if (heads.length === 0) console.error(nothing(typed));
        else await print(`${heads.map(line).join('\n')}\n`);
      }),
    );

const queryOf = (typed: string) => {
  if (typed === 'all') return {};
  return typed === 'open' ? { open: true } : { words: typed };
};

const nothing = (typed: string): string => {
  if (typed === 'all') return 'There is no incident yet.';
  return typed === 'open'
    ? 'No incident is open. `debrief list all` shows every one.'
    : `No incident has the words: ${typed}`;
};

const line = ({ number, severity, status, openedAt, title, private: isPrivate, test }: Head): string => {
  const opened = new Date(openedAt);
  const flags = [isPrivate && '(private)', test && '(test)'].filter(Boolean).join(' ');
  const cells = [`INC-${number}`.padEnd(8), (severity ?? '-').padEnd(5), status.padEnd(13)];
  return [...cells, `${day(opened, 'UTC')} ${clockLabel(opened, 'UTC')}`, harmless(title).replace(/\s+/g, ' '), flags]
    .join(' ')
    .trimEnd();
};
