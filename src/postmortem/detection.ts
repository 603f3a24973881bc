import type { Detection } from '../incident/entry.ts';
import type { Words } from '../incident/words.ts';
import type { Line } from './lines.ts';
import { captured, derived, lacking, type Value } from './value.ts';
import type { Wanted } from './wanted.ts';

export type Detected = {
  readonly at: Value<Date>;
  readonly how: Value<Detection>;
  readonly words?: Words;
};

/** When it was noticed, and by what or whom: as an entry says, else by monitoring if it was a bot that spoke. */
export const detectionOf = (lines: readonly Line[], number: number | undefined, wanted: Wanted): Detected => {
  const first = lines.find((line) => line.number === number);
  if (!first) return { at: lacking(wanted('detection')), how: lacking() };
  const told = first.how ? first : lines.find(({ kind, how }) => kind === 'detected' && how !== undefined);
  const isByBot = first.message?.bot !== undefined || first.source === 'alert';
  const how = (): Value<Detection> => {
    if (told?.how) return captured(told.how, told.number);
    return isByBot ? derived('monitoring', 'a bot reported it', first.number) : lacking(wanted('detection how'));
  };
  return { at: captured(first.at, first.number), how: how(), words: first.words };
};
