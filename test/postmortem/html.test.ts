import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/incident/entry.ts';
import { toHtml } from '../../src/postmortem/html.ts';
import { toMarkdown } from '../../src/postmortem/markdown.ts';
import { type CompileOptions, compile } from '../../src/postmortem/postmortem.ts';
import { log, message, moment, opened, pacific, resolved, words } from './log.ts';
import { outage } from './outage.ts';
import { called, elementsOf, readPage, tagged, wordsOf } from './page.ts';

const options: CompileOptions = { names: 'names', now: pacific('18:00'), teamUrl: 'https://acme.slack.com' };
const compiled = (entries: Entry[], more: Partial<CompileOptions> = {}) => compile(entries, { ...options, ...more });
const pageOf = (entries: Entry[], more: Partial<CompileOptions> = {}) => readPage(toHtml(compiled(entries, more)));
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('the page of a postmortem', () => {
  const html = toHtml(compiled(outage()));
  const page = readPage(html);

  it('has the sections of the document, in their order', () => {
    const headings = (html.match(/<h[12][ >]/g) ?? []).length;
    const markdown = toMarkdown(compiled(outage()));
    expect(tagged(page, 'h2').map(wordsOf)).toEqual(
      [...markdown.matchAll(/^## (.*)$/gm)].map(([, name]) => name?.replaceAll('\\', '')),
    );
    expect(tagged(page, 'h1').map(wordsOf)).toEqual(['Postmortem: Checkout is down']);
    expect(headings).toBe(tagged(page, 'h2').length + 1);
  });

  it('loads nothing and runs nothing, and tells the browser so', () => {
    const allowed = ['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'header', 'nav', 'section', 'footer'];
    const text = ['h1', 'h2', 'h3', 'p', 'a', 'span', 'strong', 'em', 'del', 'br', 'code', 'pre', 'blockquote', 'div'];
    const lists = ['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'figure', 'figcaption'];
    const drawn = ['svg', 'title', 'desc', 'rect', 'line', 'circle', 'path', 'text'];
    const known = new Set([...allowed, ...text, ...lists, ...drawn]);
    expect(
      elementsOf(page)
        .map(({ tagName }) => tagName)
        .filter((name) => !known.has(name)),
    ).toEqual([]);
    const attributes = elementsOf(page).flatMap(({ properties }) => Object.keys(properties));
    expect(attributes.filter((name) => /^on|^style$|^src/i.test(name))).toEqual([]);
    const policy = tagged(page, 'meta').find(({ properties }) => properties.httpEquiv)?.properties.content;
    const style = tagged(page, 'style').map(wordsOf).join();
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toMatch(/url\(|@import/);
  });

  it('has every link of its own lead to something in it', () => {
    const targets = tagged(page, 'a').flatMap(({ properties: { href } }) =>
      String(href).startsWith('#') ? [href] : [],
    );
    for (const target of targets) expect(called(page, String(target).slice(1))).toBeDefined();
    expect(targets).toContain('#evidence-6');
    expect(targets).toContain('#entry-6');
    const ids = elementsOf(page).flatMap(({ properties: { id } }) => (id ? [id] : []));
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('can be used without eyes and without a mouse', () => {
    expect(tagged(page, 'html')[0]?.properties.lang).toBe('en');
    for (const cell of tagged(page, 'th')) expect(['row', 'col']).toContain(cell.properties.scope);
    expect(tagged(page, 'a')[0]?.properties).toMatchObject({ href: '#content', className: ['skip'] });
    const [svg] = tagged(page, 'svg');
    expect(svg?.properties.role).toBe('img');
    expect(svg && wordsOf(svg)).toContain('detected 14:00 PDT, acknowledged 14:05 PDT');
    for (const box of elementsOf(page).filter(({ properties }) => [properties.className].flat().includes('box')))
      expect(['done', 'open']).toContain(box.properties.ariaLabel);
  });

  it('draws the milestones, what misled, and when Debrief was not listening', () => {
    const [svg] = tagged(page, 'svg');
    if (!svg) throw new Error('nothing is drawn');
    expect(tagged(svg, 'text').map(wordsOf)).toEqual(
      expect.arrayContaining(['14:00 detected', '15:30 resolved', 'it is the 13:50 deploy', '14:45']),
    );
    const drawn = (name: string) =>
      elementsOf(svg).filter(({ properties }) => properties.className?.toString() === name);
    expect(drawn('milestone')).toHaveLength(5);
    expect(drawn('misled')).toHaveLength(1);
    expect(drawn('gap')).toHaveLength(1);
    for (const { properties } of elementsOf(svg))
      for (const name of ['x', 'cx', 'x1', 'x2'])
        if (name in properties) expect(Number(properties[name])).toBeGreaterThanOrEqual(0);
  });

  it('draws days as the clock of the incident has them, also when it is set back', () => {
    const days = log(
      { ...opened(), at: pacific('14:02') },
      { ...resolved('at last'), at: new Date('2023-11-08T20:00:00Z') },
    );
    const [svg] = tagged(pageOf(days), 'svg');
    expect(svg && tagged(svg, 'text').map(wordsOf)).toEqual([
      ...['Sat 4 Nov', 'Sun 5 Nov', 'Mon 6 Nov', 'Tue 7 Nov', 'Wed 8 Nov'],
      'Wed 8 Nov 12:00 resolved',
    ]);
  });

  it('draws nothing of what took no time', () => {
    const noon = { at: pacific('14:02') };
    const entries = log({ ...opened(), ...noon }, { ...resolved('at once'), ...noon });
    expect(tagged(pageOf(entries), 'svg')).toEqual([]);
  });

  it('is the same, byte for byte, for the same log', () => {
    expect(toHtml(compiled(outage(), { now: pacific('23:00') }))).toBe(html);
  });

  it('says at once that an incident is private, or was a test', () => {
    const shown = (entries: Entry[]) => tagged(pageOf(entries), 'header').map(wordsOf).map(squeezed).join();
    expect(shown(log(opened({ private: true })))).toContain('private');
    expect(shown(log(opened({ test: true })))).toContain('This was a test incident');
    const badges = (entries: Entry[]) =>
      elementsOf(pageOf(entries)).flatMap((one) =>
        [one.properties.className].flat().includes('badge') ? [wordsOf(one)] : [],
      );
    expect(badges(log(opened({ private: true, test: true })))).toEqual([
      'INC-7',
      'SEV1',
      'investigating',
      'draft',
      'test',
      'private',
    ]);
    expect(badges(outage())).toEqual(['INC-7', 'SEV1', 'resolved', 'draft']);
  });

  it('names nobody when it should not', () => {
    for (const names of ['roles', 'none'] as const) {
      const shown = wordsOf(pageOf(outage(), { names }));
      expect(shown).not.toMatch(/Ana Silva|Ben Ode|Cleo Ito/);
    }
  });

  it('holds the whole log on request', () => {
    const whole = wordsOf(readPage(toHtml(compiled(outage()), { log: outage() })));
    expect(whole).toContain('Full log');
    expect(wordsOf(page)).not.toContain('Full log');
  });

  it('shows every entry, of thousands, too', () => {
    const many = log(
      opened(),
      ...Array.from({ length: 2_000 }, (_, n) => moment('note', `thing ${n}`)),
      resolved('done'),
    );
    const all = toHtml(compiled(many));
    expect(all.match(/<li id="entry-\d+"/g)).toHaveLength(2_002);
    expect(all.match(/class="entry" d="[^"]{0,20000}"/)).not.toBeNull();
  });
});

describe('images of marked messages', () => {
  const file = (id: string, mimetype: string) => ({
    id,
    name: `<graph> of ${id}.png`,
    mimetype,
    permalink: 'https://acme.slack.com/files/1',
  });
  const entries = log(
    opened(),
    moment('note', 'look', {
      via: { type: 'reaction', name: 'pushpin' },
      message: message('1.1', {
        files: [file('F1', 'image/png'), file('F2', 'image/svg+xml'), file('F3', 'image/png')],
      }),
    }),
  );
  const images = new Map([
    ['F1', { mimetype: 'image/png', bytes: Buffer.from('one') }],
    ['F2', { mimetype: 'image/svg+xml', bytes: Buffer.from('<svg/>') }],
  ]);

  it('are in the page itself, below their entry, where browsers draw them', () => {
    const page = readPage(toHtml(compiled(entries), { images }));
    const entry = called(page, 'entry-2');
    expect(tagged(entry, 'img').map(({ properties: { src } }) => src)).toEqual(['data:image/png;base64,b25l']);
    expect(tagged(entry, 'figcaption').map(wordsOf)).toEqual(['<graph> of F1.png']);
    expect(tagged(page, 'img')).toHaveLength(1);
  });
});

describe('links in the page', () => {
  it('lead to the web and to mail, and nowhere else', () => {
    const link = (url: string) => ({ type: 'link' as const, url, children: [{ type: 'text' as const, value: url }] });
    const urls = [
      'https://x.example/?a=1&b="2"',
      'mailto:a@b.example',
      'javascript:alert(1)',
      'data:text/html,x',
      'slack://open',
      ' https://y',
    ];
    const said = words({ text: '', tree: [{ type: 'paragraph', children: urls.map(link) }] });
    const page = pageOf(log(opened(), moment('note', said)));
    const hrefs = tagged(called(page, 'entry-2'), 'a').map(({ properties: { href } }) => String(href));
    expect(hrefs.filter((href) => !href.startsWith('#'))).toEqual([
      'https://x.example/?a=1&b="2"',
      'mailto:a@b.example',
    ]);
    for (const url of urls) expect(wordsOf(called(page, 'entry-2'))).toContain(url);
  });
});
