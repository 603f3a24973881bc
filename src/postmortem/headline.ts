import type { Block, Phrase, Words } from '../incident/words.ts';

/** Words in two: their first line, and what comes after it. */
export const headline = (words: Words): { readonly first: Words; readonly rest?: Words } => {
  const [line = '', ...lines] = words.text.replace(/^(?:\s*\n)+/, '').split('\n');
  const text = lines.join('\n').trim();
  const [block, ...blocks] = words.tree ?? [];
  if (!block) return text ? { first: { text: line }, rest: { text } } : { first: words };
  // A list or code has no first line of its own: the plain line stands for it, and all of it follows.
  if (block.type !== 'paragraph') return text ? { first: { text: line }, rest: words } : { first: { text: line } };
  const end = block.children.findIndex(({ type }) => type === 'break');
  const children = end < 0 ? block.children : block.children.slice(0, end);
  const after = end < 0 ? [] : block.children.slice(end + 1);
  const rest: Block[] = [...paragraph(after), ...blocks];
  return { first: { text: line, tree: paragraph(children) }, ...(rest.length > 0 && { rest: { text, tree: rest } }) };
};

const paragraph = (children: readonly Phrase[]): Block[] =>
  children.length > 0 ? [{ type: 'paragraph', children }] : [];
