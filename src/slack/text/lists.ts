import type { Block, Item } from '../../incident/words.ts';

/** One line of a list as Slack keeps it: flat, with its depth. */
export type Row = {
  readonly indent: number;
  readonly ordered: boolean;
  readonly start: number;
  readonly blocks: readonly Block[];
};

/** Lists in lists, from rows with a depth. */
export const nestedLists = (rows: readonly Row[]): Block[] => {
  const level = Math.min(...rows.map(({ indent }) => indent));
  const out: Block[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at];
    let end = at + 1;
    while ((rows[end]?.indent ?? level) > level) end += 1;
    if (row && row.indent === level) add(out, row, nestedLists(rows.slice(at + 1, end)));
    else out.push(...nestedLists(rows.slice(at, end)));
    at = end;
  }
  return out;
};

const add = (out: Block[], { ordered, start, blocks }: Row, inside: readonly Block[]): void => {
  const item: Item = { type: 'listItem', spread: false, children: [...blocks, ...inside] };
  const last = out.at(-1);
  if (last?.type === 'list' && last.ordered === ordered) {
    out[out.length - 1] = { ...last, children: [...last.children, item] };
  } else {
    out.push({ type: 'list', ordered, ...(ordered && start > 1 && { start }), spread: false, children: [item] });
  }
};
