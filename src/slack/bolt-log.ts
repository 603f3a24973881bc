import { type Logger, LogLevel } from '@slack/bolt';
import { factsOf, type Log, redacted } from '../log.ts';

/** Bolt's and its clients' words in our log. Never their debug lines: those hold whole messages. */
export const boltLog = (log: Log): Logger => ({
  debug: () => {},
  info: (...said) => log.debug(sentence(said), 'Bolt'),
  warn: (...said) => log.warn(sentence(said), 'Bolt'),
  error: (...said) => log.error(sentence(said), 'Bolt'),
  setLevel: () => {},
  getLevel: () => LogLevel.INFO,
  setName: () => {},
});

const sentence = ([first]: unknown[]): object =>
  first instanceof Error ? factsOf(first) : { said: redacted(String(first)).replace(quoting, '$1').slice(0, 300) };

/** What cannot be parsed is quoted in the error that says so. */
const quoting = /^(Malformed request body)[\s\S]*/;
