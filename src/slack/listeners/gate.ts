/** Lets a decision through, unless it was closed before: then nothing is written, and nothing will be. */
export type Gate = { readonly pass: () => void; readonly close: () => boolean };

export const createGate = (): Gate => {
  let state: 'open' | 'passed' | 'closed' = 'open';
  return {
    pass: () => {
      if (state === 'closed') throw new TooLate();
      state = 'passed';
    },
    /** Whether it is closed now: false when something went through already. */
    close: () => {
      if (state === 'open') state = 'closed';
      return state === 'closed';
    },
  };
};

/** The request was put aside to be carried out later. */
export class TooLate extends Error {
  override name = 'TooLate';
}
