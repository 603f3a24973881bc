import { afterEach, beforeEach, expect, test } from 'vitest';
import { richText } from '../../src/sandbox/rich-text.ts';
import { office } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

test.each([
  ['5 < 6 & 7 > 3', '5 &lt; 6 &amp; 7 &gt; 3'],
  ['see https://example.org/x?a=1&b=2.', 'see <https://example.org/x?a=1&amp;b=2>.'],
  ['example.com is down', '<http://example.com|example.com> is down'],
  ['mail ops@acme.org', 'mail <mailto:ops@acme.org|ops@acme.org>'],
  ['@channel look', '<!channel> look'],
  ['typed <!channel> by hand', 'typed &lt;!channel&gt; by hand'],
  ['nobody called @Zoe', 'nobody called @Zoe'],
  ['`@Ben https://x.org` stays', '`@Ben https://x.org` stays'],
  ['a@Ben is no mention', 'a@Ben is no mention'],
])('a person types %j and Slack keeps %j', async (typed, kept) => {
  expect(await at.ana.posts(typed, 'general')).toMatchObject({ text: kept });
});

test('people and channels are mentioned by id', async () => {
  const { ana, ben, general } = at;
  const said = await ana.posts(`@Ben and <@${ben.id}>, come to #general`, general);
  expect(said.text).toBe(`<@${ben.id}> and <@${ben.id}>, come to <#${general.id}|>`);
  expect(ben.sees().pings.map(({ ts }) => ts)).toEqual([said.ts]);
});

test('the structure of a message is made by Slack', () => {
  const block = richText(
    '*bold* and _it_ ~no~ `x &lt; y` <@U1> :wave: <https://a.b|site>\n&gt; quoted\n```\ncode\n```\nend',
    'b1',
  );
  expect(block).toEqual({
    type: 'rich_text',
    block_id: 'b1',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'bold', style: { bold: true } },
          { type: 'text', text: ' and ' },
          { type: 'text', text: 'it', style: { italic: true } },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'no', style: { strike: true } },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'x < y', style: { code: true } },
          { type: 'text', text: ' ' },
          { type: 'user', user_id: 'U1' },
          { type: 'text', text: ' ' },
          { type: 'emoji', name: 'wave' },
          { type: 'text', text: ' ' },
          { type: 'link', url: 'https://a.b', text: 'site' },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }], border: 0 },
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'end' }] },
    ],
  });
});

test('10:30:45 and snake_case_names are just words', () => {
  expect(richText('at 10:30:45 in snake_case_name', 'b').elements).toEqual([
    { type: 'rich_text_section', elements: [{ type: 'text', text: 'at 10:30:45 in snake_case_name' }] },
  ]);
});
