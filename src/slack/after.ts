/** Runs something later; the answer calls it off. Comes from outside, with `now`: tests and stories have their own time. */
export type After = (ms: number, run: () => void) => () => void;

/** By the machine's clock. It keeps no process alive. */
export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};

/** Again and again, until it is called off. */
export const every = (after: After, ms: number, run: () => void): (() => void) => {
  let cancel = after(ms, again);
  function again(): void {
    cancel = after(ms, again);
    run();
  }
  return () => cancel();
};
