import { Refusal } from '../../../incident/refusal.ts';
import type { FormAbout } from '../../blocks/forms/about.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import type { Submission } from '../request.ts';
import type { Ask } from '../verb.ts';

/** A form as it was sent off. */
export type Filled = {
  readonly ask: Ask;
  readonly about: FormAbout;
  /** What is in a field, trimmed; empty where there is nothing, or no such field. */
  readonly value: (field: string) => string;
  readonly chosen: (field: string) => readonly string[];
  readonly has: (field: string) => boolean;
};

export const filledOf = (ask: Ask, { about, values }: Submission): Filled => ({
  ask,
  about,
  value: (field) => (values[field]?.[0] ?? '').trim(),
  chosen: (field) => values[field] ?? [],
  has: (field) => field in values,
});

/** What is typed into a form comes as it is; words are read from Slack's escaped text. */
export const wordsIn = ({ ask, value }: Filled, field: string) => ask.words(escapeMrkdwn(value(field)));

/** A "no" about one field: Slack shows it there, and all that was filled in stays. */
export class FieldRefusal extends Refusal {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

export const inField = <T>(field: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new FieldRefusal(field, error.message);
    throw error;
  }
};
