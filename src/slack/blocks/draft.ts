import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import type { Progress } from '../history/readings.ts';
import { button } from './button.ts';
import { type Lack, lackBlock } from './lack.ts';
import { context, section } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

const MOST = 12;

const unread = {
  reading: 'Debrief is still reading the channel: what it missed comes in by itself, and the file follows.',
  stuck: "Debrief cannot read the channel now, so what it did not hear is missing; the operator's log says why.",
};

/** The short message that comes with the postmortem: what is missing, whom to ask, and what can be done with it. */
export const draftBlocks = (incident: Incident, lacks: readonly Lack[], reading: Progress['state']): KnownBlock[] => {
  const { id, number, title, document } = incident;
  const more =
    lacks.length > MOST ? [context(`… and ${lacks.length - MOST} more: the postmortem so far has them all.`)] : [];
  return [
    section(`:page_facing_up: *Postmortem of INC-${number}* (${document.state}): ${mrkdwn(title, 300)}`),
    ...(reading === 'done' ? [] : [context(unread[reading])]),
    section(lacks.length > 0 ? 'While it is fresh:' : 'Nothing that Debrief looks for is missing.'),
    ...lacks.slice(0, MOST).map((lack, i) => lackBlock(id, lack, i)),
    ...more,
    {
      type: 'actions',
      block_id: 'draft_actions',
      elements: [
        button('show_postmortem', 'The postmortem so far'),
        button('export_markdown', 'Export Markdown'),
        button('export_html', 'Export a page'),
        button('export_json', 'Export JSON'),
      ],
    },
  ];
};
