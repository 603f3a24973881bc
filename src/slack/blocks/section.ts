import type { KnownBlock } from '@slack/types';
import type { Section } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { mrkdwn } from './mrkdwn.ts';

/** A written section as it stands, each paragraph with what can be done to it. */
export const sectionBlocks = (incident: Incident, section: Section, said?: string): KnownBlock[] => {
  const paragraphs = (incident.sections[section] ?? []).slice(-20);
  const value = (fix: object): string => JSON.stringify({ incident: incident.id, section, ...fix });
  return [
    ...(said ? [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: said, verbatim: true } }] : []),
    ...paragraphs.map(({ id, words, details }): KnownBlock => {
      const lines = [mrkdwn(words, 1500), ...details.map((detail) => `• ${mrkdwn(detail, 300)}`)];
      return {
        type: 'section',
        text: { type: 'mrkdwn', text: lines.join('\n').slice(0, 2990), verbatim: true },
        accessory: {
          type: 'overflow',
          action_id: 'paragraph_menu',
          options: [
            { text: { type: 'plain_text', text: 'Edit' }, value: value({ do: 'edit', paragraph: id }).slice(0, 150) },
            {
              text: { type: 'plain_text', text: 'Remove' },
              value: value({ do: 'remove', paragraph: id }).slice(0, 150),
            },
          ],
        },
      };
    }),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'section_replace',
          text: { type: 'plain_text', text: 'Replace' },
          value: value({}),
        },
      ],
    },
  ];
};
