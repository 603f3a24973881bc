/** The characters that turn the direction of what follows, and what turns it back. */
const closing: Readonly<Record<string, string>> = {
  ...{ '\u202a': '\u202c', '\u202b': '\u202c', '\u202d': '\u202c', '\u202e': '\u202c' },
  ...{ '\u2066': '\u2069', '\u2067': '\u2069', '\u2068': '\u2069' },
};
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

/** What has to follow a line so that nothing after it runs the other way: not its author's name, not the next words. */
export const turnedBack = (line: string): string => {
  const open: string[] = [];
  for (const [character] of line.matchAll(turns)) {
    const close = closing[character];
    if (close) open.push(close);
    else if (open.at(-1) === character) open.pop();
    else if (character === '\u2069' && open.includes(character)) open.length = open.lastIndexOf(character);
  }
  return open.toReversed().join('');
};
