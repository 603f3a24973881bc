import { minutesToMilliseconds } from 'date-fns/minutesToMilliseconds';
import type { Draft } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Words } from './words.ts';

const FRESH = minutesToMilliseconds(15);

/** An update of long ago is kept, and not announced as if it were new. */
export const giveUpdate =
  ({ words, at, now }: { readonly words: Words; readonly at?: Date; readonly now: Date }) =>
  (_: Incident): Draft[] => [{ kind: 'update.given', data: { words, announced: !at || +now - +at <= FRESH }, at }];
