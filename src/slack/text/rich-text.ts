import type { Block } from '../../incident/words.ts';
import { emojiOf } from './emoji.ts';
import { nestedLists, type Row } from './lists.ts';
import type { Piece } from './piece.ts';
import { channel, dateText, link, mention, type Names } from './reference.ts';
import { codeBlock, marks, paragraph, type Run } from './runs.ts';

/** The blocks of a `rich_text` block: exactly what its author saw on writing it. */
export const richTextBlocks = (elements: readonly Piece[], lookup: Names): Block[] => {
  const out: Block[] = [];
  let rows: Row[] = [];
  const endList = () => {
    out.push(...nestedLists(rows));
    rows = [];
  };
  for (const element of elements) {
    if (element.type === 'rich_text_list' && !element.border) {
      rows.push(...listRows(element, lookup));
    } else {
      endList();
      out.push(...block(element, lookup));
    }
  }
  endList();
  return joinedQuotes(out);
};

const block = (element: Piece, lookup: Names): Block[] => {
  const children = element.elements ?? [];
  switch (element.type) {
    case 'rich_text_preformatted':
      return bordered(element, [codeBlock(children.map((one) => run(one, lookup).text).join(''))]);
    case 'rich_text_quote':
      return quote(paragraph(children.map((one) => run(one, lookup))));
    case 'rich_text_list':
      return bordered(element, nestedLists(listRows(element, lookup)));
    default:
      return paragraph(children.map((one) => run(one, lookup)));
  }
};

/** Slack itself stops before this. */
const DEEPEST = 12;

const listRows = ({ elements = [], style, indent = 0, offset = 0 }: Piece, lookup: Names): Row[] =>
  elements.map((item) => ({
    indent: Math.min(Math.max(indent, 0), DEEPEST),
    ordered: style === 'ordered',
    start: offset + 1,
    blocks: block(item, lookup),
  }));

/** A border is how Slack shows that code or a list stands in a quote. */
const bordered = ({ border }: Piece, blocks: readonly Block[]): Block[] => (border ? quote(blocks) : [...blocks]);

const quote = (children: readonly Block[]): Block[] => (children.length > 0 ? [{ type: 'blockquote', children }] : []);

const joinedQuotes = (blocks: readonly Block[]): Block[] => {
  const out: Block[] = [];
  for (const one of blocks) {
    const last = out.at(-1);
    if (one.type === 'blockquote' && last?.type === 'blockquote') {
      out[out.length - 1] = { ...last, children: [...last.children, ...one.children] };
    } else out.push(one);
  }
  return out;
};

const run = (piece: Piece, lookup: Names): Run => {
  const style = typeof piece.style === 'object' ? piece.style : {};
  const worn = { strong: style.bold, emphasis: style.italic, delete: style.strike };
  return { ...bare(piece, lookup), marks: marks.filter((mark) => worn[mark]), ...(style.code && { code: true }) };
};

const bare = (piece: Piece, lookup: Names): Run => {
  const text = typeof piece.text === 'string' ? piece.text : '';
  if (piece.type === 'link') return link(piece.url ?? '', text);
  return { text: text || named(piece, lookup), marks: [] };
};

const named = (piece: Piece, lookup: Names): string => {
  switch (piece.type) {
    case 'user':
      return mention(lookup.person, piece.user_id ?? 'somebody');
    case 'usergroup':
      return mention(lookup.group, piece.usergroup_id ?? 'group');
    case 'channel':
      return channel(lookup, piece.channel_id ?? 'channel');
    case 'broadcast':
      return `@${piece.range ?? 'here'}`;
    case 'team':
      return `@${piece.team_id ?? 'team'}`;
    case 'emoji':
      return emoji(piece);
    case 'date':
      return piece.fallback || dateText(piece.timestamp ?? Number.NaN);
    default:
      return String(piece.value ?? '');
  }
};

const emoji = ({ name = '', unicode, skin_tone }: Piece): string => {
  const points = (unicode ?? '').split('-').map((hex) => Number.parseInt(hex, 16));
  if (points.every((point) => point > 0 && point <= 0x10ffff)) return String.fromCodePoint(...points);
  return emojiOf(name, skin_tone ? `skin-tone-${skin_tone}` : '') ?? `:${name}:`;
};
