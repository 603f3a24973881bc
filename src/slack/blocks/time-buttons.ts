import type { KnownBlock } from '@slack/types';
import { addHours } from 'date-fns/addHours';
import type { When } from '../../incident/when.ts';
import { offsetAt } from '../../incident/zone.ts';
import { actions, button } from './button.ts';
import { section } from './lines.ts';

type Doubtful = {
  /** The entry, in the wording that has this time. */
  readonly about: { readonly incident: string; readonly number: number; readonly seen: number };
  /** The incident's. */
  readonly zone: string;
  readonly when: When;
  readonly now: Date;
  readonly writerZone?: string | undefined;
  /** The value of the button by which the time becomes words again. */
  readonly asWords: string;
};

/** For a typed time that lies far back: what may have been meant. */
export const timeButtons = (text: string, { about, zone, when, now, ...doubt }: Doubtful): KnownBlock[] => {
  const { writerZone = zone, asWords } = doubt;
  const value = (fix: object): string => JSON.stringify({ ...about, ...fix });
  const later = addHours(when.at, 12);
  const isElsewhere = when.zone === zone && offsetAt(writerZone, when.at) !== offsetAt(zone, when.at);
  return [
    section(text),
    ...actions([
      ...(later <= now ? [button('retime:later', '12 hours later', value({ at: later }))] : []),
      ...(isElsewhere ? [button('retime:zone', 'In my zone', value({ typed: when.typed, zone: writerZone }))] : []),
      button('retime:words', 'Not a time', asWords),
    ]),
  ];
};
