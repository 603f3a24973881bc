import type {
  BlockContent,
  DefinitionContent,
  Heading,
  InlineCode,
  LinkReference,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Strong,
  Table,
  Text,
} from 'mdast';
import type { Words } from '../incident/words.ts';
import { inlineMdast, isSpread, toMdast } from './markdown-words.ts';
import type { Missing, Provenance } from './value.ts';

export type Inline = string | PhrasingContent;
export type Flow = BlockContent | DefinitionContent;

export const text = (value: string): Text => ({ type: 'text', value });
export const code = (value: string): InlineCode => ({ type: 'inlineCode', value });
export const phrases = (...parts: readonly Inline[]): PhrasingContent[] =>
  parts.filter((part) => part !== '').map((part) => (typeof part === 'string' ? text(part) : part));
export const strong = (...parts: readonly Inline[]): Strong => ({ type: 'strong', children: phrases(...parts) });
export const paragraph = (...parts: readonly Inline[]): Paragraph => ({
  type: 'paragraph',
  children: phrases(...parts),
});
export const heading = (depth: 1 | 2 | 3, ...parts: readonly Inline[]): Heading => ({
  type: 'heading',
  depth,
  children: phrases(...parts),
});

export const item = (children: readonly Flow[], checked?: boolean): ListItem => ({
  type: 'listItem',
  spread: isSpread(children),
  ...(checked !== undefined && { checked }),
  children: [...children],
});

/** An item that a page can point at, and show as what it is. Markdown has no names for its items. */
export const named = (id: string, listItem: ListItem, className: readonly string[] = []): ListItem => ({
  ...listItem,
  data: { hProperties: { id, ...(className.length > 0 && { className: [...className] }) } },
});

/** No list where there is nothing to list. */
export const list = (items: readonly ListItem[], ordered = false): List[] =>
  items.length > 0 ? [{ type: 'list', ordered, spread: false, children: [...items] }] : [];

export const bullet = (...parts: readonly Inline[]): ListItem => item([paragraph(...parts)]);

export const table = (rows: readonly (readonly (readonly Inline[])[])[]): Table => ({
  type: 'table',
  children: rows.map((cells) => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: phrases(...cell) })),
  })),
});

/** `[3]`, which points at the evidence. A reference that nothing defines is shown as it is written, and needs no escaping. */
export const ref = (number: number): LinkReference => ({
  type: 'linkReference',
  identifier: String(number),
  label: String(number),
  referenceType: 'shortcut',
  children: [text(String(number))],
});

/** The entries that a value came from, each after a space. */
export const refs = (from: Provenance): Inline[] =>
  'entries' in from ? from.entries.flatMap((number) => [' ', ref(number)]) : [];

/**
 * Somebody's words behind a lead-in such as a time, and before a tail such as their name: blocks, of which the first is a
 * paragraph. The tail follows the last words, unless those are code, a list or a quotation.
 */
export const told = (lead: readonly Inline[], words: Words, tail: readonly Inline[] = [], style = asTyped): Flow[] => {
  const said = blocks(words);
  const head = said[0]?.type === 'paragraph' ? said[0].children : [];
  const others = said[0]?.type === 'paragraph' ? said.slice(1) : said;
  const last = others.at(-1);
  if (last?.type !== 'paragraph') return [paragraph(...lead, ...style(head), ...tail), ...others];
  return [paragraph(...lead, ...style(head)), ...others.slice(0, -1), paragraph(...last.children, ...tail)];
};
const asTyped = (children: readonly PhrasingContent[]): Inline[] => [...children];

/** Somebody's words as they are. */
// Of all that a document may hold, words have only what may also stand in a list.
export const blocks = (words: Words): Flow[] => toMdast(words) as Flow[];

/** Somebody's words in one line of ours. */
export const inline = (words: Words): PhrasingContent[] => inlineMdast(words);

/** What is not known, and how to tell it. */
export const notKnown = (wanted: Missing | undefined, lead = 'Not known yet: write it with '): Inline[] =>
  wanted ? [lead, code(wanted.command), '.'] : ['Not known.'];

/** The same, with whom to ask. */
export const askFor = (wanted: Missing, lead?: string): Inline[] => [
  ...notKnown(wanted, lead),
  ...(wanted.ask ? [` Ask ${wanted.ask.name}.`] : []),
];

/** A word after a value that is only the best that is known. */
export const better = (wanted: Missing | undefined): Inline[] =>
  wanted ? [` (${wanted.why}: write it with `, code(wanted.command), ')'] : [];
