import type { Database } from 'better-sqlite3';

/**
 * Destroyed words stand in the write-ahead file until it is taken over and cut off, which has to wait for whoever still reads
 * an older state of the database. After a start it is not known what is in it: the first call finds out.
 */
export const createScrub = (database: Database) => {
  let isClean = false;
  return {
    /** Something was destroyed just now. */
    soil: (): void => {
      isClean = false;
    },
    /** True when no file of the database holds what was destroyed. To be called again until then. */
    scrub: (): boolean => {
      if (isClean) return true;
      const wait = Number(database.pragma('busy_timeout', { simple: true }));
      database.pragma('busy_timeout = 0'); // It is tried again; nobody has to wait for it.
      try {
        isClean = database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
      } finally {
        database.pragma(`busy_timeout = ${wait}`);
      }
      return isClean;
    },
  };
};
