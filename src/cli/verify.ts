import { Command } from 'commander';
import { refuse } from '../incident/refusal.ts';
import { counted } from './counted.ts';
import { print } from './print.ts';
import { withRecord } from './record.ts';

export const verifyCommand = (): Command =>
  new Command('verify')
    .description('checks that nothing in the log and no copied file was changed, and names the first that was')
    .action(() =>
      withRecord(async (record) => {
        const { incidents, entries, wordless, difference } = record.verify();
        if (difference) return refuse(difference);
        const copies = await record.verifyFiles();
        if (copies.difference) return refuse(copies.difference);
        const beside = copies.kept > 0 ? `, ${counted(copies.kept, 'copied file', 'copied files')}` : '';
        const whole = `${counted(incidents, 'incident', 'incidents')}, ${counted(entries, 'entry', 'entries')}${beside}`;
        const destroyed = wordless > 0 ? ` The words of ${wordless} of them were destroyed, as the log allows.` : '';
        const stray =
          copies.orphans > 0
            ? ` ${counted(copies.orphans, 'copy belongs', 'copies belong')} to no message any more and will be removed when Debrief starts.`
            : '';
        await print(`As it was written: ${whole}.${destroyed}${stray}\n`);
      }),
    );
