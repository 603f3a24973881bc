/**
 * Who waits for an acknowledgement waits for this thread, and comes first. While events stream in, the worker rests between
 * two batches, unless what it has to do gets old; a few events are handled as they come. Real time: the story's has no part in it.
 */
export const createPace = (clock: () => number = () => performance.now()) => {
  let level = 0;
  let heardAt = 0;
  let workedAt = 0;
  let isLate = false;

  const leak = (now: number): void => {
    level = Math.max(0, level - ((now - heardAt) * STEADY) / 1_000);
    heardAt = now;
  };

  return {
    heard: (): void => {
      leak(clock());
      level = Math.min(level + 1, 2 * STREAM); // a stream is over half a second after its end
    },
    /** A batch was taken up; the oldest of it had waited for so many milliseconds. */
    worked: (age: number): void => {
      workedAt = clock();
      isLate = age > LATE;
    },
    /** Milliseconds until the next batch should be taken up. */
    rest: (): number => {
      const now = clock();
      leak(now);
      return level < STREAM || isLate ? 0 : Math.max(0, workedAt + REST - now);
    },
  };
};

/** Events a second that are handled as they come. */
const STEADY = 20;
/** So many more than that are a stream. */
const STREAM = 4;
const REST = 250;
const LATE = 5_000;
