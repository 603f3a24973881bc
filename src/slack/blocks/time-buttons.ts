import type { KnownBlock } from '@slack/types';
import { addHours } from 'date-fns';
import type { When } from '../../incident/when.ts';
import { mrkdwn } from './mrkdwn.ts';

/** For a typed time that lies far back: what may have been meant. Each button carries the whole correction. */
export const timeButtons = (
  text: string,
  incident: string,
  number: number,
  when: When,
  writerZone?: string,
): KnownBlock[] => {
  const value = (fix: object): string => JSON.stringify({ incident, number, ...fix });
  const button = (id: string, label: string, fix: object) => ({
    type: 'button' as const,
    action_id: `retime:${id}`,
    text: { type: 'plain_text' as const, text: label },
    value: value(fix),
  });
  return [
    { type: 'section', text: { type: 'mrkdwn', text: mrkdwn(text), verbatim: true } },
    {
      type: 'actions',
      elements: [
        button('later', '12 hours later', { at: addHours(when.at, 12).toISOString() }),
        ...(writerZone && writerZone !== when.zone
          ? [button('zone', 'In my zone', { typed: when.typed, zone: writerZone })]
          : []),
        button('words', 'Not a time', { typed: when.typed, words: true }),
      ],
    },
  ];
};
