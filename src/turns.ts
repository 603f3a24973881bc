/** A queue for each key: a task starts when every earlier task with the same key has ended, well or badly. */
export const createTurns = () => {
  const last = new Map<string, Promise<unknown>>();

  const take = <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const mine = (last.get(key) ?? Promise.resolve()).then(task, task);
    const leave = () => void (last.get(key) === mine && last.delete(key));
    last.set(key, mine);
    mine.then(leave, leave);
    return mine;
  };

  return Object.assign(take, {
    busy: (): boolean => last.size > 0,
    /** Resolves when every task known now has ended. */
    settled: (): Promise<unknown> => Promise.allSettled(last.values()),
  });
};
