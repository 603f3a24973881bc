import type { KnownBlock } from '@slack/types';
import type { Moment } from '../../incident/incident.ts';
import { brief } from '../../incident/words.ts';
import type { Recorded } from '../../logbook.ts';
import { mrkdwn } from './mrkdwn.ts';

/** Several beliefs are open: which one was ruled out? */
export const hypothesisChoice = (text: string, { incident, news }: Recorded, open: readonly Moment[]): KnownBlock[] => {
  const verdict = incident.moments.findLast(({ entry }) => entry.seq === news[0]?.seq)?.number;
  return [
    { type: 'section', text: { type: 'mrkdwn', text: `${mrkdwn(text)}\nWhich hypothesis was it?`, verbatim: true } },
    {
      type: 'actions',
      elements: open.slice(0, 20).map(({ number, entry }) => ({
        type: 'button' as const,
        action_id: `rule_out:${number}`,
        text: {
          type: 'plain_text' as const,
          text: `#${number} ${entry.kind === 'marked' ? brief(entry.data.words, 60) : ''}`,
        },
        value: JSON.stringify({ incident: incident.id, verdict, about: number }),
      })),
    },
  ];
};
