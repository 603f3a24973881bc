import fc from 'fast-check';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { toHtml } from '../../src/postmortem/html.ts';
import { documentOf, toMarkdown } from '../../src/postmortem/markdown.ts';
import { type CompileOptions, compile } from '../../src/postmortem/postmortem.ts';
import { anyWords, everywhere, typedText } from './everywhere.ts';
import { pacific } from './log.ts';
import { elementsOf, readPage, wordsOf } from './page.ts';

const options: CompileOptions = { names: 'names', now: pacific('18:00'), teamUrl: 'https://acme.slack.com' };
const place = fc.record({ title: typedText, name: typedText, words: anyWords, more: anyWords });

/**
 * The shape of a document: what stands in what, with the words. A reference that nothing defines is text, and GitHub links
 * a bare address even where it is escaped: its words are the same.
 */
const shape = (node: Nodes): unknown => {
  if (node.type === 'text') return node.value;
  if (node.type === 'linkReference') return `[${textOf(node)}]`;
  if (node.type === 'break') return '\n';
  if (isBareAddress(node)) return textOf(node);
  const own = {
    ...('depth' in node && { depth: node.depth }),
    ...('url' in node && { url: node.url }),
    ...('value' in node && { value: node.value }),
    ...('ordered' in node && node.ordered && { start: node.start ?? 1 }),
    ...('checked' in node && typeof node.checked === 'boolean' && { checked: node.checked }),
  };
  return { type: node.type, ...own, ...('children' in node && { children: joined(node.children) }) };
};

const isBareAddress = (node: Nodes): boolean =>
  node.type === 'link' && [textOf(node), `http://${textOf(node)}`, `mailto:${textOf(node)}`].includes(node.url);

const joined = (children: readonly Nodes[]): unknown[] => {
  const out: unknown[] = [];
  for (const one of children.map(shape)) {
    const last = out.at(-1);
    if (typeof one === 'string' && typeof last === 'string') out[out.length - 1] = last + one;
    else out.push(one);
  }
  // Blanks around a line are nobody's words.
  return out
    .map((one) => (typeof one === 'string' ? one.replace(/[ \t]*\n[ \t]*/g, '\n') : one))
    .filter((one) => one !== '');
};

const read = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

test('whatever people write, the Markdown is read as the document that was meant, with nothing else in it', () => {
  fc.assert(
    fc.property(place, (said) => {
      const entries = everywhere(said);
      const pm = compile(entries, options);
      const extent = { log: entries };
      expect(shape(read(toMarkdown(pm, extent)))).toEqual(shape(documentOf(pm, extent)));
    }),
    { seed: 1, numRuns: 12 },
  );
});

test('whatever people write, the page has no element, attribute or address of theirs, and all of their words', () => {
  const plainWords = (text: string): string => text.replace(/\s+/g, '');
  fc.assert(
    fc.property(place, (said) => {
      const entries = everywhere(said);
      const pm = compile(entries, options);
      const page = readPage(toHtml(pm, { log: entries }));
      const all = elementsOf(page);
      expect(
        all.filter(({ tagName }) =>
          ['script', 'img', 'iframe', 'form', 'input', 'object', 'b', 'template'].includes(tagName),
        ),
      ).toEqual([]);
      expect(
        all.flatMap(({ properties }) => Object.keys(properties)).filter((name) => /^(on|style$|src)/i.test(name)),
      ).toEqual([]);
      for (const { properties } of all.filter(({ tagName }) => tagName === 'a'))
        expect(String(properties.href)).toMatch(/^(#(entry|evidence)-\d+$|#[a-z-]+$|https?:|mailto:)/i);
      const shown = plainWords(wordsOf(page));
      for (const text of textsOf(documentOf(pm, { log: entries }))) expect(shown).toContain(plainWords(text));
    }),
    { seed: 2, numRuns: 12 },
  );
});

/** The words of each paragraph, cell and block of code. */
const textsOf = (node: Nodes): string[] => {
  if (node.type === 'code') return [node.value];
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
    return [node.children.map(phraseOf).join('')];
  return 'children' in node ? node.children.flatMap(textsOf) : [];
};
const phraseOf = (node: PhrasingContent): string => {
  if (node.type === 'linkReference') return `[${textOf(node)}]`;
  return 'children' in node ? node.children.map(phraseOf).join('') : textOf(node);
};
