import type { Draft } from './entry.ts';
import type { Incident } from './incident.ts';
import { refuse } from './refusal.ts';
import type { Words } from './words.ts';

/** From now on no words of this incident go by themselves, and nobody is erased from it. */
export const holdWords =
  (words?: Words) =>
  ({ held, number }: Incident): Draft[] => {
    if (held) return refuse(`INC-${number} is held already, by ${held.by.name}.`);
    return [{ kind: 'words.held', data: { ...(words && { words }) } }];
  };

export const releaseWords =
  (words?: Words) =>
  ({ held, number }: Incident): Draft[] => {
    if (!held) return refuse(`INC-${number} is not held.`);
    return [{ kind: 'words.released', data: { ...(words && { words }) } }];
  };
