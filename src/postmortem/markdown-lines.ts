import type { List, ListItem } from 'mdast';
import { remember } from '../incident/remember.ts';
import type { Words } from '../incident/words.ts';
import { code, strong } from './markdown-nodes.ts';
import { bulleted, plainInside, plainItem, plainParagraph } from './markdown-plain.ts';

/** How each item of a long list is written: as one line, if it is no more than that, and as a tree. */
type Writing<T> = {
  /** Made once for a list, so that it can remember what many lines share. */
  readonly line: (pen: Pen) => (each: T) => string | undefined;
  readonly tree: (each: T) => ListItem;
};

/** Writes parts of a line in Markdown, as they read with a blank or a bracket around them; undefined if they are not plain. */
export type Pen = {
  readonly text: (value: string) => string | undefined;
  readonly bold: (value: string) => string | undefined;
  readonly code: (value: string) => string | undefined;
};

/** The lists whose trees are not made yet. A copy of a list is another list. */
const longLists = new WeakMap<List, { lines: Lines; changed: (change: Change) => List[] }>();
type Lines = (written: (item: ListItem) => string) => string[];
type Change = { readonly text: (text: string) => string; readonly item: (item: ListItem) => ListItem };

/**
 * A list whose tree is made only for a page that asks for it. A long document consists of single lines, and to make trees of
 * them takes longer than all the rest: in Markdown they are written at once.
 */
export const longList = <T>(all: readonly T[], { line, tree }: Writing<T>, said = asItIs): List[] => {
  let made: ListItem[] | undefined;
  const list: List = {
    type: 'list',
    ordered: false,
    spread: false,
    get children() {
      made ??= all.map(tree);
      return made;
    },
  };
  longLists.set(list, {
    lines: (written) => {
      const lineOf = line(penOf(said));
      return all.map((each) => {
        const text = lineOf(each);
        return text === undefined ? written(tree(each)) : bulleted(text);
      });
    },
    changed: ({ text, item }) =>
      longList(all, { line, tree: (each) => item(tree(each)) }, (value) => text(said(value))),
  });
  return all.length > 0 ? [list] : [];
};

const asItIs = (text: string): string => text;

const penOf = (said: (text: string) => string): Pen => ({
  text: (value) => plainInside(said(value)),
  bold: remember((value) => plainParagraph([strong(said(value))])),
  code: remember((value) => plainParagraph([code(said(value))])),
});

/** A long list with everything in it changed; undefined for any other list. */
export const changedLongList = (list: List, change: Change): List | undefined =>
  longLists.get(list)?.changed(change)[0];

/** The items of a list as Markdown, each by itself. What is not plain is `written` by the library. */
export const linesOf = (list: List, written: (item: ListItem) => string): string[] => {
  const text = (item: ListItem): string => plainItem(item) ?? written(item);
  return longLists.get(list)?.lines(text) ?? list.children.map(text);
};

/** Words that are one line, as they stand in a paragraph. */
export const oneLine = ({ text, tree }: Words): string | undefined =>
  tree || text === '' || /^[ \t]|[ \t]$|[\0\ufeff\r\n]/.test(text) ? undefined : text;
