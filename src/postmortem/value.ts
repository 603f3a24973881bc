import type { Person } from '../incident/entry.ts';

/** How a value of the document came to be. `entries` are the numbers by which people call them (`#12`). */
export type Provenance =
  | { readonly type: 'captured'; readonly entries: readonly number[] }
  | { readonly type: 'entered'; readonly by: Person; readonly at: Date }
  | { readonly type: 'derived'; readonly how: string; readonly entries: readonly number[] }
  | { readonly type: 'missing' };

/** What nobody has told yet: why it matters, the command that tells it, and who is likely to know. */
export type Missing = {
  readonly what: string;
  readonly why: string;
  readonly command: string;
  readonly ask?: Person;
};

/** A value and its provenance. `wanted` stands beside a missing value, and beside one that is only the best that is known. */
export type Value<T> = { readonly value?: T; readonly from: Provenance; readonly wanted?: Missing };

export const captured = <T>(value: T, ...entries: number[]): Value<T> => ({
  value,
  from: { type: 'captured', entries },
});

export const derived = <T>(value: T, how: string, ...entries: number[]): Value<T> => ({
  value,
  from: { type: 'derived', how, entries },
});

export const lacking = (wanted?: Missing): Value<never> => ({
  from: { type: 'missing' },
  ...(wanted && { wanted }),
});
