import { pino } from 'pino';
import { withoutCredentials } from './credentials/find.ts';

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

/** What may be told of an error. Those of parsers quote what they read, which may be somebody's words. */
export const factsOf = (error: unknown): { error: string; at?: string; fix?: string } => {
  if (!(error instanceof Error)) return { error: typeof error };
  const quotes = error instanceof SyntaxError || error.name === 'ZodError';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: redacted(quotes ? error.name : `${error.name}: ${error.message}`),
    at: frames.slice(0, 4).join(' |'),
    ...fixOf(error),
  };
};

/** What an operator can do about the database. */
const fixOf = (error: Error & { readonly code?: unknown }): { fix?: string } => {
  const [, fix] = fixes.find(([pattern]) => pattern.test(String(error.code))) ?? [];
  return fix === undefined ? {} : { fix };
};
const fixes = [
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    'The database file is damaged: stop Debrief, run `debrief verify`, and restore a backup.',
  ],
  [/^SQLITE_(FULL|IOERR)/, 'The disk is full or broken: make room where the database is.'],
  [/^SQLITE_READONLY/, 'The database cannot be written: look at the rights of the file and of its folder.'],
  [/^SQLITE_BUSY/, 'Another program holds the database: find out which has it open.'],
] as const;

/** Without tokens, addresses that are as good as one, and whatever credential Slack quotes in an error. */
export const redacted = (text: string): string =>
  withoutCredentials(text)
    .replace(/\bx(?:ox[a-z]|app)-[\w-]+/g, '[token]')
    .replace(/(ticket=|hooks\.slack\.com\/)[^\s&"']+/g, '$1[secret]');
