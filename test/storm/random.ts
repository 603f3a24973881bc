/** Chance from a seed: the same seed, the same storm. */
export type Random = {
  /** From 0 (included) to 1 (excluded). */
  readonly chance: () => number;
  readonly int: (below: number) => number;
  readonly is: (probability: number) => boolean;
  readonly pick: <T>(among: readonly T[]) => T | undefined;
  /** One of these names, as often as its weight says. */
  readonly weighed: <K extends string>(weights: Readonly<Record<K, number>>) => K;
};

export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const chance = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(chance() * below);
  return {
    chance,
    int,
    is: (probability) => chance() < probability,
    pick: (among) => among[int(among.length)],
    weighed: (weights) => {
      const names = Object.keys(weights) as (keyof typeof weights)[];
      let left = chance() * names.reduce((sum, name) => sum + weights[name], 0);
      for (const name of names) {
        left -= weights[name];
        if (left < 0) return name;
      }
      return names[0]!;
    },
  };
};
