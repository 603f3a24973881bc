import { plain, type Words } from '../incident/words.ts';
import { inWords } from './duration.ts';
import { figureInWords, type Harm } from './impact.ts';
import { clockDay, dayRange } from './range.ts';
import { closed, firstSentence } from './sentence.ts';
import type { Span } from './span.ts';
import { derived, type Value } from './value.ts';

type Known = {
  readonly title: string;
  readonly zone: string;
  readonly isCancelled: boolean;
  readonly span: Span;
  readonly harm: Harm;
  readonly cause: Value<string>;
  readonly fix: Value<string>;
};

/** Two to four sentences from what is known, for as long as nobody has written better ones. */
export const composeSummary = (known: Known): Value<readonly Words[]> => {
  const { harm, cause, fix } = known;
  const unknown = [
    ...(harm.words.value || harm.peaks.value ? [] : ['whom it hurt']),
    ...(cause.value ? [] : ['the root cause']),
    ...(fix.value ? [] : ['what fixed it']),
  ];
  const told = [
    when(known),
    ...(harm.words.value ? [impact(harm)] : []),
    ...(cause.value ? [closed(`Root cause: ${cause.value}`)] : []),
    ...(fix.value ? [closed(`Resolution: ${fix.value}`)] : []),
  ];
  const sentences = unknown.length > 0 && told.length < 4 ? [...told, `Not known yet: ${unknown.join(', ')}.`] : told;
  const how = 'composed of title, start, end, impact, root cause and resolution';
  return derived([plain(sentences.join(' '))], how);
};

const when = ({ title: typed, zone, isCancelled, span: { start, end, length } }: Known): string => {
  const title = typed.replace(/\s+/g, ' ');
  if (start.value && end.value && length.value !== undefined)
    return `“${title}” lasted ${inWords(length.value)}, from ${dayRange(start.value, end.value, zone)}.`;
  const began = start.value
    ? `“${title}” began at ${clockDay(start.value, zone)}`
    : `It is not known when “${title}” began`;
  if (isCancelled) return `${began} and was cancelled.`;
  return end.value ? `${began} and was resolved at ${clockDay(end.value, zone)}.` : `${began} and is not resolved yet.`;
};

/** The last words, and the peaks that they do not mention. */
const impact = ({ words, peaks }: Harm): string => {
  const sentence = firstSentence(words.value?.text ?? '');
  const said = (peaks.value ?? []).filter(
    ({ low, high }) => ![low, high].some((each) => sentence.replaceAll(',', '').includes(String(each))),
  );
  const more = said.length > 0 ? ` (at its peak ${said.map(figureInWords).join(', ')})` : '';
  return closed(`Impact: ${sentence.replace(/[.]$/, '')}${more}`);
};
