import type { KnownBlock } from '@slack/types';

/** Slack takes 3,000 characters in a section. */
const LIMIT = 2_900;

export const section = (text: string): KnownBlock & { type: 'section' } => ({
  type: 'section',
  text: { type: 'mrkdwn', text: text || ' ', verbatim: true },
});

export const context = (text: string): KnownBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: text.slice(0, 2_000), verbatim: true }],
});

/** A text as sections, cut at its lines where that is possible. */
export const sections = (text: string): KnownBlock[] => chunks(text.split('\n')).map(section);

const chunks = (lines: readonly string[]): string[] => {
  const full: string[] = [];
  for (const line of lines.flatMap(pieces)) {
    const last = full.at(-1);
    if (last !== undefined && last.length + line.length < LIMIT) full[full.length - 1] = `${last}\n${line}`;
    else full.push(line);
  }
  return full;
};

/** A line that is too long by itself, never cut within an entity such as `&amp;`. */
const pieces = (line: string): string[] => {
  const cut: string[] = [''];
  for (const character of line.match(/&(?:amp|lt|gt);|[\s\S]/gu) ?? []) {
    const last = cut.at(-1) ?? '';
    if (last.length + character.length > LIMIT) cut.push(character);
    else cut[cut.length - 1] = last + character;
  }
  return cut;
};
