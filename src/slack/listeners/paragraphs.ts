import type { Section } from '../../incident/entry.ts';
import { replace, splitDetails, write } from '../../incident/sections.ts';
import type { Words } from '../../incident/words.ts';
import type { Decision } from '../../logbook.ts';

/** Prose keeps its lines; of everything else the further lines are details or steps. */
const prose: ReadonlySet<Section> = new Set(['summary', 'cause', 'conclusion', 'question']);

const split = (section: Section, words: Words) => (prose.has(section) ? { words, details: [] } : splitDetails(words));

/** A further paragraph. */
export const writeText = (section: Section, text: Words): Decision => {
  const { words, details } = split(section, text);
  return write(section, words, details);
};

/** One paragraph, or (without `paragraph`) the whole section. */
export const replaceParagraph = (section: Section, text: Words, paragraph?: number): Decision => {
  const { words, details } = split(section, text);
  return replace(section, words, details, paragraph);
};

/** The whole section, by several paragraphs. */
export const replaceAll =
  (section: Section, [first, ...others]: readonly Words[]): Decision =>
  (...known) => [
    ...(first ? replaceParagraph(section, first)(...known) : []),
    ...others.flatMap((text) => writeText(section, text)(...known)),
  ];
