import type { Block, Item, Phrase, Words } from '../../incident/words.ts';
import { bulletOf, indent } from './bullets.ts';

/** Words of a tree: its plain text, and the tree itself only if it has more than paragraphs of text. */
export const toWords = (blocks: readonly Block[]): Words => {
  const text = blocks.map((block) => blockText(block)).join('\n');
  return blocks.every(isBare) ? { text } : { text, tree: blocks };
};

/** The plain text of a block, in the form that Slack gives it: a list has its bullets, and is set in by its depth. */
export const blockText = (block: Block, depth = 0): string => {
  switch (block.type) {
    case 'paragraph':
      return block.children.map(phraseText).join('');
    case 'code':
      return block.value;
    case 'blockquote':
      return block.children.map((child) => blockText(child)).join('\n');
    case 'list':
      return block.children
        .map((item, index) =>
          itemText(item, bulletOf(depth, block.ordered ? (block.start ?? 1) + index : undefined), depth),
        )
        .join('\n');
  }
};

const itemText = ({ children }: Item, bullet: string, depth: number): string => {
  const text = children.map((child) => blockText(child, depth + 1)).join('\n');
  return children[0]?.type === 'list' ? text : `${indent(depth)}${bullet} ${text}`;
};

export const phraseText = (phrase: Phrase): string => {
  if ('value' in phrase) return phrase.value;
  return phrase.type === 'break' ? '\n' : phrase.children.map(phraseText).join('');
};

const isBare = (block: Block): boolean =>
  block.type === 'paragraph' && block.children.every(({ type }) => type === 'text' || type === 'break');
