import { asList, isJson, type Json } from './json.ts';
import type { Conversation, Message } from './workspace.ts';
import type { World } from './world.ts';

type Posting = { linkNames?: boolean; parse?: string };

/** Whom a new message makes a sound for: mentions, broadcasts, and what Slack reads into text that was not escaped. */
export const pinged = (world: World, where: Conversation, message: Message, posting: Posting = {}): Set<string> => {
  const members = [...where.members].filter((id) => id !== message.user);
  if (where.kind === 'im') return new Set(members);
  const live = posting.linkNames === true || posting.parse === 'full';
  const texts = [{ text: message.text, parsed: live }, ...mrkdwnIn(message.blocks), ...mrkdwnIn(message.attachments)];
  const hit = new Set<string>();
  for (const { text, parsed } of texts) {
    for (const [, id = ''] of text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)) if (members.includes(id)) hit.add(id);
    for (const [, id = ''] of text.matchAll(/<!subteam\^(S[A-Z0-9]+)/g))
      for (const user of world.usergroups.get(id)?.users ?? []) if (members.includes(user)) hit.add(user);
    const broadcast = /<!(here|channel|everyone)(\|[^>]*)?>/.test(text);
    const bare = parsed && /(^|[^\p{L}\p{N}`])@(here|channel|everyone)\b/u.test(text);
    if (broadcast || bare) for (const id of members) hit.add(id);
    if (live) for (const id of members) if (text.includes(`@${world.users.get(id)?.name ?? ' '}`)) hit.add(id);
  }
  for (const element of richElements(message.blocks)) {
    if (element.type === 'user' && members.includes(String(element.user_id))) hit.add(String(element.user_id));
    if (element.type === 'broadcast') for (const id of members) hit.add(id);
  }
  return hit;
};

/** Slack parses mrkdwn inside blocks, bare `@channel` and all, unless `verbatim` is set. */
const mrkdwnIn = (value: unknown): { text: string; parsed: boolean }[] => {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (!isJson(value)) return [];
  if (value.type === 'mrkdwn') return [{ text: String(value.text), parsed: value.verbatim !== true }];
  if (value.type === 'markdown') return [{ text: asMrkdwn(String(value.text)), parsed: true }];
  if (value.type === 'plain_text' || value.type === 'rich_text') return [];
  return Object.values(value).flatMap(mrkdwnIn);
};

/** The mentions of Markdown as those of mrkdwn. What Slack does with `\<@U1>` is not known, so it counts as one. */
const asMrkdwn = (markdown: string): string =>
  markdown.replace(/\\(?=[!-/:-@[-`{-~])/g, '').replace(/!\[[^\]]*\]\(@([UW][A-Z0-9]+)\)/g, '<@$1>');

const richElements = (blocks: unknown): Json[] =>
  asList(blocks)
    .filter(({ type }) => type === 'rich_text')
    .flatMap(elementsIn);

const elementsIn = (part: Json): Json[] =>
  asList(part.elements).flatMap((element) => [element, ...elementsIn(element)]);
