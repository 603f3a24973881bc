import type { Draft, Section } from './entry.ts';
import type { Incident } from './incident.ts';
import { refuse } from './refusal.ts';
import type { Block, Words } from './words.ts';

/** Said again, a section gets a further paragraph; the very same words twice are one. */
export const write =
  (section: Section, words: Words, details: readonly Words[]) =>
  (incident: Incident): Draft[] => {
    const last = incident.sections[section]?.at(-1);
    const isSame = last?.words.text === words.text && sameTexts(last.details, details);
    return isSame ? [] : [{ kind: 'section.written', data: { section, words, details: [...details] } }];
  };

/** Without a paragraph the whole section is replaced. */
export const replace =
  (section: Section, words: Words, details: readonly Words[], paragraph?: number) =>
  (incident: Incident): Draft[] => {
    if (paragraph !== undefined) find(incident, section, paragraph);
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

/** The first line, and the further lines as details, without their list marks. */
export const splitDetails = (words: Words): { words: Words; details: Words[] } => {
  const [first = '', ...further] = words.text.split('\n');
  if (further.length === 0) return { words, details: [] };
  const lines = further.map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim()).filter(Boolean);
  const paragraphs = byLine(words.tree);
  // The tree is kept where its paragraphs are the lines; anything more involved is kept as its plain words.
  if (paragraphs?.length === lines.length + 1)
    return {
      words: { text: first.trim(), tree: paragraphs.slice(0, 1) },
      details: lines.map((text, i) => ({ text, tree: paragraphs.slice(i + 1, i + 2) })),
    };
  return { words: { text: first.trim() }, details: lines.map((text) => ({ text })) };
};

const byLine = (tree: readonly Block[] | undefined): readonly Block[] | undefined =>
  tree?.every(({ type }) => type === 'paragraph') ? tree : undefined;

const find = (incident: Incident, section: Section, paragraph: number): void => {
  if (!incident.sections[section]?.some(({ id }) => id === paragraph))
    refuse('That paragraph is not there any more: somebody replaced or removed it. Look at the section again.');
};

const sameTexts = (one: readonly Words[], other: readonly Words[]): boolean =>
  one.length === other.length && one.every(({ text }, i) => text === other[i]?.text);
