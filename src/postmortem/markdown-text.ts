import type { List, Paragraph, Root, RootContent } from 'mdast';
import { plainBlock } from './markdown-blocks.ts';
import { listText } from './markdown-lines.ts';
import { markdown } from './markdown-words.ts';

/**
 * The whole document as text, the same bytes as the library's for the whole tree. A list is written one item after the other:
 * its items know nothing of each other, and most of them are plain enough to be written without the library.
 */
export const markdownText = ({ children }: Root): string => {
  let text = '';
  let between: RootContent[] = [];
  const add = (part: string): void => {
    text += text === '' ? part : `\n\n${part}`;
  };
  const close = (): void => {
    if (between.length > 0) add(written(between));
    between = [];
  };
  children.forEach((node, i) => {
    const part = isAlone(node, children[i - 1], children[i + 1]) ? listText(node, itemWritten) : plainBlock(node);
    if (part === undefined) between.push(node);
    else {
      close();
      add(part);
    }
  });
  close();
  return text.endsWith('\n') || text.endsWith('\r') ? text : `${text}\n`;
};

/** Of lists side by side, what one looks like depends on the other. */
const isAlone = (node: RootContent, before: RootContent | undefined, after: RootContent | undefined): node is List =>
  node.type === 'list' && !node.ordered && !node.spread && before?.type !== 'list' && after?.type !== 'list';

const itemWritten = (item: List['children'][number]): string =>
  written([{ type: 'list', ordered: false, spread: false, children: [item] }]);

/** By the library. It ends a document with a line's end unless there is one; a paragraph after it shows what it wrote. */
const written = (nodes: readonly RootContent[]): string =>
  markdown({ type: 'root', children: [...nodes, end] }).slice(0, -'\n\nend\n'.length);

const end: Paragraph = { type: 'paragraph', children: [{ type: 'text', value: 'end' }] };
