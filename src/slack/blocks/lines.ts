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

const pieces = (line: string): string[] => line.match(new RegExp(`.{1,${LIMIT}}`, 'gsu')) ?? [''];
