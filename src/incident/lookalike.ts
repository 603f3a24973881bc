/** Whether two titles are nearly the same: most pairs of letters are shared, in whatever order the words come. */
export const isLike = (one: string, other: string): boolean => {
  const [mine, yours] = [wordsOf(one), wordsOf(other)];
  if (mine.length === 0 || yours.length === 0) return one.trim() === other.trim();
  // db-1 and db-2 are two things.
  if (numbersIn(mine) !== numbersIn(yours)) return false;
  const [a, b] = [pairsOf(mine), pairsOf(yours)];
  return (2 * shared(a, b)) / (a.length + b.length) >= ALIKE;
};

const ALIKE = 0.75;

const wordsOf = (title: string): string[] => title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const numbersIn = (words: readonly string[]): string => words.filter((word) => /\p{N}/u.test(word)).join();

/** `down` is ·d, do, ow, wn, n·: the edges count, so that words of one letter do, too. */
const pairsOf = (words: readonly string[]): string[] =>
  words.flatMap((word) => {
    const letters = ['·', ...word, '·'];
    return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
  });

const shared = (pairs: readonly string[], others: readonly string[]): number => {
  const left = [...others];
  return pairs.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
};
