import type { KnownBlock } from '@slack/types';
import { incidentLine } from './incident-list.ts';

type Alike = Parameters<typeof incidentLine>[0] & { readonly id: string };

/** An incident with nearly this title was just opened: join it, or start another all the same. */
export const likenessBlocks = (alike: Alike, line: string): KnownBlock[] => [
  {
    type: 'section',
    text: { type: 'mrkdwn', text: `${incidentLine(alike)}\nis open already. Join it?`, verbatim: true },
  },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'join_incident',
        text: { type: 'plain_text', text: `Join INC-${alike.number}` },
        value: alike.id,
        style: 'primary',
      },
      {
        type: 'button',
        action_id: 'start_anyway',
        text: { type: 'plain_text', text: 'Start a new incident' },
        value: line.slice(0, 2000),
      },
    ],
  },
];
