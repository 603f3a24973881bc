import type { Database } from 'better-sqlite3';

export type Writer = ReturnType<typeof createWriter>;

type Job = {
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
  /** One statement, which is a transaction by itself. */
  readonly single: boolean;
};

/**
 * The only one who writes. What is asked for in one turn of the event loop is written in one transaction, each in a savepoint
 * of its own, and every promise is settled after the commit: many share one flush, and nobody hears "saved" before it.
 * `check` throws when nothing must be written.
 */
export const createWriter = (database: Database, check: () => void = () => {}) => {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const save = database.prepare('SAVEPOINT job');
  const release = database.prepare('RELEASE job');
  const undo = database.prepare('ROLLBACK TO job');
  let waiting: Job[] = [];

  const attempt = ({ run, reject }: Job): (() => void) => {
    save.run();
    try {
      const settle = run();
      release.run();
      return settle;
    } catch (error) {
      // Some errors (a full disk) have ended the whole transaction already.
      if (!database.inTransaction) throw error;
      undo.run();
      release.run();
      return () => reject(error);
    }
  };

  const together = (jobs: readonly Job[]): (() => void)[] => {
    begin.run();
    // One alone needs no savepoint: it is the transaction.
    const settled = jobs.length === 1 ? jobs.map(({ run }) => run()) : jobs.map(attempt);
    commit.run();
    return settled;
  };

  const flush = (): void => {
    const jobs = waiting;
    waiting = [];
    if (jobs.length === 0) return;
    try {
      check();
      const [first, another] = jobs;
      const settled = first?.single && !another ? [first.run()] : together(jobs);
      for (const settle of settled) settle();
    } catch (error) {
      for (const { reject } of jobs) reject(error);
      if (database.inTransaction) rollback.run();
    }
  };

  const enqueue = <T>(act: () => T, single: boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      const run = () => {
        const value = act();
        return () => resolve(value);
      };
      if (waiting.push({ run, reject, single }) === 1) setImmediate(flush);
    });

  return Object.assign(<T>(act: () => T) => enqueue(act, false), {
    /** What is one statement needs no other to begin and to commit it, where it is alone. */
    one: <T>(statement: () => T) => enqueue(statement, true),
    /** Writes at once what is waiting: before the database is closed. */
    flush,
  });
};
