import fc from 'fast-check';
import type { Entry, Person, Section } from '../../src/incident/entry.ts';
import { sections } from '../../src/incident/entry.ts';
import { type Block, plain, type Words } from '../../src/incident/words.ts';
import { parseMessage } from '../../src/slack/text/message.ts';
import { names } from '../slack/text/names.ts';
import { log, message, moment, opened, pacific, type Told } from './log.ts';

/** What looks like markup in Markdown or in HTML. */
const signs = [
  ...[
    '#',
    '# ',
    '## ',
    '|',
    '| - |',
    '> ',
    '- ',
    '+ ',
    '* ',
    '1. ',
    '2) ',
    '[x] ',
    '[ ] ',
    '```',
    '`',
    '~~~',
    '~~',
    '~',
    '---',
    '===',
  ],
  ...[
    '<',
    '>',
    '<b>',
    '</p>',
    '<!-- ',
    ' -->',
    '<script>',
    '<?x',
    '<![CDATA[',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:1">',
  ],
  ...[
    '&lt;',
    '&amp;',
    '&#35;',
    '&copy',
    '&',
    '"',
    "'",
    '[a](b)',
    '![',
    '](',
    '[1]',
    '[1]: x',
    '[^1]',
    '[^1]: y',
    '(',
    ')',
    '[',
    ']',
    '!',
  ],
  ...[
    'www.x.example',
    'https://x.example/a_b',
    'a@b.example',
    'mailto:a@b.example',
    'xmpp:a@b.example',
    'javascript:alert(1)',
    '//x.example',
  ],
  ...[
    '*',
    '**',
    '_',
    '__',
    '\\',
    '\\\\',
    '^',
    '$',
    '$$',
    ':',
    '::',
    '@',
    '#12',
    ':tada:',
    '{',
    '}',
    '%',
    '=',
    '+',
    '.',
    '![',
  ],
  ...[
    '    ',
    '\t',
    ' ',
    '  \n',
    '\\\n',
    '\n',
    '\n\n',
    '\u2028',
    '\u00a0',
    '\u200b',
    '\u202e',
    '\u2067',
    'é',
    '🔥',
    '数',
    'word',
    'a',
    '0',
  ],
];
const markup = fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 10 }).map((all) => all.join(''));
const anything = fc.oneof(markup, markup, fc.string({ unit: 'binary', maxLength: 12 }));

/** Text as it comes through the door, with something in it that can be looked for. */
export const typedText: fc.Arbitrary<string> = anything.map(
  (text) => parseMessage({ blocks: [richText({ text: `a${text}z` })] }, names).text,
);

const richText = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: elements.map((element) => ({ type: 'text', ...element })) }],
});

const style = fc.constantFrom(
  { bold: true },
  { italic: true },
  { strike: true },
  { code: true },
  { bold: true, italic: true },
  undefined,
);
const element = fc.oneof(
  fc.tuple(anything, style).map(([text, worn]) => ({ type: 'text', text, ...(worn && { style: worn }) })),
  fc
    .tuple(
      fc.constantFrom('https://x.example/a_(b)?c=<d>&e=`f`', 'mailto:a@b.example', 'javascript:alert(1)'),
      anything,
    )
    .map(([url, text]) => ({ type: 'link', url, text })),
);
const block = fc.oneof(
  fc.array(element, { minLength: 1, maxLength: 3 }).map((elements) => ({ type: 'rich_text_section', elements })),
  fc.array(element, { minLength: 1, maxLength: 3 }).map((elements) => ({ type: 'rich_text_quote', elements })),
  anything.map((text) => ({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] })),
  fc
    .tuple(fc.constantFrom('ordered', 'bullet'), fc.constantFrom(0, 1), fc.constantFrom(0, 6), element)
    .map(([of, indent, offset, one]) => ({
      type: 'rich_text_list',
      ...{ style: of, indent, offset },
      elements: [{ type: 'rich_text_section', elements: [one] }],
    })),
);

/** Words with links, code, lists and emphasis, as somebody writes them in Slack. */
export const writtenWords: fc.Arbitrary<Words> = fc
  .array(block, { minLength: 1, maxLength: 3 })
  .map((elements) => parseMessage({ blocks: [{ type: 'rich_text', elements }] }, names))
  .filter(({ text, tree }) => text.trim() !== '' && !isDoubtful(tree?.[0]));

/** After a line, micromark takes `- 7.` for words where GitHub sees a list in a list. */
const isDoubtful = (first: Block | undefined): boolean =>
  first?.type === 'list' && ((first.start ?? 1) !== 1 || first.children[0]?.children.length === 0);

export const anyWords: fc.Arbitrary<Words> = fc.oneof(typedText.map(plain), writtenWords);

const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

type Place = { readonly title: string; readonly name: string; readonly words: Words; readonly more: Words };

/** An incident in which the same text stands wherever somebody's text may stand. */
export const everywhere = ({ title, name, words, more }: Place): Entry[] => {
  const who: Person = { id: 'U7', name: line(name) };
  const files = [
    { id: 'F1', name: line(name), permalink: 'https://acme.slack.com/files/F1' },
    { id: 'F2', name: line(title) },
  ];
  const via = { type: 'reaction', name: 'pushpin' } as const;
  const marked = message('1699045200.000100', { files });
  const paragraph = (section: Section): Told => ({
    kind: 'section.written',
    data: { section, words, details: [more, plain(title)] },
  });
  return log(
    opened({ title }),
    { kind: 'channel.made', data: { channel: 'C1', name: line(name) } },
    { kind: 'role.assigned', data: { role: 'lead', person: who } },
    { kind: 'role.assigned', data: { role: line(name), person: who } },
    { ...moment('detected', words, { how: 'customer' }), by: who },
    moment('hypothesis', more),
    { ...moment('note', words, { message: marked, via }), author: who },
    moment('ruled-out', words, { about: 6 }),
    moment('ruled-out', more),
    moment('hypothesis', words),
    { kind: 'impact.set', data: { words, figures: [], services: [line(name)] } },
    { kind: 'entry.edited', data: { number: 5, words: more } },
    { kind: 'update.given', data: { words, announced: true } },
    ...sections.map(paragraph),
    { kind: 'task.added', data: { words, details: [more], owner: who, due: '2023-12-01', link: title } },
    { kind: 'task.added', data: { words: more, details: [], due: line(title), link: 'https://x.example/1' } },
    { kind: 'link.added', data: { url: title, words: more } },
    { kind: 'link.added', data: { url: 'https://x.example/a_b?c=d&e', words } },
    { kind: 'document.state', data: { state: 'draft', owner: who } },
    { kind: 'incident.resolved', data: { words }, at: pacific('15:00') },
  );
};
