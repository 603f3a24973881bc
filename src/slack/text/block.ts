import type { Block } from '../../incident/words.ts';
import { markdownBlocks } from './markdown.ts';
import { mrkdwnBlocks } from './mrkdwn.ts';
import { type Piece, parsePieces } from './piece.ts';
import { link, type Names, readText } from './reference.ts';
import { richTextBlocks } from './rich-text.ts';
import { paragraph, type Run } from './runs.ts';
import { blockText } from './to-words.ts';
import { unknownBlocks } from './unknown.ts';

/** The blocks of a message as words, whatever app made them. */
export const wordsOfBlocks = (values: readonly unknown[], lookup: Names): Block[] =>
  values.flatMap((value) => parsePieces([value]).flatMap((block) => wordsOf(block, value, lookup)));

/** What has no words of its own (dividers, inputs, buttons that only act) gives none. */
const wordsOf = (block: Piece, value: unknown, lookup: Names): Block[] => {
  const { elements = [], fields = [], rows = [], accessory } = block;
  switch (block.type) {
    case 'rich_text':
      return richTextBlocks(elements, lookup);
    case 'header':
      return paragraph(textRuns(block.text, ['strong']));
    case 'section':
      return [
        ...[block.text, ...fields].flatMap((one) => textBlocks(one, lookup)),
        ...(accessory ? paragraph(elementRuns(accessory)) : []),
      ];
    case 'context':
      return oneParagraph(elements.map((one) => contextText(one, lookup)));
    case 'actions':
    case 'context_actions':
      return oneParagraph(elements.map((one) => paragraph(elementRuns(one))));
    case 'markdown':
      return markdownBlocks(typeof block.text === 'string' ? block.text : '', lookup);
    case 'image':
      return paragraph([...textRuns(block.title), ...textRuns(block.title ? undefined : block.alt_text)]);
    case 'video':
      return [
        ...paragraph(
          textRuns(block.title).map((run) => ({ ...link(block.title_url ?? '', run.text), marks: ['strong'] })),
        ),
        ...paragraph(textRuns(block.description)),
      ];
    case 'table':
      return paragraph(rows.flatMap((row) => [...tableRow(row, lookup), { text: '\n', marks: [] }]));
    case 'divider':
    case 'input':
    case 'file':
      return [];
    default:
      return unknownBlocks(value, lookup);
  }
};

/** A text object, `mrkdwn` or `plain_text`. */
const textBlocks = (text: string | Piece | undefined, lookup: Names): Block[] =>
  typeof text === 'object' && text.type === 'mrkdwn' && typeof text.text === 'string'
    ? mrkdwnBlocks(text.text, lookup)
    : paragraph(textRuns(text));

const textRuns = (text: string | Piece | undefined, marks: Run['marks'] = []): Run[] => {
  const raw = typeof text === 'object' ? text.text : text;
  return typeof raw === 'string' ? [{ text: readText(raw), marks }] : [];
};

/** An image says what it shows; of what can be pressed only that counts which leads somewhere. */
const elementRuns = ({ type, alt_text, text, url }: Piece): Run[] => {
  if (type === 'image') return textRuns(alt_text);
  return url ? textRuns(text).map((run) => link(url, run.text)) : [];
};

const contextText = (element: Piece, lookup: Names): Block[] =>
  element.type === 'image' ? paragraph(elementRuns(element)) : textBlocks(element, lookup);

const oneParagraph = (parts: readonly Block[][]): Block[] => {
  const phrases = parts
    .flat()
    .map((block) =>
      block.type === 'paragraph' ? block.children : [{ type: 'text' as const, value: blockText(block) }],
    );
  const children = phrases.flatMap((one, n) => (n === 0 ? one : [{ type: 'text' as const, value: ' ' }, ...one]));
  return children.length > 0 ? [{ type: 'paragraph', children }] : [];
};

const tableRow = (cells: readonly Piece[], lookup: Names): Run[] => [
  { text: cells.map((cell) => cellText(cell, lookup)).join(' | '), marks: [] },
];

const cellText = (cell: Piece, lookup: Names): string => {
  if (cell.type === 'rich_text')
    return richTextBlocks(cell.elements ?? [], lookup)
      .map((block) => blockText(block))
      .join(' ');
  return typeof cell.text === 'string' ? cell.text : String(cell.value ?? '');
};
