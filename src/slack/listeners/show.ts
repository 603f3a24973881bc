import type { KnownBlock } from '@slack/types';
import type { Answer } from './verb.ts';

/** An answer as a message. Its sentence is shown as a block, too, when there are blocks that do not hold it. */
export const show = ({ text, blocks }: Answer): { text: string; blocks?: KnownBlock[] } =>
  blocks
    ? { text, blocks: [...blocks] }
    : { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 3000), verbatim: true } }] };
