import type { List, ListItem } from 'mdast';
import type { Words } from '../incident/words.ts';
import type { Inline } from './markdown-nodes.ts';
import { bulleted, plainItem, plainParagraph } from './markdown-plain.ts';

/** How each item of a long list is written: as one line of these parts, if it is no more than that, and as a tree. */
type Writing<T> = {
  readonly line: (each: T) => readonly Inline[] | undefined;
  readonly tree: (each: T) => ListItem;
};

/** The lists whose trees are not made yet. A copy of a list is another list. */
const longLists = new WeakMap<List, { lines: Lines; changed: (change: Change) => List[] }>();
type Lines = (written: (item: ListItem) => string) => string[];
type Change = { readonly part: (part: Inline) => Inline; readonly item: (item: ListItem) => ListItem };

/**
 * A list whose tree is made only for a page that asks for it. A long document consists of single lines, and to make trees of
 * them takes longer than all the rest: in Markdown they are written from their parts.
 */
export const longList = <T>(all: readonly T[], { line, tree }: Writing<T>): List[] => {
  const lineOf = (each: T): string | undefined => {
    const parts = line(each);
    const text = parts && plainParagraph(parts);
    return text === undefined ? undefined : bulleted(text);
  };
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
    lines: (written) => all.map((each) => lineOf(each) ?? written(tree(each))),
    changed: ({ part, item }) =>
      longList(all, { line: (each) => line(each)?.map(part), tree: (each) => item(tree(each)) }),
  });
  return all.length > 0 ? [list] : [];
};

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
