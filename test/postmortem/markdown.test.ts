import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { Entry, MomentKind } from '../../src/incident/entry.ts';
import { toMarkdown } from '../../src/postmortem/markdown.ts';
import { type CompileOptions, compile } from '../../src/postmortem/postmortem.ts';
import { ana, ben, log, message, moment, opened, pacific, pager, resolved, type Told, words, wrote } from './log.ts';
import { outage } from './outage.ts';

const options: CompileOptions = { names: 'names', now: pacific('18:00'), teamUrl: 'https://acme.slack.com' };
const markdownOf = (entries: Entry[], more: Partial<CompileOptions> = {}) =>
  toMarkdown(compile(entries, { ...options, ...more }));
const read = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
const rootOf = (document: string | Root): Root => (typeof document === 'string' ? read(document) : document);
const squeezed = (text: string): string => text.replace(/\s+/g, '');
const headings = (document: string | Root) =>
  rootOf(document).children.flatMap((node) =>
    node.type === 'heading' ? [`${'#'.repeat(node.depth)} ${textOf(node)}`] : [],
  );
const at = (clock: string, told: Told): Told => ({ ...told, at: pacific(clock) });

const section = (document: string | Root, title: string): Nodes[] => {
  const { children } = rootOf(document);
  const from = children.findIndex((node) => node.type === 'heading' && textOf(node).startsWith(title));
  const length = children.slice(from + 1).findIndex(({ type }) => type === 'heading');
  return children.slice(from + 1, length < 0 ? undefined : from + 1 + length);
};
const bullets = (document: string | Root, title: string) =>
  section(document, title).flatMap((node) => (node.type === 'list' ? node.children : []));
const lines = (document: string | Root, title: string) => bullets(document, title).map((node) => textOf(node));

const always = [
  '## Issue Summary',
  '## Timeline (America/Los_Angeles)',
  '## Root Cause and Resolution',
  '### Root cause',
  '### Contributing factors',
  '### Resolution',
  '## Corrective and Preventative Measures',
  '### Improvements',
  '### Tasks',
  '## Evidence',
];

describe('documents to read', () => {
  const midnight = (): Entry[] =>
    log(
      { ...opened({ title: 'Nightly import is stuck', severity: 'sev2' }), at: new Date('2023-11-05T06:40:00Z') },
      { ...moment('detected', 'customers call', { how: 'customer' }), at: new Date('2023-11-05T06:30:00Z') },
      { ...moment('action', 'restarted the import'), at: new Date('2023-11-05T08:30:00Z') },
      { ...moment('action', 'restarted it again'), at: new Date('2023-11-05T09:30:00Z') },
      { ...resolved('the import is through'), at: new Date('2023-11-05T10:10:00Z') },
    );
  const edited = (): Entry[] => {
    const typo = message('1699045200.000100', {
      files: [{ id: 'F1', name: 'graph.png', permalink: 'https://acme.slack.com/f' }],
    });
    return log(
      at('14:00', opened()),
      { ...at('14:05', moment('note', 'teh graph', { message: typo, via: { type: 'pin' } })), by: ben },
      at('14:06', { kind: 'message.worded', data: { message: { ...typo, version: '1' }, words: words('the graph') } }),
      at('14:10', moment('action', 'restarted db-2')),
      at('14:20', {
        kind: 'entry.edited',
        data: { number: 3, at: pacific('14:08'), words: words('restarted db-3'), kind: 'note' },
      }),
      at('14:30', { kind: 'message.deleted', data: { message: { channel: 'C1', ts: typo.ts }, forget: false } }),
      { ...at('14:31', moment('note', 'said late')), recordedAt: pacific('15:00') },
    );
  };
  it.each([
    ['outage', outage, {}],
    ['outage-roles', outage, { names: 'roles' }],
    ['outage-none', outage, { names: 'none' }],
    ['empty', () => log(at('14:02', opened({ severity: undefined })), at('14:02', resolved())), {}],
    ['midnight', midnight, {}],
    ['edited', edited, {}],
  ] as const)('%s', async (name, entries, more) => {
    await expect(markdownOf(entries(), more)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  it('with the full log', async () => {
    const whole = toMarkdown(compile(outage(), options), { log: outage() });
    await expect(whole.slice(whole.indexOf('## Full log'))).toMatchFileSnapshot('golden/full-log.md');
  });
});

describe('headings', () => {
  it('are all there for an incident of which nothing is known', () => {
    expect(headings(markdownOf(log(opened())))).toEqual(['# Postmortem: Checkout is down', ...always]);
  });

  it('are joined by others where there is something to say', () => {
    expect(headings(toMarkdown(compile(outage(), options), { log: outage() }))).toEqual([
      '# Postmortem: Checkout is down',
      ...always.slice(0, 2),
      '### Misleading paths',
      '### Gaps in the record',
      ...always.slice(2, 9),
      '## Lessons',
      '### What went well',
      '## Conclusion',
      '## Open questions',
      '## Links',
      '## Evidence',
      '## Full log',
    ]);
  });

  it.each([
    '*** _x_ `code` <b>bold</b> | pipe # hash [link](https://x.example)',
    '🔥🔥🔥',
    '`',
    'x'.repeat(200),
    '# 1. - > ~~~',
    'two\nlines',
  ])('keep a title such as %j as it was typed', (title) => {
    const [first] = headings(markdownOf(log(opened({ title }))));
    expect(first).toBe(`# Postmortem: ${title.replace('\n', ' ')}`);
  });
});

describe('the timeline', () => {
  it('says the date at each change of day, and the label that was right then', () => {
    const markdown = markdownOf(
      log(
        { ...opened(), at: new Date('2023-11-05T06:40:00Z') },
        { ...moment('action', 'first'), at: new Date('2023-11-05T08:30:00Z') },
        { ...moment('action', 'second'), at: new Date('2023-11-05T09:30:00Z') },
      ),
    );
    const shown = section(markdown, 'Timeline').flatMap((node) =>
      node.type === 'list' ? node.children.map((each) => textOf(each).slice(0, 9)) : [textOf(node)],
    );
    expect(shown).toEqual([
      'Saturday, 4 November 2023',
      '23:40 PDT',
      'Sunday, 5 November 2023',
      '01:30 PDT',
      '01:30 PST',
    ]);
  });

  it('prints a fixed zone as it was typed', () => {
    const markdown = markdownOf(log({ ...opened({ zone: 'PST' }), at: new Date('2023-07-01T22:00:00Z') }));
    expect(markdown).toContain('## Timeline (PST)');
    expect(lines(markdown, 'Timeline')).toEqual(['14:00 PST Opened: Checkout is down (sev1) (Ana Silva) [1]']);
  });

  it('names the hypothesis that misled, and who raised it stands in the evidence only', () => {
    const markdown = markdownOf(outage());
    const [hypothesis] = lines(markdown, 'Timeline').filter((line) => line.includes('misleading path'));
    expect(hypothesis).toContain('14:25 PDT Hypothesis (misleading path): it is the 13:50 deploy');
    expect(hypothesis).not.toContain('Cleo');
    expect(lines(markdown, 'Evidence').find((line) => line.startsWith('[6]'))).toContain('by Cleo Ito');
  });

  it('names a false lead of which nobody wrote more, and asks for more', () => {
    const markdown = markdownOf(log(opened(), at('14:30', moment('ruled-out', 'the software update'))));
    expect(lines(markdown, 'Timeline')[1]).toBe('14:30 PDT Ruled out: the software update (Ana Silva) [2]');
    const [path] = bullets(markdown, 'Misleading paths');
    expect(textOf(path?.children[0])).toBe(
      'the software update (ruled out at 14:30 PDT; nobody wrote when it was first believed)',
    );
    expect(textOf(path?.children[1])).toContain('/incident edit #2 …');
  });

  it('keeps code in an entry as code', () => {
    const [action] = bullets(markdownOf(outage()), 'Timeline').filter((each) => textOf(each).includes('Action'));
    expect(action?.children[1]).toMatchObject({ type: 'code', value: 'lbctl weights restore --all\n# **done**' });
  });

  it('leaves out what was hidden and what nobody marks any more', () => {
    const pin = { type: 'pin' } as const;
    const markdown = markdownOf(
      log(
        opened(),
        moment('note', 'a secret'),
        { kind: 'entry.hidden', data: { number: 2 } },
        moment('note', 'unpinned', { message: message('1.1'), via: pin }),
        { kind: 'unmarked', data: { message: message('1.1'), via: pin } },
        { kind: 'message.worded', data: { message: message('1.2'), words: words('just talk') } },
      ),
    );
    expect(markdown).not.toMatch(/secret|unpinned|just talk/);
  });

  it('keeps the words of a message that was deleted in Slack, and says so', () => {
    const ref = message('1.1');
    const deleted: Told = { kind: 'message.deleted', data: { message: { channel: 'C1', ts: '1.1' }, forget: false } };
    const markdown = markdownOf(
      log(opened(), { ...moment('note', 'ouch', { message: ref, via: { type: 'pin' } }), author: pager }, deleted),
    );
    expect(lines(markdown, 'Timeline')[1]).toContain('ouch (Pager; deleted in Slack) [2]');
  });
});

describe('what must be said at the top', () => {
  const top = (...drafts: Told[]) => section(markdownOf(log(...drafts)), 'Postmortem').map((node) => textOf(node))[0];
  it('that it was a test', () => expect(top(opened({ test: true }), resolved())).toContain('test incident'));
  it('that it is private', () => expect(top(opened({ private: true }), resolved())).toContain('for its members only'));
  it('that it was cancelled, and why', () =>
    expect(top(opened(), { kind: 'incident.cancelled', data: { reason: 'duplicate', duplicateOf: 3 } })).toBe(
      'This incident was cancelled (duplicate of INC-3).',
    ));
  it('as of when it is told, while it is open', () =>
    expect(top(opened())).toBe(
      'This incident is still open: this is what was known at 18:00 PDT on Friday, 3 November 2023.',
    ));
});

describe('measures', () => {
  it('are a checklist, with owner, due date, type, tracker and nested details', () => {
    const [first, second] = bullets(markdownOf(outage()), 'Tasks');
    expect([first?.checked, second?.checked]).toEqual([false, true]);
    expect(textOf(first?.children[0])).toBe(
      'T1 alert on uneven traffic @Cleo Ito by 2023-12-01 (owner: Cleo Ito; due: Friday, 1 December 2023; type: detect; tracker)',
    );
    expect(first?.children[1]).toMatchObject({ type: 'list', children: [{ checked: null }, { checked: null }] });
  });

  it('are wanted where there are none, with the command that adds them', () => {
    expect(markdownOf(log(opened()))).toContain('None yet: write one with `/incident task …`.');
    expect(markdownOf(log(opened()), { command: '/outage' })).toContain('`/outage task …`');
  });
});

it('a link that a browser should not follow is words', () => {
  const markdown = markdownOf(log(opened(), { kind: 'link.added', data: { url: 'javascript:alert(1)' } }));
  expect(bullets(markdown, 'Links')[0]?.children[0]).toMatchObject({ children: [{ type: 'text' }] });
});

it('the steps of the resolution are numbered', () => {
  const [, list] = section(markdownOf(outage()), 'Resolution');
  expect(list).toMatchObject({ type: 'list', ordered: true, children: [{}, {}, {}] });
});

it('a long outage is told whole', () => {
  const kinds: MomentKind[] = ['note', 'action', 'hypothesis'];
  const many = Array.from({ length: 10_000 }, (_, i) => moment(kinds[i % 3] ?? 'note', `entry ${i}`));
  const markdown = markdownOf(log(opened(), ...many));
  const told = markdown.slice(0, markdown.indexOf('## Root Cause')).match(/^[-*] \*\*\d\d:\d\d P[DS]T\*\* /gm);
  expect(told).toHaveLength(10_001);
});

it('the same log gives the same bytes', () => {
  expect(markdownOf(outage())).toBe(markdownOf(outage()));
});

it('whatever people type stands in the document as they typed it, and changes none of its parts', () => {
  const piece = fc.constantFrom(
    '*',
    '_',
    '`',
    '|',
    '#',
    '> ',
    '- ',
    '1. ',
    '[x]',
    '<b>',
    '&amp;',
    '\\',
    '~',
    '!',
    '$',
    ':',
    '\n',
    ' ',
    'word',
    'é',
    '🔥',
    '[1]: x',
    '---',
    '===',
    '+',
    '@',
    '^',
    '(',
    ')',
    '"',
  );
  const typed = fc.array(piece, { minLength: 1, maxLength: 12 }).map((parts) => `a${parts.join('')}z`);
  fc.assert(
    fc.property(typed, typed, typed, (title, said, detail) => {
      const entries = log(
        opened({ title }),
        moment('note', said),
        moment('mitigated', said),
        wrote('cause', said),
        wrote('improve', said, detail),
        { kind: 'task.added', data: { words: words(said), details: [words(detail)], owner: ana } },
        resolved('over'),
      );
      const markdown = read(markdownOf(entries));
      expect(headings(markdown).slice(1)).toEqual(always);
      const [, note, mitigated] = lines(markdown, 'Timeline').map(squeezed);
      expect(note).toContain(squeezed(`Note: ${said} (Ana Silva) [2]`));
      expect(mitigated).toContain(squeezed(`Mitigated: ${said} (Ana Silva) [3]`));
      expect(
        squeezed(
          section(markdown, 'Root cause')
            .map((node) => textOf(node))
            .join(''),
        ),
      ).toBe(squeezed(said));
      expect(squeezed(lines(markdown, 'Improvements').join(''))).toBe(squeezed(said + detail));
      expect(squeezed(lines(markdown, 'Tasks').join(''))).toContain(squeezed(said));
    }),
    { seed: 7, numRuns: 50 },
  );
});
