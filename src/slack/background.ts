import { factsOf, type Log } from '../log.ts';

/** Work that nobody waits for, and whose failure loses nothing. */
export const createBackground = (log: Log) => {
  const underway = new Set<Promise<void>>();
  const run = (what: string, work: () => Promise<unknown>): void => {
    const done = Promise.resolve()
      .then(work)
      .then(
        () => {},
        (error) => log.warn({ ...factsOf(error), what }, 'Something beside the record did not work.'),
      )
      .finally(() => underway.delete(done));
    underway.add(done);
  };
  return Object.assign(run, {
    busy: (): boolean => underway.size > 0,
    settled: async (): Promise<void> => {
      while (underway.size > 0) await Promise.all(underway);
    },
  });
};

export type Background = ReturnType<typeof createBackground>;
