import type { Entry } from './entry.ts';
import type { Incident, Paragraph } from './incident.ts';

type OfSection = Extract<Entry, { kind: `section.${string}` }>;

/** The paragraphs of a section after one was written, took the place of others, or was removed. */
export const paragraphsAfter = ({ sections }: Pick<Incident, 'sections'>, entry: OfSection): readonly Paragraph[] => {
  const { kind, data, author: by, at, seq: id } = entry;
  const before = sections[data.section] ?? [];
  if (kind === 'section.removed')
    return data.paragraph === undefined ? [] : before.filter((each) => each.id !== data.paragraph);
  const paragraph = { id, words: data.words, details: data.details, by, at };
  if (kind === 'section.written') return [...before, paragraph];
  const { paragraph: replaced } = data;
  if (replaced === undefined) return [paragraph];
  const isThere = before.some((each) => each.id === replaced);
  return isThere ? before.map((each) => (each.id === replaced ? paragraph : each)) : [...before, paragraph];
};
