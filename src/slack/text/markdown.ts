import type { ListItem, PhrasingContent, RootContent, TableRow, Text } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Block, Item } from '../../incident/words.ts';
import { emojify } from './emoji.ts';
import { link, type Names, reference } from './reference.ts';
import { codeBlock, paragraph, type Run, wear } from './runs.ts';

/** The words of a `markdown` block: what apps write that know no mrkdwn. */
export const markdownBlocks = (text: string, lookup: Names): Block[] => {
  if (isHeavy(text)) return paragraph([{ text, marks: [] }]);
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const source = { text, lookup };
  return root.children.flatMap((node) => blocks(node, source));
};

/** More than this is kept as it was typed: the parser's time grows with the square of the signs, and nests without end. */
const isHeavy = (text: string): boolean =>
  text.length > 12_000 ||
  text.split('\n').length > 600 ||
  (text.match(/[*_~[\]!<`]/g)?.length ?? 0) > 1_200 ||
  /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){12}/m.test(text);

type Source = { readonly text: string; readonly lookup: Names };

const blocks = (node: RootContent, source: Source): Block[] => {
  switch (node.type) {
    case 'paragraph':
      return paragraph(runs(node.children, [], source));
    case 'heading':
      return paragraph(runs(node.children, ['strong'], source));
    case 'code':
      return [codeBlock(node.value)];
    case 'thematicBreak':
      return [];
    case 'blockquote': {
      const children = node.children.flatMap((child) => blocks(child, source));
      return children.length > 0 ? [{ type: 'blockquote', children }] : [];
    }
    case 'list': {
      const start = node.start ?? 1;
      const ordered = node.ordered === true;
      const children = node.children.flatMap((item) => listItem(item, source));
      return children.length > 0
        ? [{ type: 'list', ordered, ...(ordered && start > 1 && { start }), spread: false, children }]
        : [];
    }
    case 'table':
      return paragraph(node.children.flatMap((row) => [...cells(row, source), { text: '\n', marks: [] }]));
    default:
      return paragraph([{ text: asTyped(node, source), marks: [] }]);
  }
};

const listItem = ({ children: [first, ...others], checked }: ListItem, source: Source): Item[] => {
  const box: Text = { type: 'text', value: checked ? '☑ ' : '☐ ' };
  const isTask = typeof checked === 'boolean' && first?.type === 'paragraph';
  const head = isTask ? { ...first, children: [box, ...first.children] } : first;
  const children = [...(head ? [head] : []), ...others].flatMap((child) => blocks(child, source));
  return children.length > 0 ? [{ type: 'listItem', spread: false, children }] : [];
};

const cells = ({ children }: TableRow, source: Source): Run[] =>
  children.flatMap((cell, n) => [...(n > 0 ? [{ text: ' | ', marks: [] }] : []), ...runs(cell.children, [], source)]);

const runs = (nodes: readonly PhrasingContent[], marks: Run['marks'], source: Source): Run[] =>
  nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case 'strong':
      case 'emphasis':
      case 'delete':
        return runs(node.children, wear(marks, node.type), source);
      case 'link':
        return [{ ...link(node.url, plain(runs(node.children, [], source))), marks }];
      case 'inlineCode':
        return [{ text: node.value, code: true, marks }];
      case 'text':
        return mentions(node.value, source).map((run) => ({ ...run, marks }));
      case 'break':
        return [{ text: '\n', marks: [] }];
      case 'image':
        return [{ text: node.alt || node.url, marks }];
      default:
        return [{ text: asTyped(node, source), marks }];
    }
  });

/** Slack also knows its own mentions there. */
const mentions = (text: string, { lookup }: Source): Run[] =>
  text
    .split(/<([@#!][^<>\n]+)>/)
    .map((part, index) => (index % 2 === 1 ? reference(part, lookup) : { text: emojify(part), marks: [] }));

const plain = (some: readonly Run[]): string => some.map(({ text }) => text).join('');

/** Raw HTML, footnotes and whatever else Slack does not show as what it means. */
const asTyped = ({ position }: RootContent, { text }: Source): string =>
  text.slice(position?.start.offset, position?.end.offset);
