import type { RichTextBlock, RichTextElement, RichTextList, RichTextSection, RichTextText } from '@slack/types';
import type { Block, Phrase, Words } from '../../incident/words.ts';
import { blockText } from '../text/to-words.ts';
import { cut, treeOf } from './cut.ts';

type Part = RichTextBlock['elements'][number];
type List = Extract<Block, { type: 'list' }>;
type Style = NonNullable<RichTextText['style']>;

/** Somebody's words as a `rich_text` block: the safest form, since Slack reads no markup and no mention in its text. */
export const richText = (words: Words | string, limit = 3000): RichTextBlock => {
  const tree = treeOf(words);
  const long = [...tree.map(blockText).join('\n')].length > limit;
  const elements = (long ? cut(tree, limit - 1) : tree).flatMap((block) => parts(block));
  return { type: 'rich_text', elements: elements.length > 0 ? elements : [section([{ type: 'text', text: ' ' }])] };
};

const parts = (block: Block, border: { border?: 0 | 1 } = {}): Part[] => {
  switch (block.type) {
    case 'paragraph': {
      const elements = block.children.flatMap((child) => phrase(child));
      if (elements.length === 0) return [];
      return border.border ? [{ type: 'rich_text_quote', elements }] : [section(elements)];
    }
    case 'code':
      return block.value === ''
        ? []
        : [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: block.value }], ...border }];
    case 'blockquote':
      return block.children.flatMap((child) => parts(child, { border: 1 }));
    case 'list':
      return listParts(block, border, 0);
  }
};

/** Slack's lists are flat: what is nested stands between two parts of the outer list, whose numbers go on. */
const listParts = (list: List, border: { border?: 0 | 1 }, indent: number): Part[] => {
  const style = list.ordered ? 'ordered' : 'bullet';
  return list.children.flatMap(({ children }, index) => {
    const words = children.flatMap((child) => (child.type === 'paragraph' ? child.children : []));
    const offset = (list.start ?? 1) - 1 + index;
    const item: RichTextList & { offset?: number } = {
      type: 'rich_text_list',
      style,
      indent: Math.min(indent, 8),
      elements: [section(words.flatMap((child) => phrase(child)))],
      ...(list.ordered && offset > 0 && { offset }),
      ...border,
    };
    const inner = children.filter(({ type }) => type !== 'paragraph');
    return [
      item,
      ...inner.flatMap((one) => (one.type === 'list' ? listParts(one, border, indent + 1) : parts(one, border))),
    ];
  });
};

const section = (elements: RichTextElement[]): RichTextSection => ({ type: 'rich_text_section', elements });

const styles = { strong: 'bold', emphasis: 'italic', delete: 'strike' } as const;

const phrase = (one: Phrase, style: Style = {}): RichTextElement[] => {
  switch (one.type) {
    case 'text':
      return text(one.value, style);
    case 'break':
      return text('\n', {});
    case 'inlineCode':
      return text(one.value, { ...style, code: true });
    case 'link':
      return one.children
        .flatMap((child) => phrase(child, style))
        .flatMap((child) => (child.type === 'text' ? [{ ...child, type: 'link', url: one.url }] : []));
    default:
      return one.children.flatMap((child) => phrase(child, { ...style, [styles[one.type]]: true }));
  }
};

const text = (value: string, style: Style): RichTextText[] =>
  value === '' ? [] : [{ type: 'text', text: value, ...(Object.keys(style).length > 0 && { style }) }];
