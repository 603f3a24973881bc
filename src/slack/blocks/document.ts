import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { type Lack, lackBlock } from './lack.ts';
import { context } from './lines.ts';

/** Slack takes 12,000 characters of Markdown in a message. */
const LIMIT = 11_000;

/** The document so far, and what it lacks: each with a button that opens the form for it. */
export const documentBlocks = (
  incident: Incident,
  markdown: string,
  lacks: readonly Lack[],
  command: string,
): KnownBlock[] => {
  const isWhole = markdown.length <= LIMIT;
  const shown = isWhole ? markdown : markdown.slice(0, markdown.lastIndexOf('\n', LIMIT));
  return [
    { type: 'markdown', text: shown },
    ...(isWhole ? [] : [context(`… \`${command} export\` uploads the whole document.`)]),
    ...lacks.slice(0, 20).map((lack, i) => lackBlock(incident.id, lack, i)),
    ...(lacks.length === 0 ? [context('Nothing that Debrief looks for is missing.')] : []),
  ];
};
