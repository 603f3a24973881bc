import type { MessageKey, MessageRef, Person } from './entry.ts';
import type { Words } from './words.ts';

/** A message of the channel in its last wording, as far as the log knows. */
export type Message = MessageRef & {
  readonly words: Words;
  readonly author: Person;
  readonly at: Date;
  /** Every wording that is in the log, by version. */
  readonly versions: readonly string[];
  /** How it read in each of them, as far as its words are there. */
  readonly texts: ReadonlyMap<string, string>;
  readonly deleted: boolean;
  /** Its words were destroyed. */
  readonly gone: boolean;
};

/** The messages that a decision asked for; undefined for one of which the log knows nothing. */
export type Messages = (key: MessageKey) => Message | undefined;

/** Thrown by a decision that needs something which is not in the log yet, such as the message of a reaction. */
export class Absence extends Error {
  override name = 'Absence';
}
