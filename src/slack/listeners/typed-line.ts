/** Phones and Macs type other quotes and dashes than people mean: a flag's long dash and the minus of a relative time are read as typed. */
export const readLine = (text: string): { verb: string; rest: string } => {
  const [, verb = '', rest = ''] = /^\s*(\S*)[^\S\n]*\n?([\s\S]*)$/.exec(text) ?? [];
  return {
    verb: verb
      .toLowerCase()
      .replace(/[‘’“”"']/g, '')
      .replace(/[–—−]/g, '-')
      .replace(/[:,]$/, ''),
    rest: rest.trimEnd(),
  };
};

/** Who is mentioned first, and the words without that mention. */
export const readMention = (text: string): { user?: string; rest: string } => {
  const [whole = '', user] = /<@([A-Z0-9]+)(?:\|[^>]*)?>/.exec(text) ?? [];
  return user
    ? {
        user,
        rest: text
          .replace(whole, '')
          .replace(/[^\S\n]{2,}/g, ' ')
          .trim(),
      }
    : { rest: text };
};

/** The number that a text begins with (`#12`, `12`, `T3`), and the rest. */
export const readNumber = (text: string, prefix: '#' | 'T'): { number?: number; rest: string } => {
  const pattern = prefix === '#' ? /^\s*#?(\d{1,6})(?![\d:.%\w])\s*/ : /^\s*#?t?(\d{1,6})(?![\d:.%\w])\s*/i;
  const [whole = '', digits] = pattern.exec(text) ?? [];
  return digits ? { number: Number(digits), rest: text.slice(whole.length) } : { rest: text };
};

/** Flags anywhere in a line: `--private`, `--tz Area/City`, under any dash. What is not a flag stays, in order. */
export const readFlags = (text: string, taking: readonly string[]): { flags: Map<string, string>; rest: string } => {
  const flags = new Map<string, string>();
  const tokens = text.split(/(\s+)/);
  const rest: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    const [, name, given] = /^(?:--|—|–|−−)([a-z][a-z-]*)(?:=(.*))?$/i.exec(token) ?? [];
    if (name === undefined) rest.push(token);
    else if (given !== undefined || !taking.includes(name.toLowerCase())) flags.set(name.toLowerCase(), given ?? '');
    else {
      flags.set(name.toLowerCase(), tokens[i + 2] ?? '');
      i += 2;
    }
  }
  return {
    flags,
    rest: rest
      .join('')
      .replace(/[^\S\n]{2,}/g, ' ')
      .trim(),
  };
};
