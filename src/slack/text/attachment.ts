import { z } from 'zod';
import type { Block } from '../../incident/words.ts';
import { wordsOfBlocks } from './block.ts';
import { clean } from './clean.ts';
import { unescapeEntities } from './entities.ts';
import { mrkdwnBlocks } from './mrkdwn.ts';
import { link, type Names, readText } from './reference.ts';
import { paragraph } from './runs.ts';

const word = z.string().catch('').transform(clean);

const attachment = z.object({
  pretext: word,
  author_name: word,
  title: word,
  title_link: word,
  text: word,
  fallback: word,
  from_url: word,
  is_share: z.boolean().catch(false),
  fields: z.array(z.object({ title: word, value: word })).catch([]),
  actions: z.array(z.object({ text: word, url: word })).catch([]),
  footer: word,
  blocks: z.array(z.unknown()).catch([]),
});
/** What Slack says for an attachment that says nothing. */
const NOTHING = '[no preview available]';

type Attachment = z.infer<typeof attachment>;

export const parseAttachments = (values: readonly unknown[]): Attachment[] =>
  values.flatMap((value) => attachment.safeParse(value).data ?? []);

/** What Slack shows of a link that somebody posted: not the words of who posted it. A message that was forwarded is what they want to say. */
export const isUnfurl = ({ from_url, is_share }: Attachment): boolean => from_url !== '' && !is_share;

/** An attachment of an older app's message, alerts mostly; or a message of somebody's that was forwarded. */
export const attachmentBlocks = (one: Attachment, lookup: Names): Block[] => {
  const blocks = blocksOf(one, lookup);
  return one.is_share && blocks.length > 0 ? [{ type: 'blockquote', children: blocks }] : blocks;
};

const blocksOf = (one: Attachment, lookup: Names): Block[] => {
  const shown = one.blocks.length > 0 ? wordsOfBlocks(one.blocks, lookup) : classic(one, lookup);
  return shown.length > 0 || one.fallback === NOTHING ? shown : mrkdwnBlocks(one.fallback, lookup);
};

const classic = (one: Attachment, lookup: Names): Block[] => {
  const { pretext, author_name, title, title_link, text, fields, actions, footer } = one;
  return [
    ...mrkdwnBlocks(pretext, lookup),
    ...paragraph([{ text: readText(author_name), marks: [] }]),
    ...(title ? paragraph([{ ...link(unescapeEntities(title_link), readText(title)), marks: ['strong'] }]) : []),
    ...mrkdwnBlocks(text, lookup),
    ...fields.flatMap((field) => mrkdwnBlocks([field.title, field.value].filter(Boolean).join(': '), lookup)),
    ...actions.flatMap(({ text: label, url }) =>
      url ? paragraph([link(unescapeEntities(url), readText(label))]) : [],
    ),
    ...mrkdwnBlocks(footer, lookup),
  ];
};
