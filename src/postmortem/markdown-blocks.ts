import type { RootContent, Table } from 'mdast';
import { plainCell, plainParagraph } from './markdown-plain.ts';

/** A block that looks the same whatever is above and below it, as the library would write it; undefined if it is not plain. */
export const plainBlock = (node: RootContent): string | undefined => {
  switch (node.type) {
    case 'heading': {
      const text = plainParagraph(node.children);
      return text === undefined || /\n|#$/.test(text) ? undefined : `${'#'.repeat(node.depth)} ${text}`;
    }
    case 'paragraph':
      return plainParagraph(node.children);
    case 'blockquote':
      return quoted(
        node.children.map((each) => (each.type === 'paragraph' ? plainParagraph(each.children) : undefined)),
      );
    case 'table':
      return plainTable(node);
    default:
      return undefined;
  }
};

const quoted = (paragraphs: readonly (string | undefined)[]): string | undefined =>
  paragraphs.length === 0 || paragraphs.includes(undefined)
    ? undefined
    : paragraphs
        .join('\n\n')
        .replace(/^(?=.)/gm, '> ')
        .replace(/^$/gm, '>');

const plainTable = ({ children: rows, align }: Table): string | undefined => {
  const cells = rows.map((row) => row.children.map((cell) => plainCell(cell.children)));
  const [head] = cells;
  const isEven = cells.every((row) => row.length === head?.length && row.every((cell) => cell && !cell.includes('\n')));
  if (!head || head.length === 0 || align || !isEven) return undefined;
  const [first, ...others] = cells.map((row) => `| ${row.join(' | ')} |`);
  return [first, `|${' - |'.repeat(head.length)}`, ...others].join('\n');
};
