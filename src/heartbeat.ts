import { factsOf, type Log } from './log.ts';
import { type After, every } from './slack/after.ts';
import type { Meta } from './slack/desk.ts';

type Needs = {
  readonly meta: Meta;
  readonly now: () => Date;
  readonly after: After;
  readonly log: Log;
  readonly isConnected: () => boolean;
};

/** Notes every ten seconds that the bot is alive and whether Slack reaches it: so that a later start knows what it has missed. */
export const createHeartbeat = ({ meta, now, after, log, isConnected }: Needs) => {
  let isWritable = true;
  let beating: Promise<unknown> = Promise.resolve();

  /** Whether the database can be written. */
  const beat = async (): Promise<boolean> => {
    const alive = now().toISOString();
    try {
      await meta.set('alive', alive);
      if (isConnected()) await meta.set('connected', alive);
      if (!isWritable) log.info({}, 'The database can be written again.');
      isWritable = true;
    } catch (error) {
      if (isWritable) log.error(factsOf(error), 'The database cannot be written.');
      isWritable = false;
    }
    return isWritable;
  };
  const cancel = every(after, 10_000, () => {
    beating = beat();
  });

  return {
    beat,
    settled: (): Promise<unknown> => beating,
    /** Beats once more: until now Slack was heard. */
    stop: async (): Promise<void> => {
      cancel();
      await beating;
      await beat();
    },
  };
};
