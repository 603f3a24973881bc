import type { Draft, Section } from './entry.ts';
import type { Incident, Paragraph } from './incident.ts';
import { refuse } from './refusal.ts';
import { type Phrase, plain, type Words } from './words.ts';

/** Said again, a section gets a further paragraph; the very same words twice are one. */
export const write =
  (section: Section, words: Words, details: readonly Words[]) =>
  (incident: Incident): Draft[] => {
    const last = incident.sections[section]?.at(-1);
    return last && isSaid(last, words, details)
      ? []
      : [{ kind: 'section.written', data: { section, words, details: [...details] } }];
  };

/** Without a paragraph the whole section is replaced. What reads so already is left alone. */
export const replace =
  (section: Section, words: Words, details: readonly Words[], paragraph?: number) =>
  (incident: Incident): Draft[] => {
    const all = incident.sections[section] ?? [];
    const replaced = paragraph === undefined ? all : [find(incident, section, paragraph)];
    const isSame = replaced.length === 1 && replaced.every((each) => isSaid(each, words, details));
    if (isSame) return [];
    return [{ kind: 'section.replaced', data: { section, words, details: [...details], paragraph } }];
  };

export const remove =
  (section: Section, paragraph?: number) =>
  (incident: Incident): Draft[] => {
    if (paragraph !== undefined) find(incident, section, paragraph);
    return (incident.sections[section] ?? []).length === 0
      ? []
      : [{ kind: 'section.removed', data: { section, paragraph } }];
  };

/** The one-line value: the first sentence of the last paragraph. */
export const value = (incident: Incident, section: Section): string | undefined => {
  const text = incident.sections[section]?.at(-1)?.words.text;
  if (!text) return undefined;
  return /^.*?[.!?](?=\s+\p{Lu}|\s*$)/su.exec(text)?.[0] ?? text;
};

/** The first line, and the further lines as details, without their list marks. Links and code stay what they are. */
export const splitDetails = (words: Words): { words: Words; details: Words[] } => {
  const [first = plain(''), ...further] = linesOf(words);
  return { words: first, details: nested(further.filter(({ text }) => text.trim() !== '')).map(withoutListMark) };
};

/** A line that is set in deeper than the details belongs to the one above it. */
const nested = (lines: readonly Words[]): Words[] => {
  const indent = ({ text }: Words): number => /^\s*/.exec(text)?.[0].length ?? 0;
  const outer = Math.min(...lines.map(indent));
  const details: Words[] = [];
  for (const line of lines) {
    const above = details.at(-1);
    const isInner = above !== undefined && indent(line) > outer;
    if (isInner) details[details.length - 1] = { text: `${above.text}\n• ${withoutListMark(line).text}` };
    else details.push(line);
  }
  return details;
};

const listMark = /^\s*(?:[-*•]|\d+[.)])\s+/;

const withoutListMark = ({ text, tree }: Words): Words => {
  const [block] = tree ?? [];
  const bare = text.replace(listMark, '').trim();
  if (!tree || bare === text || block?.type !== 'paragraph') return tree ? { text: bare, tree } : { text: bare };
  const [head, ...rest] = block.children;
  const start = head?.type === 'text' ? { ...head, value: head.value.replace(listMark, '') } : head;
  return { text: bare, tree: [{ type: 'paragraph', children: start ? [start, ...rest] : rest }] };
};

/** One value a line. Words with blocks of their own (code, lists) are split by their text alone, after the first line. */
const linesOf = ({ text, tree }: Words): Words[] => {
  const texts = text.split('\n');
  if (!tree?.every(({ type }) => type === 'paragraph')) return texts.map((line) => ({ text: line.trimEnd() }));
  const phrases = tree.flatMap((block) => (block.type === 'paragraph' ? splitAtBreaks(block.children) : []));
  if (phrases.length !== texts.length) return texts.map((line) => ({ text: line.trimEnd() }));
  return texts.map((line, i) => withTree(line.trimEnd(), phrases[i] ?? []));
};

const withTree = (text: string, children: readonly Phrase[]): Words =>
  children.every(({ type }) => type === 'text') ? { text } : { text, tree: [{ type: 'paragraph', children }] };

const splitAtBreaks = (children: readonly Phrase[]): Phrase[][] => {
  const lines: Phrase[][] = [[]];
  for (const child of children) {
    if (child.type === 'break') lines.push([]);
    else lines.at(-1)?.push(child);
  }
  return lines;
};

const find = (incident: Incident, section: Section, paragraph: number): Paragraph =>
  incident.sections[section]?.find(({ id }) => id === paragraph) ??
  refuse('That paragraph is not there any more: somebody replaced or removed it. Look at the section again.');

const isSaid = (paragraph: Paragraph, words: Words, details: readonly Words[]): boolean =>
  paragraph.words.text === words.text &&
  paragraph.details.length === details.length &&
  paragraph.details.every(({ text }, i) => text === details[i]?.text);
