import type { Workshop } from './workshop.ts';

/** One of the measurements. `npm run bench -- <name>` runs it alone. */
export type Bench = {
  readonly name: string;
  readonly title: string;
  /** Whether its limits must hold; otherwise they are aims, and stand beside what was measured. */
  readonly gate: boolean;
  /** What it should come to, in a sentence or two. */
  readonly aim: string;
  readonly run: (workshop: Workshop) => Promise<readonly Figure[]>;
};

/** What was measured, one value a round: their median is what counts. */
export type Figure = {
  readonly what: string;
  readonly unit: '' | 'ms' | 's' | '×' | '/s' | 'MB' | 'µs';
  readonly rounds: readonly number[];
  readonly most?: number;
  readonly least?: number;
};
