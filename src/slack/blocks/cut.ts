import type { Block, Phrase, Words } from '../../incident/words.ts';

/** Words as a tree, whether or not they have structure. */
export const treeOf = (words: Words | string): readonly Block[] => {
  const { text, tree }: Words = typeof words === 'string' ? { text: words } : words;
  return tree ?? (text === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', value: text }] }]);
};

/** As much of a tree as has `limit` characters, and an ellipsis where something is left out. */
export const cut = (blocks: readonly Block[], limit: number): Block[] => {
  let left = limit;
  let full = false;

  const value = (text: string): string => {
    if (full) return '';
    const characters = [...text];
    full = characters.length > left;
    const kept = full ? `${characters.slice(0, left).join('')}…` : text;
    left -= characters.length;
    return kept;
  };
  const valued = <T extends { readonly value: string }>(node: T): T[] => {
    const kept = value(node.value);
    return kept === '' ? [] : [{ ...node, value: kept }];
  };
  const filled = <T extends { readonly children: readonly unknown[] }>(node: T): T[] =>
    node.children.length > 0 ? [node] : [];

  const phrase = (node: Phrase): Phrase[] => {
    if ('value' in node) return valued(node);
    if ('children' in node) return filled({ ...node, children: node.children.flatMap(phrase) });
    return value('\n') === '\n' ? [node] : [];
  };
  const block = (node: Block): Block[] => {
    switch (node.type) {
      case 'paragraph':
        return filled({ ...node, children: node.children.flatMap(phrase) });
      case 'code':
        return valued(node);
      case 'blockquote':
        return filled({ ...node, children: node.children.flatMap(block) });
      case 'list':
        return filled({
          ...node,
          children: node.children.flatMap((item) => filled({ ...item, children: item.children.flatMap(block) })),
        });
    }
  };
  return blocks.flatMap(block);
};
