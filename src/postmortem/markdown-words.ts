import type { Blockquote, Break, Code, List, ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Block, Item, Phrase, Words } from '../incident/words.ts';

/**
 * A Markdown document as text. Everything in it that is not a node is escaped by the library. What it cannot keep from GitHub
 * without changing the words is left: GitHub links bare addresses, `@name` and `#12`, and shows `:tada:` as a picture.
 */
export const markdown = (root: Root): string =>
  toMarkdown(root, {
    bullet: '-',
    emphasis: '_',
    strong: '*',
    fence: '`',
    fences: true,
    rule: '-',
    listItemIndent: 'one',
    incrementListMarker: true,
    resourceLink: false,
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  });

type WordsNode = Paragraph | Code | Blockquote | List;

/** Somebody's words as blocks: an empty line begins a paragraph, a line stays a line. */
export const toMdast = ({ text, tree }: Words): WordsNode[] =>
  (tree ?? [{ type: 'paragraph', children: [{ type: 'text', value: text }] }]).flatMap(block);

/** Somebody's words where only a line's worth may stand, such as a bullet of the timeline. Every line stays a line. */
export const inlineMdast = ({ text, tree }: Words): PhrasingContent[] =>
  joined(tree ? tree.flatMap((one) => blockLines(one)) : lines([{ type: 'text', value: text }]));

const block = (one: Block): WordsNode[] => {
  switch (one.type) {
    case 'paragraph':
      return paragraphs(one.children);
    case 'code':
      return [{ type: 'code', value: seen(one.value) }];
    case 'blockquote':
      return filled<Blockquote>({ type: 'blockquote', children: one.children.flatMap(block) });
    case 'list':
      return filled<List>({
        type: 'list',
        ordered: one.ordered,
        start: one.ordered ? (one.start ?? 1) : null,
        spread: false,
        children: one.children.map(({ children }) => listItem(children.flatMap(block))),
      });
  }
};

const listItem = (children: WordsNode[]): ListItem => ({ type: 'listItem', spread: isSpread(children), children });

/** Whether a list of it needs an empty line before it: Markdown takes `3.` or an empty item after a line for more of that line. */
export const isSpread = (children: readonly RootContent[]): boolean =>
  children.some((node, n) => {
    if (node.type !== 'list' || children[n - 1]?.type !== 'paragraph') return false;
    return (node.start ?? 1) !== 1 || node.children[0]?.children.length === 0;
  });

const filled = <T extends { readonly children: readonly unknown[] }>(node: T): T[] =>
  node.children.length > 0 ? [node] : [];

const paragraphs = (children: readonly Phrase[]): WordsNode[] => {
  if (isLine(children)) return [{ type: 'paragraph', children: children.map((child) => ({ ...child })) }];
  const out: PhrasingContent[][][] = [[]];
  for (const line of lines(children)) {
    if (line.length > 0) out.at(-1)?.push(line);
    else out.push([]);
  }
  return out.flatMap((some) => filled<Paragraph>({ type: 'paragraph', children: joined(some) }));
};

/** Most words with structure are one line of texts and code, with nothing to split, to merge or to trim. */
const isLine = (children: readonly Phrase[]): children is readonly Inside[] =>
  children.length > 0 && children.every((child, n) => isAsItStands(child, children[n - 1], children[n + 1]));

const isAsItStands = (child: Phrase, before: Phrase | undefined, after: Phrase | undefined): boolean => {
  if (child.type !== 'text') return child.type === 'inlineCode' && !/^$|[\0\ufeff\n]/.test(child.value);
  if (before?.type === 'text' || /^$|[\0\ufeff\r\n]/.test(child.value)) return false;
  return (before !== undefined || !/^[ \t]/.test(child.value)) && (after !== undefined || !/[ \t]$/.test(child.value));
};
type Inside = Extract<Phrase, { type: 'text' | 'inlineCode' }>;

const blockLines = (one: Block): PhrasingContent[][] => {
  switch (one.type) {
    case 'paragraph':
      return lines(one.children);
    case 'code':
      return one.value
        .split('\n')
        .map((line) => (line.trim() === '' ? [] : [{ type: 'inlineCode', value: seen(line) }]));
    case 'blockquote':
      return one.children.flatMap((child) => blockLines(child));
    case 'list':
      return one.children.flatMap((item, index) => itemLines(item, one.ordered ? `${(one.start ?? 1) + index}.` : '•'));
  }
};

const itemLines = ({ children }: Item, marker: string): PhrasingContent[][] => {
  const [first = [], ...rest] = children.flatMap((child) => blockLines(child));
  return [[{ type: 'text', value: `${marker} ` }, ...first], ...rest];
};

/** The lines of a paragraph, without the blanks around them, which Markdown does not keep. */
const lines = (children: readonly Phrase[]): PhrasingContent[][] => {
  const out: PhrasingContent[][] = [[]];
  for (const child of children.flatMap(phrase)) {
    if (child.type === 'break') out.push([]);
    else out.at(-1)?.push(child);
  }
  return out.map((line) => trimmed(merged(line)));
};

const phrase = (one: Phrase): PhrasingContent[] => {
  switch (one.type) {
    case 'text':
      return one.value
        .split(/(\r\n?|\n)/)
        .map((part, index) => (index % 2 === 1 ? lineBreak : { type: 'text', value: seen(part) }));
    case 'break':
      return [lineBreak];
    case 'inlineCode':
      return one.value === '' ? [] : [{ type: 'inlineCode', value: seen(one.value).replace(/\s*\n\s*/g, ' ') }];
    default:
      return filled({ ...one, children: one.children.flatMap(phrase) });
  }
};

const lineBreak: Break = { type: 'break' };

/** Markdown has no NUL, and takes a byte order mark at its start for none of the text. */
const seen = (text: string): string => text.replace(/[\0\ufeff]/g, '');

/** The library escapes each text for itself: a backslash at the end of one would spoil the next. */
const merged = (line: readonly PhrasingContent[]): PhrasingContent[] => {
  const out: PhrasingContent[] = [];
  for (const node of line) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text') {
      out[out.length - 1] = { type: 'text', value: last.value + node.value };
    } else if (node.type !== 'text' || node.value !== '') out.push(node);
  }
  return out;
};

const trimmed = (line: readonly PhrasingContent[]): PhrasingContent[] =>
  line
    .map((node, n) => {
      if (node.type !== 'text') return node;
      const start = n === 0 ? node.value.replace(/^[ \t]+/, '') : node.value;
      return { ...node, value: n === line.length - 1 ? start.replace(/[ \t]+$/, '') : start };
    })
    .filter((node) => node.type !== 'text' || node.value !== '');

const joined = (some: readonly PhrasingContent[][]): PhrasingContent[] =>
  some.filter((line) => line.length > 0).flatMap((line, n) => (n === 0 ? line : [lineBreak, ...line]));
