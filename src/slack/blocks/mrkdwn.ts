import type { Block, Item, Phrase, Words } from '../../incident/words.ts';
import { bulletOf, indent } from '../text/bullets.ts';
import { blockText, phraseText } from '../text/to-words.ts';
import { cut, treeOf } from './cut.ts';
import { escapeUrl, literal, literalCode, literalInside } from './escape.ts';

export { escapeMrkdwn } from './escape.ts';

/**
 * Somebody's words for a `mrkdwn` text object (with `verbatim`) or a message's `text` (with `parse: 'none'`), at most `limit`
 * long: they look as they were written, and whatever they say, nobody is mentioned.
 */
export const mrkdwn = (words: Words | string, limit = 3000): string => {
  const tree = treeOf(words);
  const whole = blocks(tree);
  if (whole.length <= limit) return whole;
  let [fits, over] = [0, limit];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (blocks(cut(tree, middle)).length <= limit) fits = middle;
    else over = middle;
  }
  return blocks(cut(tree, fits));
};

const blocks = (tree: readonly Block[], depth = 0): string => tree.map((one) => block(one, depth)).join('\n');

const block = (one: Block, depth: number): string => {
  switch (one.type) {
    case 'paragraph':
      return phrases(one.children);
    case 'code':
      return `\`\`\`\n${literalCode(one.value)}\n\`\`\``;
    case 'blockquote':
      return quoted(one.children).replace(/^/gm, '> ');
    case 'list':
      return one.children
        .map((child, index) => item(child, bulletOf(depth, one.ordered ? (one.start ?? 1) + index : undefined), depth))
        .join('\n');
  }
};

const item = ({ children }: Item, marker: string, depth: number): string =>
  `${indent(depth)}${marker} ${blocks(children, depth + 1).trimStart()}`;

/** Slack's quotes hold lines only: a list or code in one is told in plain words. */
const quoted = (tree: readonly Block[]): string =>
  tree.map((one) => (one.type === 'paragraph' ? phrases(one.children) : literal(blockText(one)))).join('\n');

const phrases = (children: readonly Phrase[]): string => {
  let out = '';
  children.forEach((child, index) => {
    const next = children[index + 1];
    const apart = begins.test(out.slice(-1)) && ends.test(next ? phraseText(next).slice(0, 1) : '');
    out += phrase(child, apart);
  });
  return out;
};

/** Slack reads `*` and its like only between these; elsewhere they would be shown. */
const begins = /^$|[\s.,([{!?=-]/;
const ends = /^$|[\s.,:;)\]}!?=-]/;

const emphasis = { strong: '*', emphasis: '_', delete: '~' } as const;

const phrase = (one: Phrase, apart: boolean): string => {
  switch (one.type) {
    case 'text':
      return literal(one.value);
    case 'break':
      return '\n';
    case 'inlineCode':
      return apart && !/[`\n]/.test(one.value) ? `\`${literalCode(one.value)}\`` : literal(one.value);
    case 'link':
      return link(one.url, one.children.map(phraseText).join(''));
    default: {
      const mark = apart ? emphasis[one.type] : '';
      return `${mark}${one.children.map(inside).join('')}${mark}`;
    }
  }
};

const inside = (one: Phrase): string => {
  if (one.type === 'link') return phrase(one, true);
  if (one.type === 'strong' || one.type === 'emphasis' || one.type === 'delete')
    return one.children.map(inside).join('');
  return literalInside(phraseText(one));
};

const link = (url: string, label: string): string =>
  label === '' || label === url
    ? `<${escapeUrl(url)}>`
    : `<${escapeUrl(url)}|${literalInside(label.replaceAll('\n', ' '))}>`;
