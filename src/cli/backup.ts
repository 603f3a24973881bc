import { Command } from 'commander';
import { refuse } from '../incident/refusal.ts';
import { openSqlite } from '../store/sqlite.ts';
import { counted } from './counted.ts';
import { withRecord } from './record.ts';

export const backupCommand = (): Command =>
  new Command('backup')
    .description(
      'copies the database into a file, and the files beside it, also while the bot is running, and checks the copy',
    )
    .argument('<file>')
    .action((file: string) =>
      withRecord(async (record) => {
        await record.backup(file);
        const copy = openSqlite(file, { readonly: true });
        const { incidents, entries, difference } = copy.verify();
        copy.close();
        if (difference) return refuse(`${file} was written, but its log is not in order: ${difference}`);
        const whole = `${counted(incidents, 'incident', 'incidents')}, ${counted(entries, 'entry', 'entries')}`;
        console.error(`Wrote ${file}: ${whole}.`);
        const copies = record.vault?.copyTo(`${file}.files`) ?? 0;
        if (copies > 0)
          console.error(`Wrote ${file}.files: ${counted(copies, 'file that was', 'files that were')} posted.`);
      }),
    );
