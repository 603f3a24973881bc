import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Words } from '../../../src/incident/words.ts';
import { parseCommandText } from '../../../src/slack/text/command.ts';
import { parseMessage } from '../../../src/slack/text/message.ts';
import { names } from './names.ts';

const traps = [
  ...[
    '<@U1>',
    '<@U1|ana>',
    '<#C1|>',
    '<!subteam^S1|@x>',
    '<!here>',
    '<!date^1^{date}^javascript:x|y>',
    '<!date^x>',
    '<!',
    '<@',
    '<#',
  ],
  ...[
    '<https://x.example|y>',
    '<javascript:alert(1)|y>',
    '<data:text/html,x>',
    '<slack://open>',
    '<file:///etc/passwd|z>',
    '<mailto:a@b>',
  ],
  ...[
    '<https://x.example|<b>>',
    '<JAVASCRIPT:x|y>',
    '< javascript:x>',
    '<java\nscript:x>',
    '<http:|x>',
    '<https://|x>',
    '<vbscript:x>',
  ],
  ...[
    '*',
    '_',
    '~',
    '`',
    '```',
    '&gt;',
    '&amp;lt;',
    ':tada:',
    ':a::skin-tone-9:',
    '•',
    '1. ',
    '\n',
    ' ',
    '|',
    '>',
    '<',
    'a',
    '12:00:00',
  ],
  ...[
    '\u0000',
    '\ud800',
    '\udc00',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\r\n',
    '\r',
    '\u0085',
    'é',
    '👩‍👩‍👧',
  ],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...traps), { maxLength: 14 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const json = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.constant(null), tie('list'), tie('piece')),
  list: fc.array(tie('any'), { maxLength: 3 }),
  piece: fc.record(
    {
      type: fc.constantFrom(
        ...[
          'rich_text',
          'rich_text_section',
          'rich_text_list',
          'rich_text_quote',
          'rich_text_preformatted',
          'section',
          'header',
        ],
        ...[
          'context',
          'actions',
          'image',
          'video',
          'table',
          'markdown',
          'mrkdwn',
          'plain_text',
          'text',
          'link',
          'emoji',
          'date',
          'new',
        ],
      ),
      text: tie('any'),
      url: text,
      title: tie('any'),
      elements: tie('list'),
      fields: tie('list'),
      rows: fc.array(tie('list'), { maxLength: 2 }),
      accessory: tie('piece'),
      style: fc.constantFrom('ordered', { bold: true }, { code: true }, 3),
      indent: fc.constantFrom(-1, 0, 1, 7, 1e9),
      timestamp: fc.constantFrom(0, 1e20, -1, Number.MAX_VALUE),
      name: text,
      unicode: fc.constantFrom('1f525', 'zz', '110000', ''),
    },
    { requiredKeys: ['type'] },
  ),
})).list;

const rich = fc.array(
  fc.record({
    type: fc.constantFrom('rich_text_section', 'rich_text_quote', 'rich_text_preformatted'),
    elements: fc.array(
      fc.record({
        type: fc.constantFrom(
          'text',
          'link',
          'user',
          'usergroup',
          'channel',
          'broadcast',
          'emoji',
          'date',
          'team',
          'color',
          'new',
        ),
        ...{
          text: fc.option(text, { nil: undefined }),
          url: text,
          name: text,
          unicode: text,
          fallback: text,
          value: text,
        },
        ...{ user_id: text, usergroup_id: text, channel_id: text, team_id: text, range: text },
        style: fc.record({ bold: fc.boolean(), italic: fc.boolean(), strike: fc.boolean(), code: fc.boolean() }),
      }),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 2 },
);

/** What no words may hold: what cannot be seen, or cannot be written down. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are looked for.
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;
const checked = (words: Words): void => {
  expect(words.text.replaceAll('\t', '')).not.toMatch(unseen);
  expect(words.text.isWellFormed()).toBe(true);
  const tree = JSON.stringify(words.tree ?? []);
  expect(tree).not.toMatch(/\\ud[89a-f]/i);
  for (const [, url = ''] of tree.matchAll(/"type":"link","url":"([^"]*)/g))
    expect(url).toMatch(/^(?:https?|mailto):/i);
};

describe('whatever Slack sends', () => {
  test('is read as words that can be shown and kept, with links to the web and to mail only', () => {
    fc.assert(
      fc.property(text, json, json, rich, (said, blocks, attachments, elements) => {
        checked(parseMessage({ blocks: [{ type: 'rich_text', elements }] }, names));
        checked(parseMessage({ text: said }, names));
        checked(parseMessage({ blocks: [blocks], attachments: [attachments] }, names));
        checked(parseMessage({ blocks, attachments }, names));
        checked(parseCommandText(said, names));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('is of any length', () => {
    const long = `${'x'.repeat(200_000)} <https://x.example/${'y'.repeat(10_000)}|z> ${'<@U1> '.repeat(5_000)}`;
    expect(parseMessage({ text: long }, names).text).toContain('z @Ana Silva @Ana Silva');
    expect(parseMessage({ blocks: [{ type: 'markdown', text: `${'*a '.repeat(60_000)}` }] }, names).text).toHaveLength(
      179_999,
    );
  });

  test('is read in no time, however long and odd its Markdown', () => {
    const started = performance.now();
    const odd = [
      '[',
      '![',
      '**a_',
      '> ',
      '>- ',
      '1. ',
      '](',
      '~~a',
      '- a\n ',
      '* a\n  ',
      '[^a]: ',
      '\\',
      '| a ',
      '<a ',
      '`',
    ];
    for (const one of odd)
      for (const length of [1_500, 3_000, 11_900]) {
        const said = parseMessage(
          { blocks: [{ type: 'markdown', text: `x\n\n${one.repeat(length / one.length)}` }] },
          names,
        );
        expect(said.text).toMatch(/^x/);
      }
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('does not turn the direction of what comes after it', () => {
    const said = (text: string): string => parseMessage({ text }, names).text;
    expect(said('gnp.\u202eexe')).toBe('gnp.\u202eexe\u202c');
    expect(said('\u2067a \u202eb\nc')).toBe('\u2067a \u202eb\u202c\u2069\nc');
    expect(said('\u2067a \u202eb\u2069 c')).toBe('\u2067a \u202eb\u2069 c');
    expect(said('```\u202ea\nb```')).toBe('\u202ea\u202c\nb');
    expect(said('שלום \u200fעולם')).toBe('שלום \u200fעולם');
  });
});
