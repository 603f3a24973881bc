import { createHash } from 'node:crypto';

/** Everything that looks random in the sandbox, drawn from one seed: the same story gives the same ids. */
export type Ids = {
  /** The id that belongs to a name, such as a person's: the same however many were made before. */
  of(prefix: string, name: string): string;
  /** The next id of a sort. */
  next(prefix: string): string;
  uuid(): string;
  /** From 0 (included) to 1 (excluded). */
  chance(): number;
};

export const createIds = (seed: number): Ids => {
  const counts = new Map<string, number>();
  let state = seed >>> 0;
  const digest = (text: string) => createHash('sha256').update(`${seed}:${text}`).digest();
  const spell = (text: string) => [...digest(text).subarray(0, 10)].map((byte) => alphabet[byte % 36]).join('');
  const next = (prefix: string) => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return prefix + spell(`${prefix}#${count}`);
  };
  return {
    of: (prefix, name) => prefix + spell(`${prefix}:${name}`),
    next,
    uuid: () => {
      const hex = digest(next('uuid')).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    chance: () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    },
  };
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
