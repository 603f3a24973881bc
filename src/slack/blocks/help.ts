import type { KnownBlock } from '@slack/types';

type Shown = { readonly usage: string; readonly help: string };

/** What can be typed, a line each. */
export const helpBlocks = (verbs: readonly Shown[], command: string): KnownBlock[] =>
  inChunks(
    verbs.map(
      ({ usage, help }) =>
        `\`${command} ${usage.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\` ${help.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`,
    ),
  ).map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }));

/** Lines joined into texts that Slack takes: at most 3,000 characters each. */
export const inChunks = (lines: readonly string[], limit = 2900): string[] => {
  const chunks: string[] = [];
  for (const line of lines) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= limit) chunks[chunks.length - 1] = `${last}\n${line}`;
    else chunks.push(line.slice(0, limit));
  }
  return chunks;
};
