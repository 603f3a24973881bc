import fc from 'fast-check';
import type { List, ListItem, Nodes, Paragraph, PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import { describe, expect, test } from 'vitest';
import { incidentLog } from '../../bench/incident-log.ts';
import { documentOf } from '../../src/postmortem/markdown.ts';
import { plainItem } from '../../src/postmortem/markdown-plain.ts';
import { markdownText } from '../../src/postmortem/markdown-text.ts';
import { markdown } from '../../src/postmortem/markdown-words.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import { quiet } from '../../src/slack/text/quiet.ts';

const signs = [...'\\`*_{}[]()#+-.!|<>~:&@="\'/$%^,;? \t\n\r', ' ', ' ', 'é', '字', '🚀', '\u00a0'];
const pieces = ['a', 'w', 's', 'p', 'Z', '7', '12', 'db_2', 'see ', 'www.', 'a@b.co', 'https://', '&amp', '<b>', '1. '];
const value = fc
  .oneof(
    { weight: 3, arbitrary: fc.array(fc.constantFrom(...pieces, ' ', ', ', '('), { minLength: 1, maxLength: 8 }) },
    { weight: 2, arbitrary: fc.array(fc.constantFrom(...pieces, ...signs), { minLength: 1, maxLength: 12 }) },
  )
  .map((parts) => parts.join(''));
const url = fc.oneof(
  fc.constantFrom('https://acme.slack.com/archives/C1/p17?thread_ts=1.2&cid=C1', 'mailto:a@b.co', 'https://a.b/(c)'),
  value.map((path) => `https://a.b/${path}`),
);
const text = value.map((said): PhrasingContent => ({ type: 'text', value: said }));
const linked = (to: string, said: PhrasingContent): PhrasingContent => ({ type: 'link', url: to, children: [said] });
const reference = fc.integer({ min: 1, max: 400 }).map((number): PhrasingContent => {
  const name = String(number);
  return {
    type: 'linkReference',
    identifier: name,
    label: name,
    referenceType: 'shortcut',
    children: [{ type: 'text', value: name }],
  };
});
const phrase: fc.Arbitrary<PhrasingContent> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: reference },
  { weight: 1, arbitrary: fc.constant<PhrasingContent>({ type: 'break' }) },
  { weight: 1, arbitrary: value.map((code): PhrasingContent => ({ type: 'inlineCode', value: code })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('strong', 'emphasis', 'delete'), fc.array(text, { minLength: 1, maxLength: 2 }))
      .map(([type, children]) => ({ type, children })),
  },
  { weight: 1, arbitrary: fc.tuple(url, text).map(([to, said]) => linked(to, said)) },
  { weight: 1, arbitrary: url.map((to) => linked(to, { type: 'text', value: to })) },
);
const paragraph = fc
  .array(phrase, { minLength: 1, maxLength: 6 })
  .map((children): Paragraph => ({ type: 'paragraph', children }));
const item = (children: ListItem['children']): ListItem => ({ type: 'listItem', spread: false, children });
const list = (items: ListItem[], ordered = false): List => ({ type: 'list', ordered, spread: false, children: items });
const items = fc.tuple(paragraph, fc.array(paragraph, { maxLength: 2 }), fc.boolean()).map(([head, below, ordered]) => {
  const nested = below.map((each) => item([each]));
  return item(nested.length > 0 ? [head, list(nested, ordered)] : [head]);
});
const row = (cells: PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
});
const block: fc.Arbitrary<RootContent> = fc.oneof(
  paragraph,
  fc.tuple(fc.array(items, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([all, ordered]) => list(all, ordered)),
  paragraph.map(({ children }): RootContent => ({ type: 'heading', depth: 2, children })),
  value.map((code): RootContent => ({ type: 'code', value: code })),
  fc
    .array(paragraph, { minLength: 1, maxLength: 3 })
    .map((children): RootContent => ({ type: 'blockquote', children })),
  fc
    .array(fc.array(fc.array(phrase, { maxLength: 2 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((rows): RootContent => ({ type: 'table', children: rows.map(row) })),
);
const root = fc.array(block, { minLength: 1, maxLength: 5 }).map((children): Root => ({ type: 'root', children }));

test('a document reads as the library writes it, whatever stands in it', () => {
  fc.assert(
    fc.property(root, (document) => {
      expect(markdownText(document)).toBe(markdown(document));
    }),
    { seed: 7, numRuns: 800 },
  );
});

test('a plain line is written without the library', () => {
  const line = item([
    {
      type: 'paragraph',
      children: [
        { type: 'strong', children: [{ type: 'text', value: '14:05 PST' }] },
        { type: 'text', value: ' db_2 is at 98% *again*, see ' },
        { type: 'link', url: 'https://a.b/c', children: [{ type: 'text', value: 'the graph' }] },
        { type: 'text', value: ' (Ana Silva)' },
      ],
    },
  ]);
  expect(plainItem(line)).toBe(
    '- **14:05 PST** db_2 is at 98% \\*again\\*, see [the graph](https://a.b/c) (Ana Silva)',
  );
});

describe('a long document', () => {
  const signs = [
    'ask <@U1> and @here',
    '*x* `y`',
    'one\ntwo',
    'up!\n @b',
    '  ',
    'is it up? yes!',
    'a\\b',
    '#general',
    '1. x',
    '',
  ];
  const log = incidentLog(1, 200).map((entry, i) =>
    entry.kind === 'marked' && i % 3 === 0
      ? {
          ...entry,
          author: { ...entry.author, name: i % 5 === 0 ? (signs[i % 7] ?? '') : entry.author.name },
          data: { ...entry.data, words: { text: signs[i % signs.length] ?? '' } },
        }
      : entry,
  );
  const documents = (names: 'names' | 'roles' | 'none') =>
    documentOf(compile(log, { names, now: new Date(0), teamUrl: 'https://acme.slack.com' }));
  /** With every tree made. */
  const whole = <T extends Nodes>(node: T): T =>
    'children' in node ? { ...node, children: node.children.map((child) => whole(child)) } : node;

  test.each(['names', 'roles', 'none'] as const)('reads as its tree would, with %s', (names) => {
    expect(markdownText(documents(names))).toBe(markdown(whole(documents(names))));
  });

  test('reads as its tree would where Slack reads it', () => {
    expect(markdownText(quiet(documents('names')))).toBe(markdown(quiet(whole(documents('names')))));
  });
});
