import { pino } from 'pino';

/** Facts for the operator: ids, names of errors, counts. Never the text of a message, never a token. */
export type Log = {
  readonly debug: (facts: object, sentence: string) => void;
  readonly info: (facts: object, sentence: string) => void;
  readonly warn: (facts: object, sentence: string) => void;
  readonly error: (facts: object, sentence: string) => void;
};

/** One JSON line for each thing worth telling. */
export const createLog = (level: string): Log =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
