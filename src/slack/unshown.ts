import type { Logbook } from '../logbook.ts';
import type { ShownTable } from './surfaces/shown.ts';

/** Incidents that lost words which Slack may still show: also old ones, and by the command line while the bot was down. */
export type Unshown = {
  readonly pending: () => Promise<readonly { incident: string; seq: number }[]>;
  readonly done: (incident: string, seq: number) => Promise<void>;
};

type Needs = {
  readonly unshown: Unshown;
  readonly shown: Pick<ShownTable, 'of'>;
  readonly logbook: Pick<Logbook, 'read'>;
  readonly converge: (incident: string) => Promise<void>;
};

/** Whether Slack shows nothing any more of what was destroyed up to this entry. */
export const isCleared = async ({ of }: Pick<ShownTable, 'of'>, incident: string, seq: number): Promise<boolean> =>
  (await of(incident)).some(({ name, hash }) => name === 'lost' && Number(hash) >= seq);

/** Puts right what Slack shows of them, and forgets them once it stands. */
export const createLaggards = ({ unshown, shown, logbook, converge }: Needs) => {
  const isShown = (incident: string, seq: number): Promise<boolean> => isCleared(shown, incident, seq);

  return async (): Promise<void> => {
    for (const { incident, seq } of await unshown.pending()) {
      const { channel, imported } = await logbook.read(incident);
      const isNowhere = imported || !channel;
      if (!isNowhere && !(await isShown(incident, seq))) await converge(incident);
      if (isNowhere || (await isShown(incident, seq))) await unshown.done(incident, seq);
    }
  };
};
