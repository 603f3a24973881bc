/** What was used longest ago goes first, once there is more than `most` by weight; what was used last stays, however big it is. */
export const createShelf = <T>(most: number, weight: (kept: T) => number) => {
  const kept = new Map<string, T>();
  let total = 0;
  const remove = (id: string): T | undefined => {
    const found = kept.get(id);
    if (found && kept.delete(id)) total -= weight(found);
    return found;
  };
  const put = (id: string, one: T): void => {
    remove(id);
    kept.set(id, one);
    total += weight(one);
    for (const oldest of kept.keys()) {
      if (total <= most || oldest === id) return;
      remove(oldest);
    }
  };
  return {
    put,
    delete: remove,
    take: (id: string): T | undefined => {
      const found = kept.get(id);
      if (found && kept.delete(id)) kept.set(id, found);
      return found;
    },
    clear: (): void => {
      kept.clear();
      total = 0;
    },
  };
};
