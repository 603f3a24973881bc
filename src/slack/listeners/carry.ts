import { createHash, randomUUID } from 'node:crypto';
import { subDays } from 'date-fns/subDays';
import { withoutCredentials } from '../../credentials/find.ts';
import { refuse } from '../../incident/refusal.ts';
import type { Desk } from '../desk.ts';

/** What a button can hold. */
const LIMIT = 2_000;
const KEPT = 'carried:';

/** Who has not pressed a button of their own by then will not: it is gone from their screen with the next start of Slack. */
const DAYS = 2;

/** The value of a button: the text itself, or where it is kept, if it is longer than Slack allows, or not for Slack to keep. */
export const carry = async ({ meta, now }: Pick<Desk, 'meta' | 'now'>, text: string): Promise<string> => {
  const isSecret = withoutCredentials(text) !== text;
  if (text.length <= LIMIT && !text.startsWith(KEPT) && !isSecret) return text;
  // Of a secret not even a digest: a short one could be guessed with it.
  const key = `${keptSince(now())}${isSecret ? randomUUID() : createHash('sha256').update(text).digest('hex')}`;
  await meta.set(key, text);
  return key;
};

/** What was typed and is on no record is not kept for good. */
export const forgetCarried = ({ meta }: Pick<Desk, 'meta'>, now: Date): Promise<void> =>
  meta.forget(KEPT, keptSince(subDays(now, DAYS)));

const keptSince = (day: Date): string => `${KEPT}${day.toISOString().slice(0, 10)}:`;

export const carried = async ({ meta }: Pick<Desk, 'meta'>, value: string): Promise<string> => {
  if (!value.startsWith(KEPT)) return value;
  return (await meta.get(value)) ?? refuse('Those words are not kept any more: please type them again.');
};
