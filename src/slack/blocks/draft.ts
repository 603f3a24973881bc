import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { mrkdwn } from './mrkdwn.ts';

/** A thing that the document still lacks: how to fill it, and whom to ask. */
export type Lack = { readonly what: string; readonly command: string; readonly ask?: string };

/** The short message that comes with the postmortem: what is missing, whom to ask, and what can be done with it. */
export const draftBlocks = (incident: Incident, lacks: readonly Lack[]): KnownBlock[] => {
  const { number, title, document } = incident;
  const missing = lacks
    .slice(0, 12)
    .map(({ what, command, ask }) => `• ${mrkdwn(what)}: \`${command}\`${ask ? ` (ask ${mrkdwn(ask)})` : ''}`);
  const rest = lacks.length > 12 ? [`… and ${lacks.length - 12} more`] : [];
  const text =
    lacks.length === 0
      ? 'Nothing that Debrief looks for is missing.'
      : ['*Still missing, while it is fresh:*', ...missing, ...rest].join('\n');
  const mrkdwnSection = (words: string): KnownBlock => ({
    type: 'section',
    text: { type: 'mrkdwn', text: words, verbatim: true },
  });
  return [
    mrkdwnSection(`:page_facing_up: *Postmortem of INC-${number}* (${document.state}): ${mrkdwn(title, 300)}`),
    mrkdwnSection(text),
    {
      type: 'actions',
      block_id: 'draft_actions',
      elements: [
        { type: 'button', action_id: 'show_postmortem', text: { type: 'plain_text', text: 'Fill in what is missing' } },
        { type: 'button', action_id: 'export_markdown', text: { type: 'plain_text', text: 'Export Markdown' } },
        { type: 'button', action_id: 'export_json', text: { type: 'plain_text', text: 'Export JSON' } },
      ],
    },
  ];
};
