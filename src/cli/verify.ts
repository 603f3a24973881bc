import { Command } from 'commander';
import { refuse } from '../incident/refusal.ts';
import { counted } from './counted.ts';
import { print } from './print.ts';
import { withRecord } from './record.ts';

export const verifyCommand = (): Command =>
  new Command('verify')
    .description('checks that nothing in the log was changed, and names the first entry that was')
    .action(() =>
      withRecord(async (record) => {
        const { incidents, entries, wordless, difference } = record.verify();
        if (difference) return refuse(difference);
        const whole = `${counted(incidents, 'incident', 'incidents')}, ${counted(entries, 'entry', 'entries')}`;
        const destroyed = wordless > 0 ? ` The words of ${wordless} of them were destroyed, as the log allows.` : '';
        await print(`As it was written: ${whole}.${destroyed}\n`);
      }),
    );
