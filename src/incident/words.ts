import { z } from 'zod';

/**
 * What somebody wrote, parsed once at the door. `text` is the plain words: mentions as names, emoji as characters, no markup;
 * it is what is searched, compared and put into JSON. `tree` is there only when the words have structure (links, code, lists,
 * emphasis): a subset of mdast, so that every output can render it with the mdast family.
 */
export type Words = { readonly text: string; readonly tree?: readonly Block[] };

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Phrase[] }
  | { readonly type: 'code'; readonly value: string }
  | { readonly type: 'blockquote'; readonly children: readonly Block[] }
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      readonly start?: number;
      readonly spread: false;
      readonly children: readonly Item[];
    };

export type Item = { readonly type: 'listItem'; readonly spread: false; readonly children: readonly Block[] };

export type Phrase =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'inlineCode'; readonly value: string }
  | { readonly type: 'break' }
  | { readonly type: 'strong' | 'emphasis' | 'delete'; readonly children: readonly Phrase[] }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Phrase[] };

const tree = z.array(z.custom<Block>((value) => typeof value === 'object' && value !== null && 'type' in value));

/** Stored words. The tree was made by us at the door, so it is checked for shape only at its top. */
export const words = z.object({ text: z.string(), tree: tree.readonly().optional() });

/** Words without structure, such as a title or a sentence of Debrief's own. */
export const plain = (text: string): Words => ({ text });

/** The first line of the words, cut at `limit` characters with an ellipsis: for a card, a list, a receipt. */
export const brief = ({ text }: Words, limit = 140): string => {
  const line = (text.split('\n')[0] ?? '').trim();
  return [...line].length > limit ? `${[...line].slice(0, limit - 1).join('')}…` : line;
};
