import { differenceInMinutes } from 'date-fns/differenceInMinutes';
import type { Draft } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Words } from './words.ts';

const FRESH_MINUTES = 15;

/** An update of long ago is kept, and not announced as if it were new. */
export const giveUpdate =
  ({ words, at, now }: { readonly words: Words; readonly at?: Date; readonly now: Date }) =>
  (_: Incident): Draft[] => [
    { kind: 'update.given', data: { words, announced: !at || differenceInMinutes(now, at) <= FRESH_MINUTES }, at },
  ];
