import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMessage } from '../../../src/slack/text/message.ts';
import { names } from './names.ts';

/** One thing in the two forms in which Slack sends it: as an element of `rich_text`, and as mrkdwn. */
type Both = { readonly rich: object; readonly text: string };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const letters = [
  'db-2',
  'is',
  'é',
  '数据库',
  '<b>',
  '&amp;',
  '5 > 3',
  '12:30',
  'שלום',
  '\u202eevil',
  'a:b',
  'C:\\x',
  '100%',
  '🔥',
];
const word = fc.constantFrom(...letters);
const plainText = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));

const styles = [
  ['bold', '*'],
  ['italic', '_'],
  ['strike', '~'],
] as const;
const styled = fc.tuple(plainText, fc.subarray([...styles])).map(([text, worn]): Both => {
  const marks = worn.map(([, mark]) => mark).join('');
  const style = Object.fromEntries(worn.map(([name]) => [name, true]));
  return {
    rich: { type: 'text', text, ...(worn.length > 0 && { style }) },
    text: `${marks}${escaped(text)}${[...marks].toReversed().join('')}`,
  };
});
const code = fc
  .constantFrom('kubectl get po', 'a < b', '*x*', ':tada:', '<!here>', '_', 'x & y')
  .map((text): Both => ({ rich: { type: 'text', text, style: { code: true } }, text: `\`${escaped(text)}\`` }));
const url = fc.constantFrom('https://x.example/a?b=1&c=2#d', 'mailto:a@b.example', 'http://x.example/a_b_c*d');
const link = fc.tuple(url, fc.option(fc.constantFrom('graph', 'a & b', '*x*', '<y>'), { nil: undefined })).map(
  ([to, label]): Both => ({
    rich: { type: 'link', url: to, ...(label && { text: label }) },
    text: label ? `<${escaped(to)}|${escaped(label)}>` : `<${escaped(to)}>`,
  }),
);
const named = fc.constantFrom<Both>(
  { rich: { type: 'user', user_id: 'U1' }, text: '<@U1>' },
  { rich: { type: 'user', user_id: 'U404' }, text: '<@U404>' },
  { rich: { type: 'usergroup', usergroup_id: 'S1' }, text: '<!subteam^S1>' },
  { rich: { type: 'usergroup', usergroup_id: 'S404' }, text: '<!subteam^S404|@others>' },
  { rich: { type: 'channel', channel_id: 'C1' }, text: '<#C1>' },
  { rich: { type: 'channel', channel_id: 'C404' }, text: '<#C404|elsewhere>' },
  { rich: { type: 'channel', channel_id: 'C405' }, text: '<#C405|>' },
  { rich: { type: 'broadcast', range: 'channel' }, text: '<!channel>' },
  { rich: { type: 'emoji', name: 'tada' }, text: ':tada:' },
  { rich: { type: 'emoji', name: 'wave', skin_tone: 4 }, text: ':wave::skin-tone-4:' },
  { rich: { type: 'emoji', name: 'partyparrot' }, text: ':partyparrot:' },
  { rich: { type: 'emoji', name: 'flag-de', unicode: '1f1e9-1f1ea' }, text: ':flag-de:' },
  {
    rich: { type: 'date', timestamp: 1772366400, format: '{date}', fallback: 'noon' },
    text: '<!date^1772366400^{date}|noon>',
  },
  { rich: { type: 'date', timestamp: 1772366400, format: '{time}' }, text: '<!date^1772366400^{time}>' },
);
const space: Both = { rich: { type: 'text', text: ' ' }, text: ' ' };
const piece = fc.oneof(styled, styled, code, link, named);
const line = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((all) => all.flatMap((one, n) => (n === 0 ? [one] : [space, one])));

const breaks: Both = { rich: { type: 'text', text: '\n' }, text: '\n' };
const section = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => {
  const inside = all.flatMap((one, n) => (n === 0 ? one : [breaks, ...one]));
  return { rich: { type: 'rich_text_section', elements: inside.map(({ rich }) => rich) }, text: textOf(inside) };
});
const quote = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => ({
  rich: {
    type: 'rich_text_quote',
    elements: all.flatMap((one, n) => (n === 0 ? one : [breaks, ...one])).map(({ rich }) => rich),
  },
  text: all.map((one) => `&gt; ${textOf(one)}`).join('\n'),
}));
const preformatted = fc
  .array(fc.constantFrom('let a;', '', '  b < c', '`x`', '*y*', '```'), { minLength: 1, maxLength: 3 })
  .map((all) => {
    const value = ['start', ...all, 'end'].join('\n').replaceAll('```', '``');
    return {
      rich: { type: 'rich_text_preformatted', elements: [{ type: 'text', text: value }], border: 0 },
      text: `\`\`\`${escaped(value)}\`\`\``,
    };
  });
/** Slack keeps a list flat: a run of items at each depth. */
const list = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(fc.constantFrom(0, 1, 2), line), { minLength: 1, maxLength: 5 }))
  .map(([ordered, wanted]) => {
    const counts = [0, 0, 0];
    let above = -1;
    const items = wanted.map(([depth, said]) => {
      const indent = Math.min(depth, above + 1);
      above = indent;
      counts.fill(0, indent + 1);
      counts[indent] = (counts[indent] ?? 0) + 1;
      return { indent, said, offset: (counts[indent] ?? 1) - 1 };
    });
    const count = (indent: number, number: number) =>
      ['', 'abcde', ['i', 'ii', 'iii', 'iv', 'v']][indent]?.[number - 1] ?? number;
    return {
      rich: items.map(({ indent, said, offset }) => ({
        type: 'rich_text_list',
        style: ordered ? 'ordered' : 'bullet',
        ...{ indent, offset, border: 0 },
        elements: [{ type: 'rich_text_section', elements: said.map(({ rich }) => rich) }],
      })),
      text: items
        .map(({ indent, said, offset }) => {
          const bullet = ordered ? `${count(indent, offset + 1)}.` : ['•', '◦', '▪︎'][indent];
          return `${'    '.repeat(indent)}${bullet} ${textOf(said)}`;
        })
        .join('\n'),
    };
  });

const textOf = (some: readonly Both[]): string => some.map(({ text }) => text).join('');

/** Slack joins two lists that follow each other. */
const parts = fc
  .array(fc.oneof(section, quote, preformatted, list), { minLength: 1, maxLength: 3 })
  .filter((some) => !some.some((one, n) => n > 0 && Array.isArray(one.rich) && Array.isArray(some[n - 1]?.rich)));

test('a message has the same words by its blocks and by its text, so that no edit is seen where there is none', () => {
  fc.assert(
    fc.property(parts, (some) => {
      const text = some.map((part) => part.text).join('\n');
      const elements = some.flatMap(({ rich }) => rich);
      const byBlocks = parseMessage({ text, blocks: [{ type: 'rich_text', elements }] }, names);
      expect(parseMessage({ text }, names).text).toBe(byBlocks.text);
    }),
    { seed: 3, numRuns: 300 },
  );
});
