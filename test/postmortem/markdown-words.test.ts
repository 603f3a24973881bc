import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as wordsIn } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { type Block, type Phrase, plain, type Words } from '../../src/incident/words.ts';
import { inlineMdast, markdown, toMdast } from '../../src/postmortem/markdown-words.ts';

const written = (words: Words): string => markdown({ type: 'root', children: toMdast(words) });
const bullet = (words: Words): string =>
  markdown({
    type: 'root',
    children: [
      {
        type: 'list',
        spread: false,
        children: [
          { type: 'listItem', spread: false, children: [{ type: 'paragraph', children: inlineMdast(words) }] },
        ],
      },
    ],
  });
const read = (text: string): Root => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** What a reader sees: the words, with lines and paragraphs, and no blanks around a line. */
const seen = (node: Nodes): string => {
  if (node.type === 'break') return '\n';
  if (!('children' in node)) return wordsIn(node);
  return node.children.map(seen).join(node.type === 'root' || node.type === 'blockquote' ? '\n' : '');
};
const lines = (text: string): string[] =>
  text
    .replace(/[\0\ufeff]/g, '')
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((line) => line !== '');

/** GitHub links a bare address even when it is escaped: the words are the same, so that is let be. */
const isBareAddress = (node: Nodes): boolean =>
  node.type === 'link' && [wordsIn(node), `http://${wordsIn(node)}`, `mailto:${wordsIn(node)}`].includes(node.url);
const structure = (node: Nodes): string[] => [
  ...(isBareAddress(node) ? [] : [node.type]),
  ...('children' in node ? node.children.flatMap(structure) : []),
];
const unwritten = (root: Root, allowed: readonly string[]) =>
  structure(root).filter((type) => !['root', 'paragraph', 'text', 'break', ...allowed].includes(type));

const traps = [
  'see www.example.com and a@b.co or https://example.com/a_b_c?x=1&y=2',
  'a [^1] footnote\n[^1]: not one',
  '| a | b |\n| --- | --- |\n| 1 | 2 |',
  'a | b\n- | -\n1 | 2',
  'a | b\n:-- | --:',
  '<b>bold</b> <!-- hidden --> <script>alert(1)</script>\n<div>\n</div>',
  '&amp; &lt; &#35; &copy',
  'heading\n===',
  'heading\n---',
  '# heading\n## another #',
  '[ ] task\n- [x] done\n* [ ] not',
  '1. one\n2) two\n10. ten\n- a\n+ b\n* c',
  '`code` ``more`` ``` fence\n```\nopen',
  '~~~\nopen\n~~struck~~ ~one~',
  '*a* _b_ **c** __d__ ***e*** snake_case_name 2*3*4',
  ':tada: @ana #123 octo/repo#5 GH-1',
  'trailing  \nbackslash\\\nend\\',
  '    four spaces\n\ttab\n  \t both',
  '[a](javascript:alert(1)) ![i](x) [r][s]\n[s]: https://x.example',
  '> quoted\n>> twice',
  '---\n***\n___',
  'a\n\n\n\nb\r\nc\rd',
  '\\* \\\\ \\n C:\\dir\\file',
  '```js\nlet a;\n```',
  'Term\n: definition',
  'x^2^ H~2~O $a$ $$b$$',
];

const line = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...' \n\t#*_~`|[]()<>!-+.:=&;\\@/wps1a^"\'{}$'), { maxLength: 30 })
    .map((all) => all.join('')),
  fc.constantFrom(...traps),
);
const anything = fc.array(line, { minLength: 1, maxLength: 4 }).map((some) => some.join('\n'));

describe('plain words in Markdown', () => {
  test.each(traps)('show as they were written: %j', (text) => {
    const root = read(written(plain(text)));
    expect(lines(seen(root))).toEqual(lines(text));
    expect(unwritten(root, [])).toEqual([]);
  });

  test('whatever they are, show as they were written', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const root = read(written(plain(text)));
        expect(lines(seen(root))).toEqual(lines(text));
        expect(unwritten(root, [])).toEqual([]);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  test('whatever they are, show as they were written in a bullet', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const root = read(bullet(plain(text)));
        expect(lines(seen(root))).toEqual(lines(text));
        expect(unwritten(root, ['list', 'listItem'])).toEqual([]);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  test('that say nothing give nothing', () => {
    expect(toMdast(plain(' \n\t\n '))).toEqual([]);
    expect(inlineMdast(plain(' \n '))).toEqual([]);
  });

  test('keep their lines, and an empty line begins a paragraph', () => {
    expect(written(plain('one\ntwo\n\nthree'))).toBe('one\\\ntwo\n\nthree\n');
  });
});

const text = (value: string): Phrase => ({ type: 'text', value });
const paragraph = (...children: Phrase[]): Block => ({ type: 'paragraph', children });
const tree: readonly Block[] = [
  paragraph(
    { type: 'strong', children: [text('Fixed')] },
    text(' by '),
    { type: 'link', url: 'https://ci.example/42', children: [text('build 42')] },
    text(', see '),
    { type: 'link', url: 'https://x.example/a_b', children: [text('https://x.example/a_b')] },
    { type: 'break' },
    { type: 'inlineCode', value: 'kubectl rollout undo `x`' },
  ),
  { type: 'code', value: 'one\n```\ntwo' },
  { type: 'blockquote', children: [paragraph({ type: 'emphasis', children: [text('said')] }, text(' she'))] },
  {
    type: 'list',
    ordered: true,
    start: 3,
    spread: false,
    children: [
      {
        type: 'listItem',
        spread: false,
        children: [
          paragraph(text('outer')),
          {
            type: 'list',
            ordered: false,
            spread: false,
            children: [{ type: 'listItem', spread: false, children: [paragraph(text('inner'))] }],
          },
        ],
      },
      { type: 'listItem', spread: false, children: [paragraph({ type: 'delete', children: [text('gone')] })] },
    ],
  },
];

describe('words with structure in Markdown', () => {
  test('keep it', () => {
    expect(
      written({ text: '', tree }),
    ).toBe(`**Fixed** by [build 42](https://ci.example/42), see <https://x.example/a_b>\\
\`\` kubectl rollout undo \`x\` \`\`

\`\`\`\`
one
\`\`\`
two
\`\`\`\`

> _said_ she

3. outer
   - inner
4. ~~gone~~
`);
  });

  test('keep it in a bullet, a line for each line', () => {
    expect(
      bullet({ text: '', tree }),
    ).toBe(`- **Fixed** by [build 42](https://ci.example/42), see <https://x.example/a_b>\\
  \`\` kubectl rollout undo \`x\` \`\`\\
  \`one\`\\
  \` \`\`\` \`\\
  \`two\`\\
  _said_ she\\
  3\\. outer\\
  • inner\\
  4\\. ~~gone~~
`);
  });

  test('show the same words, whatever those are', () => {
    const value = fc
      .oneof(anything, fc.constantFrom('a', ' b ', '"c"', 'd.'))
      .map((one) => one.replace(/[\0\ufeff\r]/g, ''));
    const link = fc.record({
      type: fc.constant('link' as const),
      url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
      children: fc.tuple(fc.constantFrom('label', '[x]', 'https://other.example', 'a_b_').map(text)),
    });
    const tight = fc.constantFrom('a', '"b"', 'c.', '*', '_', '`', '<b>', '[x]', 'd e').map(text);
    const phrase: fc.Arbitrary<Phrase> = fc.oneof(
      value.map(text),
      fc.constant<Phrase>({ type: 'break' }),
      link,
      fc.record({
        type: fc.constantFrom('strong' as const, 'emphasis' as const),
        children: fc.oneof(fc.tuple(tight), fc.tuple(tight, link), fc.tuple(link)),
      }),
    );
    const said = (one: Phrase): string =>
      'value' in one ? one.value : one.type === 'break' ? '\n' : one.children.map(said).join('');
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 5 }), (children) => {
        const root = read(written({ text: '', tree: [paragraph(...children)] }));
        expect(lines(seen(root))).toEqual(lines(children.map(said).join('')));
        expect(unwritten(root, ['strong', 'emphasis', 'link'])).toEqual([]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

test('a line that is taken as it stands reads as one that is split, merged and trimmed', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('', ' ', 'a', ' a', 'a ', '\ta', 'a\n', 'a\rb', 'a\r\nb', '\0', '\ufeffa', 'a \n b'),
  );
  const phrase = fc.record({ type: fc.constantFrom('text' as const, 'inlineCode' as const), value });
  const line = fc.array(phrase, { minLength: 1, maxLength: 4 });
  const mdast = (...children: Phrase[]) => toMdast({ text: '', tree: [{ type: 'paragraph', children }] });
  fc.assert(
    fc.property(line, (children) => {
      // A line's end at the end of a paragraph is no part of it, but it has to be split off.
      expect(mdast(...children)).toEqual(mdast(...children, { type: 'break' }));
    }),
    { seed: 5, numRuns: 2_000 },
  );
});
