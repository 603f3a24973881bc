import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';

/** A page as a browser reads it. */
export const readPage = (html: string): Root => fromHtml(html);

export const elementsOf = (node: Nodes): Element[] => [
  ...(node.type === 'element' ? [node] : []),
  ...('children' in node ? node.children.flatMap(elementsOf) : []),
];

export const wordsOf = (node: Nodes): string => {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
};

export const tagged = (node: Nodes, name: string): Element[] =>
  elementsOf(node).filter(({ tagName }) => tagName === name);

export const called = (node: Nodes, id: string): Element => {
  const found = elementsOf(node).find(({ properties }) => properties.id === id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
};
