import fc from 'fast-check';
import { type Node, NodeType, parse } from 'slack-message-parser';
import { describe, expect, test } from 'vitest';
import { type Block, plain, type Words } from '../../../src/incident/words.ts';
import { escapeMrkdwn, mrkdwn } from '../../../src/slack/blocks/mrkdwn.ts';
import { unescapeEntities } from '../../../src/slack/text/entities.ts';

const seen = (text: string): string => unescapeEntities(text).replaceAll('\u2060', '');
const pieces = fc.constantFrom(
  ...[
    '<!here>',
    '<!channel|x>',
    '<@U1>',
    '<#C1|a>',
    '<!subteam^S1>',
    '@here',
    '@Channel',
    '@everyone',
    '#general',
    '@ana',
  ],
  ...[
    '*bold*',
    '_it_',
    '~no~',
    '`code`',
    '```',
    '>',
    '&gt;',
    '&amp;lt;',
    '<https://x.example|y>',
    ' ',
    '\n',
    'a',
    '"',
    '|',
  ],
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces, { maxLength: 12 }).map((some) => some.join('')),
);

const pings = /<[!@#]|@(?:channel|here|everyone)/i;
const kinds = (node: Node): NodeType[] => [node.type, ...('children' in node ? node.children.flatMap(kinds) : [])];

describe('plain words in mrkdwn', () => {
  test('mention nobody, whatever they say', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(mrkdwn(plain(words), 100_000)).not.toMatch(pings);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('show as they were written, whatever they say', () => {
    fc.assert(
      fc.property(text, (words) => {
        const out = mrkdwn(plain(words), 100_000);
        expect(seen(out)).toBe(words);
        const shown = kinds(parse(out)).filter((kind) => kind !== NodeType.Emoji);
        expect(new Set([NodeType.Root, NodeType.Text, ...shown])).toEqual(new Set([NodeType.Root, NodeType.Text]));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('can be copied: names with marks inside, addresses and numbers are untouched', () => {
    const words = 'db_prod_1, 2*3*4, #12, ana@x.example, ~40%';
    expect(mrkdwn(words)).toBe(words.replace('~', '\u2060~\u2060'));
  });

  test('are cut with an ellipsis, never inside of an entity', () => {
    expect(mrkdwn('a & b & c', 8)).toBe('a &amp;…');
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (words, limit) => {
        const out = mrkdwn(words, limit);
        expect(out.length).toBeLessThanOrEqual(limit);
        expect(out).not.toMatch(pings);
        expect(out).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('that Debrief writes itself are only escaped', () => {
    expect(escapeMrkdwn('a < b & *c* > d')).toBe('a &lt; b &amp; *c* &gt; d');
  });
});

const t = (value: string) => ({ type: 'text', value }) as const;
const paragraph = (...children: Extract<Block, { type: 'paragraph' }>['children']): Block => ({
  type: 'paragraph',
  children,
});
const item = (...children: Block[]) => ({ type: 'listItem', spread: false, children }) as const;
const words: Words = {
  text: '',
  tree: [
    paragraph(
      { type: 'strong', children: [t('Fixed')] },
      t(' by '),
      { type: 'link', url: 'https://x.example/?a=1&b=<|>', children: [t('build <42>')] },
      t(' '),
      { type: 'inlineCode', value: '@types/node > 1' },
      { type: 'break' },
      t('un'),
      { type: 'strong', children: [t('believ')] },
      t('able'),
    ),
    { type: 'code', value: 'a ``` b\n@here' },
    { type: 'blockquote', children: [paragraph(t('one'), { type: 'break' }, t('two'))] },
    {
      type: 'list',
      ordered: true,
      spread: false,
      children: [
        item(paragraph(t('outer')), {
          type: 'list',
          ordered: false,
          spread: false,
          children: [item(paragraph(t('inner')))],
        }),
        item(paragraph({ type: 'emphasis', children: [t('a_ b')] })),
      ],
    },
  ],
};

describe('words with structure', () => {
  test('keep it in mrkdwn, except where Slack would show the marks', () => {
    expect(
      mrkdwn(words).replaceAll('\u2060', ''),
    ).toBe(`*Fixed* by <https://x.example/?a=1&amp;b=%3C%7C%3E|build &lt;42&gt;> \`@types/node &gt; 1\`
unbelievable
\`\`\`
a \`\`\` b
@here
\`\`\`
> one
> two
1. outer
    ◦ inner
2. _a_ b_`);
    expect(mrkdwn(words)).not.toMatch(/@here|a ```/);
  });

  test('keep it before every sign that ends a word', () => {
    const code = { type: 'inlineCode' as const, value: '/incident edit #12' };
    for (const sign of ['.', ',', ';', ':', '?', ')'])
      expect(mrkdwn({ text: '', tree: [paragraph(code, t(`${sign} then`))] })).toBe(
        `\`/incident edit #12\`${sign} then`,
      );
  });

  test('are cut before a mark is lost', () => {
    expect(mrkdwn(words, 40)).toBe('*Fixed* by…');
    expect(mrkdwn({ text: '', tree: [paragraph({ type: 'strong', children: [t('abcdef')] })] }, 6)).toBe('*abc…*');
  });
});
