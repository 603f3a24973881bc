import type { Section } from '../incident/entry.ts';
import type { Incident } from '../incident/incident.ts';
import type { MilestoneName } from '../incident/milestones.ts';
import { value } from '../incident/sections.ts';
import type { Line } from './lines.ts';
import { firstSentence } from './sentence.ts';
import { captured, derived, lacking, type Missing, type Value } from './value.ts';

/** The root cause in one line: as written, else the first contributing factor, else as the entry that identified it says. */
export const causeOf = (incident: Incident, lines: readonly Line[], wanted: Missing): Value<string> =>
  written(incident, 'cause') ?? factor(incident) ?? told(lines, ['identified'], wanted);

/** The resolution in one line: as written, else as the entries say that mitigated and resolved it. */
export const fixOf = (incident: Incident, lines: readonly Line[], wanted: Missing): Value<string> =>
  written(incident, 'fix') ?? told(lines, ['mitigated', 'resolved'], wanted);

const written = (incident: Incident, section: Section): Value<string> | undefined => {
  const last = incident.sections[section]?.at(-1);
  const line = value(incident, section)?.replace(/\s+/g, ' ');
  return last && line ? { value: line, from: { type: 'entered', by: last.by, at: last.at } } : undefined;
};

const factor = ({ sections }: Incident): Value<string> | undefined => {
  const first = sections.factor?.[0];
  return first && derived(firstSentence(first.words.text), 'the first contributing factor; no root cause was written');
};

/** The best that is known, and better words are still wanted. */
const told = (lines: readonly Line[], names: readonly MilestoneName[], wanted: Missing): Value<string> => {
  const line = names
    .map((name) => lines.find(({ milestone }) => milestone === name))
    .find((each) => each && isSaid(each) && each.words.text.trim() !== '');
  return line ? { ...captured(firstSentence(line.words.text), line.number), wanted } : lacking(wanted);
};

/** A confirmed hypothesis says what it is, even if a reaction confirmed it. */
export const isSaid = ({ bare, about }: Line): boolean => !bare || about !== undefined;
