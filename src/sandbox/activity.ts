/** Counts what is being done, so that one can wait until nothing is. */
export type Activity = {
  begin(): () => void;
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Nothing is under way, and nothing began during some turns of the event loop. */
  settled(): Promise<void>;
};

export const createActivity = (): Activity => {
  let running = 0;
  let begun = 0;
  const waiting = new Set<() => void>();

  const begin = () => {
    running++;
    begun++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      running--;
      if (running === 0) for (const wake of waiting) wake();
    };
  };
  const idle = () =>
    new Promise<void>((resolve) => {
      if (running === 0) return resolve();
      const wake = () => {
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
    });

  return {
    begin,
    async during(work) {
      const end = begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
    async settled() {
      for (let before = -1; before !== begun; ) {
        await idle();
        before = begun;
        for (let turn = 0; turn < quietTurns; turn++) await new Promise((next) => setImmediate(next));
      }
      if (running > 0) await this.settled();
    },
  };
};

/** A loopback socket needs a few turns between one side's write and the other's read. */
const quietTurns = 12;
