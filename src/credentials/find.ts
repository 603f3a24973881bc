import { type Credential, masked, stringsIn } from '../incident/mask.ts';
import { detected } from './detector.ts';
import { recognized } from './patterns.ts';

/** The credentials in each of these texts, the longest first: what is part of another is hidden with it. */
export const findCredentials = async (texts: readonly string[]): Promise<readonly (readonly Credential[])[]> =>
  texts.map(credentialsIn);

/** The text without its credentials: for logs, which are read by others than the words were meant for. */
export const withoutCredentials = (text: string): string => masked(text, credentialsIn(text));

/** The same for every string in a value. */
export const veiled = <T>(value: T): T => masked(value, credentialsIn(stringsIn(value)));

const credentialsIn = (text: string): readonly Credential[] => {
  const readings = new Set([text, unmarked(text)]);
  const all = [...readings].flatMap((reading) => [...detected(reading), ...recognized(reading)]);
  const found = new Map(all.flatMap((one) => inAddresses(one, text)).map((one) => [one.text, one]));
  return [...found.values()].toSorted((one, other) => other.text.length - one.text.length);
};

/** A file's name stands in its address, too, where some characters are written otherwise. */
const inAddresses = (one: Credential, text: string): Credential[] => {
  const encoded = encodeURIComponent(one.text.toWellFormed());
  return encoded !== one.text && text.includes(encoded) ? [one, { ...one, text: encoded }] : [one];
};

/** Marks of emphasis around a token are no part of it: the rules would take it for a longer word, which they do not know. */
const unmarked = (text: string): string =>
  text.replace(/(?<![\w*~`-])[_*~`]+|(?<![_*~`])[_*~`]+(?![\w-])/g, (marks) => ' '.repeat(marks.length));
