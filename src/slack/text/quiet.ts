import type { Nodes, Root } from 'mdast';
import { changedLongList } from '../../postmortem/markdown-lines.ts';

/** Invisible, no space and no letter. */
const JOINER = '\u2060';

/**
 * A document for a place where Slack reads Markdown in its own way, a canvas or a `markdown` block: nothing in its words
 * becomes a mention of a person, a group or a channel there. It looks as it did.
 */
export const quiet = (root: Root): Root => quieted(root);

const quieted = <T extends Nodes>(node: T): T => {
  if ('value' in node) return { ...node, value: unmentioned(node.value) };
  if (!('children' in node)) return node;
  const long = node.type === 'list' ? changedLongList(node, { text: unmentioned, node: quieted }) : undefined;
  if (long) return long as typeof node;
  // The children of a node are of the same kinds when they are quiet.
  const children = node.children.map((child) => quieted(child)) as typeof node.children;
  return { ...node, children };
};

/** Slack's own forms of a mention are `<@U123>`, `<!here>`, `![](@U123)`, and the bare `@here` and `#general`. */
const unmentioned = (text: string): string =>
  text
    .replace(/<(?=[@!#])/g, `<${JOINER}`)
    .replace(/!(?=\[|$)/g, `!${JOINER}`)
    .replace(/(?<![\p{L}\p{N}_])[@#](?=[\p{L}\p{N}_])|@(?=here|channel|everyone)/giu, `$&${JOINER}`);
