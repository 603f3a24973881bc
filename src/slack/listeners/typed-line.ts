/** Verbs that people write as two words. */
const twoWords = /^(ruled out|dead end|false lead|went well|went wrong)(?=[\s:,]|$)/i;

/** The verb of a line, and what follows it to the letter. Phones and Macs type other quotes and dashes than people mean. */
export const readLine = (text: string): { verb: string; rest: string } => {
  const line = text.trimStart();
  const [typed = ''] = twoWords.exec(line) ?? /^\S*/.exec(line) ?? [];
  const [after = ''] = /^[:,]?[^\S\n]*\n?/.exec(line.slice(typed.length)) ?? [];
  const verb = typed
    .toLowerCase()
    .replace(/[‘’“”"']/g, '')
    .replace(/[‐-―−\s]/g, '-')
    .replace(/[:,]$/, '');
  return { verb, rest: line.slice(typed.length + after.length).trimEnd() };
};

/** Who is mentioned first. */
export const readMention = (text: string): string | undefined => /<@([A-Z0-9]+)(?:\|[^>]*)?>/.exec(text)?.[1];

/** The number that a text begins with (`#12`, `12`, `T3`), and the rest. */
export const readNumber = (text: string, prefix: '#' | 'T'): { number?: number; rest: string } => {
  const pattern = prefix === '#' ? /^\s*#?(\d{1,6})(?![\d:.%\w])[:,]?\s*/ : /^\s*#?t?(\d{1,6})(?![\d:.%\w])[:,]?\s*/i;
  const [whole = '', digits] = pattern.exec(text) ?? [];
  return digits ? { number: Number(digits), rest: text.slice(whole.length) } : { rest: text };
};

/** Flags anywhere in a line: `--private`, `--tz Area/City`, under any dash. What is no flag stays, in order. */
export const readFlags = (text: string, taking: readonly string[]): { flags: Map<string, string>; rest: string } => {
  const flags = new Map<string, string>();
  const tokens = text.split(/(\s+)/);
  const rest: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    const [, typed, given] = /^(?:[-‐-―−]{2}|[–—―])([a-z][a-z-]*)(?:=(.*))?$/i.exec(token) ?? [];
    const name = typed?.toLowerCase();
    if (name === undefined) rest.push(token);
    else if (given !== undefined || !taking.includes(name)) flags.set(name, unquoted(given ?? ''));
    else {
      flags.set(name, unquoted(tokens[i + 2] ?? ''));
      i += 2;
    }
  }
  return { flags, rest: rest.join('').trim() };
};

const unquoted = (text: string): string => text.replace(/^[‘’“”"'„]+|[‘’“”"'„]+$/g, '');
