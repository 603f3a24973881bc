import { createHash } from 'node:crypto';
import { refuse } from '../../incident/refusal.ts';
import type { Desk } from '../desk.ts';

/** What a button can hold. */
const LIMIT = 2_000;
const KEPT = 'carried:';

/** The value of a button: the text itself, or, where it is longer than Slack allows, where it is kept. */
export const carry = async ({ meta }: Pick<Desk, 'meta'>, text: string): Promise<string> => {
  if (text.length <= LIMIT && !text.startsWith(KEPT)) return text;
  const key = `${KEPT}${createHash('sha256').update(text).digest('hex')}`;
  await meta.set(key, text);
  return key;
};

export const carried = async ({ meta }: Pick<Desk, 'meta'>, value: string): Promise<string> => {
  if (!value.startsWith(KEPT)) return value;
  return (await meta.get(value)) ?? refuse('Those words are not kept any more: please type them again.');
};
