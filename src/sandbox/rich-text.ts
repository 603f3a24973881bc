import type { Json } from './json.ts';
import { toPlain } from './typed-text.ts';

/** The `rich_text` block that Slack makes on its own for a message of mrkdwn text. */
export const richText = (text: string, blockId: string): Json => ({
  type: 'rich_text',
  block_id: blockId,
  elements: pieces(text),
});

const pieces = (text: string): Json[] => {
  const out: Json[] = [];
  text.split(/```\n?([\s\S]*?)\n?```\n?/).forEach((part, index) => {
    if (index % 2 === 1) out.push({ type: 'rich_text_preformatted', elements: [plain(part)], border: 0 });
    else if (part !== '') out.push(...quotesAndLines(part));
  });
  return out;
};

const quotesAndLines = (text: string): Json[] => {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(&gt;|>)/.test(line);
    const last = runs.at(-1);
    const words = quoted ? line.replace(/^(&gt;|>) ?/, '') : line;
    if (last?.quoted === quoted) last.lines.push(words);
    else runs.push({ quoted, lines: [words] });
  }
  return runs
    .map(({ quoted, lines }) => ({
      type: quoted ? 'rich_text_quote' : 'rich_text_section',
      elements: inline(lines.join('\n'), {}),
    }))
    .filter(({ elements }) => elements.length > 0);
};

type Style = { bold?: true; italic?: true; strike?: true; code?: true };

const patterns: readonly (readonly [RegExp, keyof Style | 'link' | 'emoji'])[] = [
  [/`([^`\n]+)`/u, 'code'],
  [/<([^<>\n]+)>/u, 'link'],
  [/(?<![\p{L}\p{N}*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\p{L}\p{N}*])/u, 'bold'],
  [/(?<![\p{L}\p{N}_])_(?!\s)([^_\n]+?)(?<!\s)_(?![\p{L}\p{N}_])/u, 'italic'],
  [/(?<![\p{L}\p{N}~])~(?!\s)([^~\n]+?)(?<!\s)~(?![\p{L}\p{N}~])/u, 'strike'],
  [/(?<![\p{L}\p{N}:]):([a-z0-9_+'-]*[a-z_+-][a-z0-9_+'-]*(?:::skin-tone-[2-6])?):(?![\p{L}\p{N}:])/u, 'emoji'],
];

const inline = (text: string, style: Style): Json[] => {
  const hits = patterns.flatMap(([pattern, sort]) => {
    const hit = pattern.exec(text);
    return hit ? [{ sort, hit }] : [];
  });
  const first = hits.sort((a, b) => a.hit.index - b.hit.index)[0];
  if (!first) return text === '' ? [] : [plain(text, style)];
  const { sort, hit } = first;
  const inside = hit[1] ?? '';
  const before = text.slice(0, hit.index);
  const element =
    sort === 'link'
      ? [reference(inside, style)]
      : sort === 'emoji'
        ? [emoji(inside)]
        : sort === 'code'
          ? [plain(inside, { ...style, code: true })]
          : inline(inside, { ...style, [sort]: true });
  return [
    ...(before === '' ? [] : [plain(before, style)]),
    ...element,
    ...inline(text.slice(hit.index + hit[0].length), style),
  ];
};

const plain = (text: string, style: Style = {}): Json => ({ type: 'text', text: toPlain(text), ...styled(style) });

const styled = (style: Style): Json => (Object.keys(style).length > 0 ? { style } : {});

const emoji = (written: string): Json => {
  const [name = '', tone] = written.split('::skin-tone-');
  return { type: 'emoji', name, ...(tone && { skin_tone: Number(tone) }) };
};

const reference = (inside: string, style: Style): Json => {
  const [target = '', label] = inside.split('|');
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1), ...styled(style) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1), ...styled(style) };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice(9) };
  const broadcast = /^!(here|channel|everyone)$/.exec(target)?.[1];
  if (broadcast) return { type: 'broadcast', range: broadcast };
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.*))?$/.exec(target);
  if (date) return { type: 'date', timestamp: Number(date[1]), format: date[2], fallback: label ?? '' };
  return { type: 'link', url: toPlain(target), ...(label && { text: toPlain(label) }), ...styled(style) };
};
