import type { ListItem, Nodes, PhrasingContent } from 'mdast';

// Nearly every line of a document is plain: words with hardly a sign in them, something in bold, a reference, a link. The
// library takes 0.1 ms for such a line, which is too long when there are thousands. So the plain ones are written here, byte
// for byte as the library would write them (a test compares the two); whatever is not plain is undefined, and left to it.

/** An item of a list with one paragraph, and plain lists below it. */
export const plainItem = ({ checked, spread, children: [head, ...lists] }: ListItem): string | undefined => {
  if (typeof checked === 'boolean' || spread || head?.type !== 'paragraph' || lists.length > 1) return undefined;
  const text = plainParagraph(head.children);
  if (text === undefined) return undefined;
  const lines = [text];
  for (const list of lists) {
    if (list.type !== 'list' || list.ordered || list.spread || list.children.length === 0) return undefined;
    for (const item of list.children) {
      const nested = plainItem(item);
      if (nested === undefined) return undefined;
      lines.push(nested);
    }
  }
  return bulleted(lines.join('\n'));
};

const bulleted = (text: string): string => (text.includes('\n') ? `- ${text.replaceAll('\n', '\n  ')}` : `- ${text}`);

/** A paragraph of these parts; a string is a text. */
export const plainParagraph = (parts: readonly (string | PhrasingContent)[]): string | undefined =>
  lineFrom(parts, '\n');

/** The same parts in a cell of a table, where nothing begins a list or a heading. */
export const plainCell = (parts: readonly (string | PhrasingContent)[]): string | undefined => lineFrom(parts, ' ');

const lineFrom = (parts: readonly (string | PhrasingContent)[], start: '\n' | ' '): string | undefined => {
  let text = '';
  let before: string = start;
  for (const [i, part] of parts.entries()) {
    const written = typeof part === 'string' ? plainText(part) : plainPhrase(part);
    if (written === undefined || !fits(part, written, before, parts[i + 1])) return undefined;
    text += written;
    before = written.at(-1) ?? before;
  }
  return text === '' || before === ' ' || before === '\n' ? undefined : text;
};

/** Whether it reads the same between what is before it and what comes next. */
const fits = (
  part: string | PhrasingContent,
  written: string,
  before: string,
  next: string | PhrasingContent | undefined,
) => {
  const isFirst = before === '\n';
  const type = typeof part === 'string' ? 'text' : part.type;
  if (type === 'break') return !isFirst;
  if (type === 'text') return starts(written, before) && (!/[Ww]\.$/.test(written) || startsBlank(next));
  // Bold words are bold if blanks are around them.
  return (type !== 'strong' && type !== 'emphasis') || ((isFirst || before === ' ') && startsBlank(next));
};

/** At the beginning of a line many signs have a meaning, and some have one together with what is before them (`:` and `/`). */
const starts = (text: string, before: string): boolean =>
  before === '\n' ? /^[\p{L}“]/u.test(text) : !/[\]:PpSsWw*_]/.test(before) || !mayJoin.test(text);
const mayJoin = /^[.:(/]/;

const startsBlank = (next: string | PhrasingContent | undefined): boolean => {
  if (next === undefined) return true;
  const text = typeof next === 'string' ? next : next.type === 'text' ? next.value : '';
  return text.startsWith(' ') || (typeof next !== 'string' && next.type === 'break');
};

const plainPhrase = (node: PhrasingContent): string | undefined => {
  switch (node.type) {
    case 'text':
      return plainText(node.value);
    case 'break':
      return '\\\n';
    case 'strong':
      return between('**', node.children);
    case 'emphasis':
      return between('_', node.children);
    case 'inlineCode':
      return /^[^\s`|]+(?: [^\s`|]+)*$/.test(node.value) ? `\`${node.value}\`` : undefined;
    case 'linkReference':
      return node.referenceType === 'shortcut' && /^\d+$/.test(node.identifier) && isCalled(node, node.identifier)
        ? `[${node.identifier}]`
        : undefined;
    case 'link':
      return plainLinkOf(node.url, node.children);
    default:
      return undefined;
  }
};

const isCalled = ({ label, children }: Extract<PhrasingContent, { type: 'linkReference' }>, name: string): boolean =>
  label === name && children.length === 1 && children[0]?.type === 'text' && children[0].value === name;

const between = (marker: string, children: readonly PhrasingContent[]): string | undefined => {
  const text = plainTexts(children);
  return text === undefined || /^\s|\s$/.test(text) ? undefined : `${marker}${text}${marker}`;
};

const plainLinkOf = (url: string, children: readonly PhrasingContent[]): string | undefined => {
  const [only] = children;
  const isBare = children.length === 1 && only?.type === 'text' && only.value === url;
  if (isBare) return isPlainUrl(url) ? `<${url}>` : undefined;
  const text = plainTexts(children);
  return text === undefined || text.includes(']') ? undefined : plainLink(url, text);
};

/** A link with a text that is written already. */
export const plainLink = (url: string, text: string): string | undefined =>
  isPlainUrl(url) ? `[${text}](${url.includes('&') ? url.replace(/&(?=[#A-Za-z])/g, '\\&') : url})` : undefined;

const isPlainUrl = (url: string): boolean => /^https?:\/\/[\w/.:=?&%#-]+$/.test(url);

const plainTexts = (children: readonly PhrasingContent[]): string | undefined => {
  let text = '';
  for (const child of children) {
    const part = child.type === 'text' ? plainText(child.value) : undefined;
    if (part === undefined || /[Ww]\.$/.test(part) || (text !== '' && mayJoin.test(part))) return undefined;
    text += part;
  }
  return text === '' ? undefined : text;
};

/** A text that may stand anywhere in a line but at its beginning. */
export const plainInside = (value: string): string | undefined =>
  value === '' || value.startsWith(' ') || /[Ww]\.$| $/.test(value) ? undefined : plainText(value);

/** Words of one or more lines inside an item, each `said`. An empty line begins another paragraph, which is more than we write. */
export const plainLines = (text: string, said: (line: string) => string): string | undefined => {
  if (isPlainest(text) && said(text) === text) return text;
  if (!/[\n\r\t\0\ufeff]|^ | $/.test(text)) return plainInside(said(text));
  const [first = '', ...others] = text.split(/\r\n?|\n/).map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''));
  let lines = plainInside(said(first));
  for (const other of others) {
    const line = starts(other, '\n') ? plainInside(said(other)) : undefined;
    lines = lines === undefined || line === undefined ? undefined : `${lines}\\\n  ${line}`;
  }
  return lines;
};

/** Nearly all words: one line without any sign is written as it is. */
const isPlainest = (text: string): boolean =>
  text !== '' && !/[\\*_[\]<&`~|@!:\0]|[^\S ]|[Ww]\./.test(text) && !text.startsWith(' ') && !text.endsWith(' ');

/** The same of words with structure. */
export const plainWords = ([only, ...others]: readonly Nodes[]): string | undefined => {
  if (only?.type !== 'paragraph' || others.length > 0) return undefined;
  const text = plainCell(only.children);
  return text === undefined || /^ |[Ww]\.$/.test(text) ? undefined : text.replaceAll('\n', '\n  ');
};

/** Escapes the signs whose escape does not depend on what is around the text. */
const plainText = (value: string): string | undefined => {
  if (!sign.test(value)) return value;
  return doubtful.test(value) ? undefined : value.replace(/[*`[~]|<(?=[/?A-Za-z])|&(?=[#A-Za-z])/g, '\\$&');
};

const sign = /[\\*_[\]<&`~|@!:]|[^\S ]|[Ww]\./;
/** What depends on it: a sign at either end, a backslash, an underscore that is not deep in a word, an address, a line's end. */
const doubtful = /[!&<]$|[\\|@]|[^\S ]|<!|\]\(|^[A-Za-z0-9]?_|[^A-Za-z0-9]_|_(?![A-Za-z0-9])|_.$|[Ww]\.[\w.-]|[ps]:\//;
