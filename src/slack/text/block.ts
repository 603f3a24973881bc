import type { Block } from '../../incident/words.ts';
import { clean } from './clean.ts';
import { mrkdwnBlocks } from './mrkdwn.ts';
import type { Piece } from './piece.ts';
import { type Names, readText } from './reference.ts';
import { richTextBlocks } from './rich-text.ts';
import { paragraph, type Run } from './runs.ts';
import { blockText } from './to-words.ts';

/** Any block of a message as words. What has none of its own (buttons, dividers, inputs) gives none. */
export const wordsOfBlock = (block: Piece, lookup: Names): Block[] => {
  const { elements = [], fields = [], rows = [] } = block;
  switch (block.type) {
    case 'rich_text':
      return richTextBlocks(elements, lookup);
    case 'header':
      return paragraph(textRuns(block.text, ['strong']));
    case 'context':
      return oneParagraph(elements.flatMap((one) => contextText(one, lookup)));
    case 'markdown':
      return paragraph([{ text: clean(typeof block.text === 'string' ? block.text : ''), marks: [] }]);
    case 'image':
      return paragraph([...textRuns(block.title), ...textRuns(block.title ? undefined : block.alt_text)]);
    case 'table':
      return paragraph(rows.flatMap((row) => [...tableRow(row, lookup), { text: '\n', marks: [] }]));
    case 'actions':
    case 'context_actions':
    case 'input':
    case 'file':
      return [];
    default:
      return [
        ...[block.title, block.subtitle, block.text, block.body, ...fields].flatMap((one) => textBlocks(one, lookup)),
        ...elements.flatMap((one) => wordsOfBlock(one, lookup)),
      ];
  }
};

/** A text object, `mrkdwn` or `plain_text`. */
const textBlocks = (text: string | Piece | undefined, lookup: Names): Block[] =>
  typeof text === 'object' && text.type === 'mrkdwn' && typeof text.text === 'string'
    ? mrkdwnBlocks(clean(text.text), lookup)
    : paragraph(textRuns(text));

const textRuns = (text: string | Piece | undefined, marks: Run['marks'] = []): Run[] => {
  const raw = typeof text === 'object' ? text.text : text;
  return typeof raw === 'string' ? [{ text: readText(clean(raw)), marks }] : [];
};

const contextText = (element: Piece, lookup: Names): Block[] =>
  element.type === 'image' ? paragraph(textRuns(element.alt_text)) : textBlocks(element, lookup);

const oneParagraph = (blocks: readonly Block[]): Block[] => {
  const phrases = blocks.flatMap((block) =>
    block.type === 'paragraph' ? [block.children] : [[{ type: 'text' as const, value: blockText(block) }]],
  );
  const children = phrases.flatMap((one, n) => (n === 0 ? one : [{ type: 'text' as const, value: ' ' }, ...one]));
  return children.length > 0 ? [{ type: 'paragraph', children }] : [];
};

const tableRow = (cells: readonly Piece[], lookup: Names): Run[] => [
  { text: cells.map((cell) => cellText(cell, lookup)).join(' | '), marks: [] },
];

const cellText = (cell: Piece, lookup: Names): string => {
  if (cell.type === 'rich_text') return wordsOfBlock(cell, lookup).map(blockText).join(' ');
  return typeof cell.text === 'string' ? clean(cell.text) : String(cell.value ?? '');
};
