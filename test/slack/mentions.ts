/** A text in something that is sent to Slack. */
export type Said = { readonly where: string; readonly text: string; readonly parsed: boolean };

/** Every text in what is sent to Slack. `parsed` where Slack looks for bare mentions, too. */
export const textsIn = (value: unknown, where: string): Said[] => {
  if (typeof value === 'string') {
    const inner = /^[[{]/.test(value) && !/private_metadata|value$/.test(where) ? parsedJson(value) : undefined;
    return inner === undefined ? [{ where, text: value, parsed: true }] : textsIn(inner, where);
  }
  if (Array.isArray(value)) return value.flatMap((one, i) => textsIn(one, `${where}/${i}`));
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, verbatim } = value as Record<string, unknown>;
  if (type === 'markdown' && typeof text === 'string') return [{ where: `${where}/markdown`, text, parsed: true }];
  if (type === 'plain_text' || type === 'plain_text_input') return [];
  if (type === 'mrkdwn') return [{ where, text: String(text), parsed: verbatim !== true }];
  return Object.entries(value).flatMap(([key, one]) =>
    /^(value|private_metadata|metadata|initial_value|filename|token)$/.test(key) ? [] : textsIn(one, `${where}/${key}`),
  );
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Debrief itself names the incident's channel. */
const withoutOurs = (text: string, channels: readonly string[]): string =>
  channels.reduce((rest, id) => rest.replaceAll(`<#${id}>`, ''), text);

/** Markdown without its escapes. */
const asRead = (markdown: string): string =>
  markdown
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)));

/** What Slack would take for a mention, with what stands around it. */
export const mentionsIn = ({ where, text, parsed }: Said, ours: readonly string[] = []): string[] => {
  // What stands in an address is no mention.
  const shown = where.includes('markdown') ? asRead(text) : text;
  const rest = withoutOurs(shown, ours).replace(/<(?:https?|mailto):[^>|]*|\]\(https?:[^)\s]*/g, '');
  const found = [
    ...rest.matchAll(/.{0,30}<[@!#].{0,30}/g),
    ...(parsed ? rest.matchAll(/.{0,30}(?<![\p{L}\p{N}_])@(?:here|channel|everyone)\b.{0,30}/giu) : []),
    // In Markdown Slack has a form of its own, and may look for names.
    ...(where.includes('markdown')
      ? rest.matchAll(/.{0,30}(?:!\[[^\]]*\]\([@#]|(?<![\p{L}\p{N}_])[@#]\p{L}).{0,30}/gu)
      : []),
  ];
  return found.map(([around]) => `${where}: ${around}`);
};
