import type { List, Paragraph, Root, RootContent } from 'mdast';
import { plainBlock } from './markdown-blocks.ts';
import { linesOf } from './markdown-lines.ts';
import { markdown } from './markdown-words.ts';

/**
 * The whole document as text, the same bytes as the library's for the whole tree. A list is written one item after the other:
 * its items know nothing of each other, and most of them are plain enough to be written without the library.
 */
export const markdownText = ({ children }: Root): string => {
  const parts: string[] = [];
  let between: RootContent[] = [];
  const close = (): void => {
    if (between.length > 0) parts.push(written(between));
    between = [];
  };
  children.forEach((node, i) => {
    const text = isAlone(node, children[i - 1], children[i + 1]) ? listText(node) : plainBlock(node);
    if (text === undefined) between.push(node);
    else {
      close();
      parts.push(text);
    }
  });
  close();
  const text = parts.join('\n\n');
  return /[\r\n]$/.test(text) ? text : `${text}\n`;
};

/** Of lists side by side, what one looks like depends on the other. */
const isAlone = (node: RootContent, before: RootContent | undefined, after: RootContent | undefined): node is List =>
  node.type === 'list' && !node.ordered && !node.spread && before?.type !== 'list' && after?.type !== 'list';

const listText = (list: List): string =>
  linesOf(list, (item) => written([{ type: 'list', ordered: false, spread: false, children: [item] }])).join('\n');

/** By the library. It ends a document with a line's end unless there is one; a paragraph after it shows what it wrote. */
const written = (nodes: readonly RootContent[]): string =>
  markdown({ type: 'root', children: [...nodes, end] }).slice(0, -'\n\nend\n'.length);

const end: Paragraph = { type: 'paragraph', children: [{ type: 'text', value: 'end' }] };
