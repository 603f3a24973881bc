import { type Node, NodeType, parse } from 'slack-message-parser';
import type { Block } from '../../incident/words.ts';
import { codeText } from './code-text.ts';
import { fenced } from './fenced.ts';
import { type Names, readText, reference } from './reference.ts';
import { codeBlock, type Mark, paragraph, type Run, wear } from './runs.ts';

/** Longer text is read without its `*` and `_`: the parser's time grows with the square of a line. */
const PARSED = 12_000;

/** Slack's mrkdwn as blocks: of messages without `rich_text`, and of text objects. */
export const mrkdwnBlocks = (text: string, lookup: Names): Block[] =>
  fenced(text).flatMap(({ code, text: part }) => {
    if (code) return [codeBlock(codeText(part, lookup))];
    return part.length > PARSED ? paragraph(longRuns(part, lookup)) : blocks(parse(unpadded(part)).children, lookup);
  });

/** The blank that most people set between `>` and what they quote. */
const unpadded = (text: string): string => text.replace(/^(&gt;(?:&gt;&gt;)?) /gm, '$1');

const blocks = (nodes: readonly Node[], lookup: Names): Block[] => {
  const out: Block[] = [];
  let loose: Node[] = [];
  const endParagraph = () => {
    out.push(...paragraph(runs(loose, [], lookup)));
    loose = [];
  };
  for (const node of nodes) {
    if (node.type !== NodeType.Quote) {
      loose.push(node);
    } else {
      endParagraph();
      const children = paragraph(runs(node.children, [], lookup));
      if (children.length > 0) out.push({ type: 'blockquote', children });
    }
  }
  endParagraph();
  return out;
};

const runs = (nodes: readonly Node[], worn: readonly Mark[], lookup: Names): Run[] => {
  const out: Run[] = [];
  let raw = '';
  const endText = () => {
    out.push({ text: readText(raw), marks: worn });
    raw = '';
  };
  for (const node of nodes) {
    if (node.type === NodeType.Text || node.type === NodeType.Emoji) {
      raw += node.source;
    } else {
      endText();
      out.push(...runsOf(node, worn, lookup));
    }
  }
  endText();
  return out;
};

const runsOf = (node: Node, worn: readonly Mark[], lookup: Names): Run[] => {
  switch (node.type) {
    case NodeType.Bold:
      return runs(node.children, wear(worn, 'strong'), lookup);
    case NodeType.Italic:
      return runs(node.children, wear(worn, 'emphasis'), lookup);
    case NodeType.Strike:
      return runs(node.children, wear(worn, 'delete'), lookup);
    case NodeType.Code:
    case NodeType.PreText:
      return [{ text: codeText(node.text, lookup), code: true, marks: worn }];
    case NodeType.Quote:
      return [{ text: '> ', marks: worn }, ...runs(node.children, worn, lookup)];
    default:
      return [{ ...reference(node.source.slice(1, -1), lookup), marks: worn }];
  }
};

const longRuns = (text: string, lookup: Names): Run[] =>
  text
    .split(/<([^<>\n]+)>/)
    .map((part, index) => (index % 2 === 1 ? reference(part, lookup) : { text: readText(part), marks: [] }));
