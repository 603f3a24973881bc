import type { List, ListItem, Nodes } from 'mdast';
import { remember } from '../incident/remember.ts';
import type { Words } from '../incident/words.ts';
import { code, strong } from './markdown-nodes.ts';
import { plainInside, plainItem, plainLines, plainParagraph, plainWords } from './markdown-plain.ts';
import { toMdast } from './markdown-words.ts';

/** How each item of a long list is written: as one line, if it is no more than that, and as a tree. */
type Writing<T> = {
  /** Made once for a list, so that it can remember what many lines share. */
  readonly line: (pen: Pen) => (each: T) => string | undefined;
  readonly tree: (each: T) => ListItem;
};

/** Writes parts of a line in Markdown, as they read with a blank or a bracket around them; undefined if they are not plain. */
export type Pen = {
  readonly text: (value: string) => string | undefined;
  /** Somebody's words, if they are one paragraph. */
  readonly words: (words: Words) => string | undefined;
  readonly bold: (value: string) => string | undefined;
  readonly code: (value: string) => string | undefined;
};

/** The lists whose trees are not made yet. A copy of a list is another list. */
const longLists = new WeakMap<List, { text: Text; changed: (change: Change) => List[] }>();
type Text = (written: (item: ListItem) => string) => string;
type Change = { readonly text: (text: string) => string; readonly node: <T extends Nodes>(node: T) => T };

/**
 * A list whose tree is made only for a page that asks for it. A long document consists of single lines, and to make trees of
 * them takes longer than all the rest: in Markdown they are written at once.
 */
export const longList = <T>(all: readonly T[], { line, tree }: Writing<T>, change = unchanged): List[] => {
  let made: ListItem[] | undefined;
  const list: List = {
    type: 'list',
    ordered: false,
    spread: false,
    get children() {
      made ??= all.map((each) => change.node(tree(each)));
      return made;
    },
  };
  longLists.set(list, {
    text: (written) => {
      const lineOf = line(penOf(change));
      return listed(all, (each) => {
        const text = lineOf(each);
        return text === undefined ? written(change.node(tree(each))) : `- ${text}`;
      });
    },
    changed: ({ text, node }) =>
      longList(
        all,
        { line, tree },
        { text: (said) => text(change.text(said)), node: (each) => node(change.node(each)) },
      ),
  });
  return all.length > 0 ? [list] : [];
};

const unchanged: Change = { text: (text) => text, node: (node) => node };

const penOf = ({ text: said, node }: Change): Pen => ({
  text: (value) => plainInside(said(value)),
  words: ({ text, tree }) =>
    tree ? plainWords(toMdast({ text, tree }).map((block) => node(block))) : plainLines(text, said),
  bold: remember((value) => plainParagraph([strong(said(value))])),
  code: remember((value) => plainParagraph([code(said(value))])),
});

/** A long list with everything in it changed; undefined for any other list. */
export const changedLongList = (list: List, change: Change): List | undefined =>
  longLists.get(list)?.changed(change)[0];

/** A list as Markdown, each item by itself. What is not plain is `written` by the library. */
export const listText = (list: List, written: (item: ListItem) => string): string => {
  const text = (item: ListItem): string => plainItem(item) ?? written(item);
  return longLists.get(list)?.text(text) ?? listed(list.children, text);
};

/** Not joined from an array: V8 puts a string together once, in the end, while `join` copies every line first. */
const listed = <T>(all: readonly T[], line: (each: T) => string): string => {
  let text = '';
  for (const each of all) text += text === '' ? line(each) : `\n${line(each)}`;
  return text;
};
