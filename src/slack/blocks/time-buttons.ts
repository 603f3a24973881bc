import type { KnownBlock } from '@slack/types';
import { addHours } from 'date-fns/addHours';
import type { When } from '../../incident/when.ts';
import { actions, button } from './button.ts';
import { section } from './lines.ts';

type Doubtful = {
  /** The entry, in the wording that has this time. */
  readonly about: { readonly incident: string; readonly number: number; readonly seen: number };
  readonly when: When;
  readonly now: Date;
  /** What the same clock says in the writer's own zone. */
  readonly elsewhere?: Date | undefined;
  /** The value of the button by which the time becomes words again. */
  readonly asWords: string;
};

/** For a typed time that lies far back: what may have been meant. */
export const timeButtons = (text: string, { about, when, now, elsewhere, asWords }: Doubtful): KnownBlock[] => {
  const value = (fix: object): string => JSON.stringify({ ...about, ...fix });
  const later = addHours(when.at, 12);
  return [
    section(text),
    ...actions([
      ...(later <= now ? [button('retime:later', '12 hours later', value({ at: later }))] : []),
      ...(elsewhere ? [button('retime:zone', 'In my zone', value({ at: elsewhere }))] : []),
      button('retime:words', 'Not a time', asWords),
    ]),
  ];
};
