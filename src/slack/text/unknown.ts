import type { Block } from '../../incident/words.ts';
import { clean } from './clean.ts';
import { mrkdwnBlocks } from './mrkdwn.ts';
import { type Names, readText } from './reference.ts';
import { paragraph } from './runs.ts';

/** Deeper than Slack nests anything. */
const DEPTH = 12;

/** The words of a block that is of no kind we know: its text objects, in their order. */
export const unknownBlocks = (value: unknown, lookup: Names, depth = 0): Block[] => {
  if (typeof value !== 'object' || value === null || depth > DEPTH) return [];
  // An object off the wire has names and values.
  const { type, text } = value as Record<string, unknown>;
  if (type === 'mrkdwn' && typeof text === 'string') return mrkdwnBlocks(clean(text), lookup);
  if (type === 'plain_text' && typeof text === 'string') return paragraph([{ text: readText(clean(text)), marks: [] }]);
  return Object.values(value).flatMap((inside) => unknownBlocks(inside, lookup, depth + 1));
};
