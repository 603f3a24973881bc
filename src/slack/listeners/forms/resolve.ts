import type { Section } from '../../../incident/entry.ts';
import { fold, type Incident } from '../../../incident/incident.ts';
import { resolve } from '../../../incident/lifecycle.ts';
import type { Decision } from '../../../logbook.ts';
import { askedAtTheEnd, endAsText, lastParagraph } from '../../blocks/forms/resolve.ts';
import { replaceParagraph, writeText } from '../paragraphs.ts';
import { permitted } from '../permitted.ts';
import { receipt } from '../receipt.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { type Filled, wordsIn } from './filled.ts';
import { checkNotLost } from './meanwhile.ts';
import { timeIn } from './time.ts';

/** One act: the sections and the end are written together, or nothing is. */
export const submitResolve = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const at = timeIn(filled, incident, about.at, endAsText) ?? about.at;
  const words = value('words') === '' ? undefined : wordsIn(filled, 'words');
  const log = await ask.desk.logbook.entries(incident.id);
  const { upTo = incident.seq } = about;
  const seen = fold(
    incident.id,
    log.filter(({ seq }) => seq <= upTo),
  );
  const parts = askedAtTheEnd.map(({ section }) => writePart(filled, seen, section));
  const decide: Decision = (now, ...rest) => [
    ...parts.flatMap((write) => write(now, ...rest)),
    ...resolve({ at, words })(now),
  ];
  const recorded = await ask.record(incident.id, permitted(ask, 'resolve', decide));
  return receipt({ ...ask, incident }, recorded, 'resolved');
};

/** What was changed in the form replaces what it showed; what was empty before is new, and so is all where others wrote meanwhile. */
const writePart = (filled: Filled, seen: Incident, section: Section): Decision => {
  const shown = lastParagraph(seen, section);
  const text = filled.value(section);
  if (text === '' || text === shown.trim()) return () => [];
  const words = wordsIn(filled, section);
  const last = seen.sections[section]?.at(-1);
  return (now, ...rest) => {
    checkNotLost(filled, now, section, [lastParagraph(now, section)]);
    const isThere = last !== undefined && now.sections[section]?.at(-1)?.id === last.id;
    return (isThere ? replaceParagraph(section, words, last.id) : writeText(section, words))(now, ...rest);
  };
};
