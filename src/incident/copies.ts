import { REDACTED } from './remains.ts';

/** Shorter words are said by everybody: that they stand elsewhere, too, is no copy. */
const SHORTEST = 8;

export type WithoutCopies = <T>(value: T) => T;

/** Takes these texts out of whatever holds them as a whole: a quote, a task that was made of a message. */
export const withoutCopies = (texts: readonly string[]): WithoutCopies => {
  const wanted = [...new Set(texts.map((text) => text.trim()))]
    .filter((text) => text.length >= SHORTEST && text !== REDACTED)
    .toSorted((a, b) => b.length - a.length)
    .map((text) => ({ text, pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(text)}(?![\\p{L}\\p{N}])`, 'gu') }));

  const replace = (said: string): string =>
    wanted.reduce((rest, { text, pattern }) => (rest.includes(text) ? rest.replace(pattern, REDACTED) : rest), said);
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return replace(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    // The tree of words may have a text in pieces: where one was taken out, the plain words stay.
    if ('text' in value && typeof value.text === 'string' && 'tree' in value && replace(value.text) !== value.text)
      return { text: replace(value.text) };
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]));
  };
  // Only strings were changed.
  return (value) => walk(value) as typeof value;
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
