import { z } from 'zod';
import type { Block } from '../../incident/words.ts';
import { wordsOfBlock } from './block.ts';
import { clean } from './clean.ts';
import { unescapeEntities } from './entities.ts';
import { mrkdwnBlocks } from './mrkdwn.ts';
import { parsePieces } from './piece.ts';
import { link, type Names, readText } from './reference.ts';
import { paragraph } from './runs.ts';

const word = z.string().catch('').transform(clean);

const attachment = z.object({
  pretext: word,
  title: word,
  title_link: word,
  text: word,
  fallback: word,
  from_url: word,
  fields: z.array(z.object({ title: word, value: word })).catch([]),
  blocks: z.array(z.unknown()).catch([]),
});
type Attachment = z.infer<typeof attachment>;

export const parseAttachments = (values: readonly unknown[]): Attachment[] =>
  values.flatMap((value) => attachment.safeParse(value).data ?? []);

/** What Slack shows of a link that somebody posted: not the words of who posted it. */
export const isUnfurl = ({ from_url }: Attachment): boolean => from_url !== '';

/** An attachment of an older app's message: alerts mostly. */
export const attachmentBlocks = (one: Attachment, lookup: Names): Block[] => {
  const shown = one.blocks.length > 0 ? nested(one, lookup) : classic(one, lookup);
  return shown.length > 0 ? shown : mrkdwnBlocks(one.fallback, lookup);
};

const nested = ({ blocks }: Attachment, lookup: Names): Block[] =>
  parsePieces(blocks).flatMap((block) => wordsOfBlock(block, lookup));

const classic = ({ pretext, title, title_link, text, fields }: Attachment, lookup: Names): Block[] => [
  ...mrkdwnBlocks(pretext, lookup),
  ...(title ? paragraph([{ ...link(unescapeEntities(title_link), readText(title)), marks: ['strong'] }]) : []),
  ...mrkdwnBlocks(text, lookup),
  ...fields.flatMap((field) => mrkdwnBlocks([field.title, field.value].filter(Boolean).join(': '), lookup)),
];
