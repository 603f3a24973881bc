const MOST = 1_000;

/** Asks once for each key, and remembers the answers to the last thousand or so. For what is slow and always the same. */
export const remember = <K, T>(ask: (key: K) => T): ((key: K) => T) => {
  const known = new Map<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = ask(key);
    if (known.size >= MOST) known.clear();
    known.set(key, answer);
    return answer;
  };
};
