import type { Block, Words } from '../../incident/words.ts';
import { attachmentBlocks, isUnfurl, parseAttachments } from './attachment.ts';
import { wordsOfBlocks } from './block.ts';
import { clean } from './clean.ts';
import { mrkdwnBlocks } from './mrkdwn.ts';
import type { Names } from './reference.ts';
import { toWords } from './to-words.ts';
import { withLabels } from './with-labels.ts';

/** The parts of a message that hold its words, as they come off the wire. Files have no words: their names are kept beside. */
export type Wording = {
  readonly text?: string | undefined;
  readonly blocks?: readonly unknown[] | undefined;
  readonly attachments?: readonly unknown[] | undefined;
};

/**
 * What a message says: its blocks, or without any that have words its text; then its attachments. What Slack unfurled of a
 * link are not the author's words, unless there are no others: then the message was forwarded.
 */
export const parseMessage = ({ text = '', blocks = [], attachments = [] }: Wording, known: Names): Words => {
  const lookup = withLabels(known, text);
  const fromBlocks = wordsOfBlocks(blocks, lookup);
  const said = fromBlocks.length > 0 ? fromBlocks : mrkdwnBlocks(clean(text), lookup);
  const attached = parseAttachments(attachments);
  const read = (some: typeof attached): Block[] => some.flatMap((one) => attachmentBlocks(one, lookup));
  const own = [...said, ...read(attached.filter((one) => !isUnfurl(one)))];
  return toWords(own.length > 0 ? own : read(attached));
};
