import { describe, expect, test } from 'vitest';
import { parseMessage } from '../../../src/slack/text/message.ts';
import { names } from './names.ts';

const parse = (message: Parameters<typeof parseMessage>[0]) => parseMessage(message, names);
const rich = (...elements: unknown[]) => ({ blocks: [{ type: 'rich_text', block_id: 'b', elements }] });
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style && { style }) });
const words = (value: string) => ({ type: 'text', value });
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });

describe('a message written in Slack', () => {
  test('is read from its blocks, not from its text', () => {
    expect(parse({ text: '*ignored*', ...rich(section(text('it is the *deploy*\nI think'))) })).toEqual({
      text: 'it is the *deploy*\nI think',
    });
  });

  test('names whom it mentions, and shows its emoji and dates', () => {
    const { text: plain } = parse(
      rich(
        section(
          { type: 'user', user_id: 'U1' },
          text(' '),
          { type: 'usergroup', usergroup_id: 'S1' },
          text(' '),
          { type: 'channel', channel_id: 'C1' },
          text(' '),
          { type: 'broadcast', range: 'here' },
          text(' '),
          { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fd', skin_tone: 4 },
          { type: 'emoji', name: 'wave', skin_tone: 2 },
          { type: 'emoji', name: 'partyparrot' },
          text(' '),
          { type: 'date', timestamp: 1772366400, format: '{date}', fallback: 'noon' },
          text(' '),
          { type: 'date', timestamp: 1772366400, format: '{date}' },
          text(' '),
          { type: 'color', value: '#ff0000' },
        ),
      ),
    );
    expect(plain).toBe(
      '@Ana Silva @database-team #general @here 👋🏽👋🏻:partyparrot: noon 2026-03-01 12:00 UTC #ff0000',
    );
  });

  test('keeps its emphasis, with the blanks outside of it', () => {
    expect(
      parse(
        rich(
          section(
            text('Now: ', { bold: true }),
            text('it is ', {}),
            text('really', { bold: true, italic: true }),
            text(' down', { bold: true }),
            text('\n'),
            text('x = 1', { code: true }),
          ),
        ),
      ),
    ).toEqual({
      text: 'Now: it is really down\nx = 1',
      tree: [
        paragraph(
          { type: 'strong', children: [words('Now:')] },
          words(' it is '),
          { type: 'strong', children: [{ type: 'emphasis', children: [words('really')] }] },
          words(' '),
          { type: 'strong', children: [words('down')] },
          { type: 'break' },
          { type: 'inlineCode', value: 'x = 1' },
        ),
      ],
    });
  });

  test('keeps lists in lists, code and quotes', () => {
    const item = (value: string) => section(text(value));
    const list = (style: string, indent: number, ...items: string[]) => ({
      type: 'rich_text_list',
      style,
      indent,
      border: 0,
      elements: items.map(item),
    });
    const parsed = parse(
      rich(
        section(text('Steps:\n')),
        list('ordered', 0, 'stop', 'roll back'),
        list('bullet', 1, 'web', 'jobs'),
        list('ordered', 0, 'start'),
        {
          type: 'rich_text_preformatted',
          border: 0,
          elements: [text('a\n  b'), { type: 'link', url: 'https://x.example' }],
        },
        { type: 'rich_text_quote', elements: [text('it said so')] },
        { type: 'rich_text_preformatted', border: 1, elements: [text('quoted code')] },
      ),
    );
    expect(parsed.text).toBe(
      'Steps:\n1. stop\n2. roll back\n    ◦ web\n    ◦ jobs\n3. start\na\n  bhttps://x.example\nit said so\nquoted code',
    );
    expect(parsed.tree?.map(({ type }) => type)).toEqual(['paragraph', 'list', 'code', 'blockquote']);
    expect(parsed.tree?.[3]).toEqual({
      type: 'blockquote',
      children: [paragraph(words('it said so')), { type: 'code', value: 'quoted code' }],
    });
  });

  test('keeps links to the web, and only the words of others', () => {
    expect(
      parse(
        rich(
          section({ type: 'link', url: 'https://x.example/a?b=1&c', text: 'graph', style: { bold: true } }, text(' '), {
            type: 'link',
            url: 'javascript:alert(1)',
            text: 'click',
          }),
        ),
      ),
    ).toEqual({
      text: 'graph click',
      tree: [
        paragraph(
          {
            type: 'strong',
            children: [{ type: 'link', url: 'https://x.example/a?b=1&c', children: [words('graph')] }],
          },
          words(' click'),
        ),
      ],
    });
  });

  test('does not take what Slack unfurled for its words', () => {
    const unfurled = { from_url: 'https://x.example', title: 'A page', text: 'about something' };
    expect(parse({ ...rich(section(text('look'))), attachments: [unfurled] })).toEqual({ text: 'look' });
  });

  test('that was only forwarded says what was forwarded', () => {
    expect(
      parse({ text: '', attachments: [{ from_url: 'https://s.example/p1', text: 'db-2 is &gt; 90%' }] }).text,
    ).toBe('db-2 is > 90%');
  });
});

describe('a message of an app', () => {
  test('has words when it has only blocks', () => {
    const mrkdwn = (value: string) => ({ type: 'mrkdwn', text: value, verbatim: false });
    expect(
      parse({
        text: '',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Alert :fire:', emoji: true } },
          {
            type: 'section',
            text: mrkdwn('5xx &gt; 10%'),
            fields: [mrkdwn('*Service*\ncheckout'), mrkdwn('Region: eu')],
          },
          { type: 'divider' },
          { type: 'context', elements: [mrkdwn('by <@U1>'), { type: 'image', image_url: 'u', alt_text: 'a graph' }] },
          { type: 'image', image_url: 'u', alt_text: 'latency' },
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Ack' } }] },
          {
            type: 'markdown',
            text: '# Now\n**down** <@U1> [graph](https://x.example) [x](javascript:1) <b>&amp;</b>\n- [x] a\n  1. b\n\n| h | i |\n|-|-|\n| 1 | `2` |\n\n```\nc\n```\n> q',
          },
          {
            type: 'table',
            rows: [
              [
                { type: 'raw_text', text: 'host' },
                { type: 'raw_number', value: 3 },
              ],
              [
                { type: 'rich_text', elements: [section(text('db-2'))] },
                { type: 'raw_text', text: 'up' },
              ],
            ],
          },
        ],
      }).text,
    ).toBe(
      'Alert 🔥\n5xx > 10%\nService\ncheckout\nRegion: eu\nby @Ana Silva a graph\nlatency\nNow\ndown @Ana Silva graph x <b>&</b>\n• ☑ a\n    a. b\nh | i\n1 | 2\nc\nq\nhost | 3\ndb-2 | up',
    );
  });

  test('has the words of a video, of what leads somewhere, and of blocks that are newer than we', () => {
    const plain = (value: string) => ({ type: 'plain_text', text: value });
    const press = (value: string, url?: string) => ({ type: 'button', text: plain(value), ...(url && { url }) });
    const { text: said, tree } = parse({
      blocks: [
        {
          type: 'video',
          title: plain('Replay'),
          title_url: 'https://v.example/1',
          description: plain('of the alert'),
          alt_text: 'a video',
        },
        { type: 'section', text: plain('HighErrorRate'), accessory: press('Runbook', 'https://r.example') },
        { type: 'actions', elements: [press('Silence'), press('Dashboard', 'https://g.example'), press('Ack')] },
        { type: 'context_actions', elements: [{ type: 'feedback_buttons' }] },
        { type: 'hologram', faces: [{ front: plain('front'), back: [{ type: 'mrkdwn', text: '*back* <@U1>' }] }] },
      ],
    });
    expect(said).toBe('Replay\nof the alert\nHighErrorRate\nRunbook\nDashboard\nfront\nback @Ana Silva');
    expect(JSON.stringify(tree)).toContain('"url":"https://g.example"');
  });

  test('takes the names of those it mentions from the text beside its blocks, where nothing else is known', () => {
    const mentions = section({ type: 'channel', channel_id: 'C7' }, text(' '), {
      type: 'usergroup',
      usergroup_id: 'S7',
    });
    const beside = '<#C7|ops> <!subteam^S7|@dba &amp; co> <#C1|other>';
    expect(
      parse({ text: beside, ...rich(mentions, section(text(' '), { type: 'channel', channel_id: 'C1' })) }).text,
    ).toBe('#ops @dba & co\n#general');
  });

  test('has words when it has only attachments', () => {
    expect(
      parse({
        attachments: [
          {
            fallback: 'not shown',
            pretext: 'Firing',
            author_name: 'Grafana',
            footer: 'eu-1',
            actions: [
              { type: 'button', text: 'Open', url: 'https://g.example' },
              { type: 'button', text: 'Mute' },
            ],
            title: 'HighErrorRate',
            title_link: 'https://grafana.example/a?x=1&amp;y=2',
            text: '*checkout* is at 40%',
            fields: [{ title: 'Severity', value: 'critical', short: true }],
          },
          { fallback: 'resolved: disk' },
          { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'nested _too_' } }] },
        ],
      }),
    ).toMatchObject({
      text: 'Firing\nGrafana\nHighErrorRate\ncheckout is at 40%\nSeverity: critical\nOpen\neu-1\nresolved: disk\nnested too',
      tree: [
        {},
        {},
        paragraph({
          type: 'strong',
          children: [{ type: 'link', url: 'https://grafana.example/a?x=1&y=2', children: [words('HighErrorRate')] }],
        }),
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    });
  });

  test('without blocks is read from its mrkdwn', () => {
    expect(
      parse({
        text: '*down* _now_ ~not~ `a &lt; b` :tada: <https://x.example|x> <@U1>\n&gt; quoted\n&gt; twice\nafter\n```\ncode *x*\n```',
      }),
    ).toEqual({
      text: 'down now not a < b 🎉 x @Ana Silva\nquoted\ntwice\nafter\ncode *x*',
      tree: [
        paragraph(
          { type: 'strong', children: [words('down')] },
          words(' '),
          { type: 'emphasis', children: [words('now')] },
          words(' '),
          { type: 'delete', children: [words('not')] },
          words(' '),
          { type: 'inlineCode', value: 'a < b' },
          words(' 🎉 '),
          { type: 'link', url: 'https://x.example', children: [words('x')] },
          words(' @Ana Silva'),
        ),
        { type: 'blockquote', children: [paragraph(words('quoted'), { type: 'break' }, words('twice'))] },
        paragraph(words('after')),
        { type: 'code', value: 'code *x*' },
      ],
    });
  });

  test('that has a broken part or a new kind of block loses that part only', () => {
    expect(
      parse({
        blocks: [
          null,
          'nonsense',
          { type: 'rich_text', elements: [section(text('kept'), { type: 'hologram' }, null), 7] },
          { type: 'card', title: { type: 'plain_text', text: 'A card' }, actions: [{ type: 'button' }] },
        ],
      }).text,
    ).toBe('kept\nA card');
    expect(parse({ blocks: [{ type: 'rich_text', elements: 'none' }], text: 'the text then' }).text).toBe(
      'the text then',
    );
    expect(parse({})).toEqual({ text: '' });
  });

  test('is read in no time, however long and odd', () => {
    const started = performance.now();
    for (const odd of ['`', '```', '* ` ', ' ` ` ', '_a ', '&gt;\n', '<', ' ', '<@U1', ':a', '*a\n', '*` ']) {
      for (const length of [11_000, 40_000]) parse({ text: `*${odd.repeat(Math.floor(length / odd.length))}` });
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
