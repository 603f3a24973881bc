import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Code, Link, LinkReference, ListItem, RootContent, Table, Text } from 'mdast';
import { type Handlers, type State, toHast } from 'mdast-util-to-hast';

export type NodeOptions = {
  /** Of the entries that are in the document. */
  readonly numbers: ReadonlySet<number>;
  /** What stands below an entry of the timeline, by the name of its item. */
  readonly figures: ReadonlyMap<string, readonly Element[]>;
  /** Where `[3]` leads: from the document to its evidence, and from there to the entry. */
  readonly pointsAt: 'evidence' | 'entry';
  /** Tables are of names and values, without a head. */
  readonly keyed?: boolean;
};

/** A part of the document as elements of a page. */
export const elements = (content: readonly RootContent[], options: NodeOptions): ElementContent[] => {
  const made = toHast({ type: 'root', children: [...content] }, { handlers: handlersFor(options) });
  // What `toHast` makes of a root without raw HTML are elements and texts.
  return made.type === 'root' ? (made.children as ElementContent[]) : [];
};

/** Text as a page may hold it: without NUL, which browsers replace, and without halves of characters. */
export const plainText = (value: string): string => value.replaceAll('\0', '').toWellFormed();

const handlersFor = ({ numbers, figures, pointsAt, keyed = false }: NodeOptions): Handlers => ({
  text: (_, { value }: Text) => ({ type: 'text', value: plainText(value) }),
  // Paragraphs keep their blanks, so a line break needs no end of line beside it.
  break: () => h('br'),
  code: (_, { value }: Code) => h('pre', h('code', plainText(value))),
  link: (state, node: Link) => safeLink(node.url, state.all(node)),
  linkReference: (_, { label }: LinkReference) =>
    numbers.has(Number(label))
      ? h('a', { className: ['ref'], href: `#${pointsAt}-${label}` }, `[${label}]`)
      : { type: 'text', value: `[${label}]` },
  listItem: (state, node: ListItem) => {
    const { id, className } = node.data?.hProperties ?? {};
    const box = typeof node.checked === 'boolean' ? [checkbox(node.checked)] : [];
    const below = typeof id === 'string' ? (figures.get(id) ?? []) : [];
    return h('li', { id, className }, [...box, ...state.all(node), ...below]);
  },
  table: (state, node: Table) => (keyed ? keyedTable : headedTable)(cellsOf(state, node)),
});

const checkbox = (done: boolean): Element =>
  h('span', { className: ['box'], role: 'img', ariaLabel: done ? 'done' : 'open' }, done ? '☑' : '☐');

/** Where a browser may go: the web and mail, whatever came through the door. */
const safeLink = (url: string, children: ElementContent[]): Element =>
  /^(?:https?|mailto):/i.test(url) && URL.canParse(url)
    ? h('a', { href: plainText(url), rel: ['noopener', 'noreferrer'] }, children)
    : h('span', children);

const cellsOf = (state: State, { children: rows }: Table): ElementContent[][][] =>
  rows.map((row) => row.children.map((cell) => state.all(cell)));

const keyedTable = (rows: ElementContent[][][]): Element =>
  h('div', { className: ['wide'] }, [
    h(
      'table',
      { className: ['facts'] },
      h(
        'tbody',
        rows.map(([name = [], ...values]) =>
          h('tr', [h('th', { scope: 'row' }, name), values.map((value) => h('td', value))].flat()),
        ),
      ),
    ),
  ]);

const headedTable = ([head = [], ...rows]: ElementContent[][][]): Element =>
  h('div', { className: ['wide'] }, [
    h('table', [
      h(
        'thead',
        h(
          'tr',
          head.map((cell) => h('th', { scope: 'col' }, cell)),
        ),
      ),
      h(
        'tbody',
        rows.map(([name = [], ...values]) =>
          h('tr', [h('th', { scope: 'row' }, name), ...values.map((value) => h('td', value))]),
        ),
      ),
    ]),
  ]);
