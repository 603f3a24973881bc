import type { Block, Phrase, Words } from '../../incident/words.ts';

/** Words of a tree: its plain text, and the tree itself only if it has more than paragraphs of text. */
export const toWords = (blocks: readonly Block[]): Words => {
  const text = blocks.map(blockText).join('\n');
  return blocks.every(isBare) ? { text } : { text, tree: blocks };
};

export const blockText = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
      return block.children.map(phraseText).join('');
    case 'code':
      return block.value;
    case 'blockquote':
      return block.children.map(blockText).join('\n');
    case 'list':
      return block.children
        .map(({ children }, index) => {
          const marker = block.ordered ? `${(block.start ?? 1) + index}. ` : '- ';
          return (
            marker +
            children
              .map(blockText)
              .join('\n')
              .replaceAll('\n', `\n${' '.repeat(marker.length)}`)
          );
        })
        .join('\n');
  }
};

export const phraseText = (phrase: Phrase): string => {
  if ('value' in phrase) return phrase.value;
  return phrase.type === 'break' ? '\n' : phrase.children.map(phraseText).join('');
};

const isBare = (block: Block): boolean =>
  block.type === 'paragraph' && block.children.every(({ type }) => type === 'text' || type === 'break');
