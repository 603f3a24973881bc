import { turnedBack } from './direction.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they end a line in some program or other.
const lineEnds = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/** Text without control characters and halves of characters; every line ends in one way. */
export const clean = (text: string): string => text.replace(lineEnds, '\n').replace(unseen, '').toWellFormed();

/** A name as it can stand in anybody's line. */
export const cleanName = (name: string): string => {
  const line = clean(name).replace(/\s+/g, ' ').trim();
  return line + turnedBack(line);
};
