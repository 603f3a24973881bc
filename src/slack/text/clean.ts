// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/g;

/** Text without control characters; every line ends in one way. */
export const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(unseen, '');
