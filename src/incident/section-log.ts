import type { Entry, Section } from './entry.ts';
import type { Incident } from './incident.ts';
import { hasWords } from './remains.ts';

/** A paragraph and those that it took the place of. */
export const ofParagraph = (log: readonly Entry[], id: number): Entry[] => {
  const entry = log.find(({ seq }) => seq === id);
  if (entry?.kind !== 'section.replaced') return entry ? [entry] : [];
  const { section, paragraph } = entry.data;
  if (paragraph !== undefined) return [...ofParagraph(log, paragraph), entry];
  return log.filter((each) => each.seq <= id && isOfSection(each, section));
};

const isOfSection = ({ kind, data }: Entry, section: Section): boolean =>
  (kind === 'section.written' || kind === 'section.replaced') && data.section === section;

/** What was taken out of a section and is in the log still. Several people may have written it: each paragraph is its author's. */
export const removedFrom = ({ sections }: Incident, log: readonly Entry[], section: Section): Entry[] => {
  const kept = new Set((sections[section] ?? []).flatMap(({ id }) => ofParagraph(log, id)).map(({ seq }) => seq));
  return log.filter((entry) => isOfSection(entry, section) && !kept.has(entry.seq) && hasWords(entry));
};
