import type { KnownBlock } from '@slack/types';
import type { Section } from '../../incident/entry.ts';
import type { Incident, Paragraph } from '../../incident/incident.ts';
import { sectionLabel } from '../../incident/section-labels.ts';
import { actions, button } from './button.ts';
import { section as lines } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

const MOST = 20;

/** A written section as it stands, each paragraph with what can be done to it. */
export const sectionBlocks = (incident: Incident, section: Section, said = ''): KnownBlock[] => {
  const paragraphs = incident.sections[section] ?? [];
  const value = (paragraph?: number): string => JSON.stringify({ incident: incident.id, section, paragraph });
  const left = paragraphs.length - MOST;
  return [
    lines([said, `*${sectionLabel[section]}*`, left > 0 && `… ${left} more before these`].filter(Boolean).join('\n')),
    ...paragraphs
      .slice(-MOST)
      .flatMap((paragraph, i) => [
        lines(paragraphText(paragraph)),
        ...actions([
          button(`paragraph_edit:${i}`, 'Edit', value(paragraph.id)),
          button(`paragraph_remove:${i}`, 'Remove', value(paragraph.id)),
          ...(i === Math.min(paragraphs.length, MOST) - 1
            ? [button('section_replace', paragraphs.length > 1 ? 'Replace all' : 'Replace', value())]
            : []),
        ]),
      ]),
    ...(paragraphs.length === 0 ? [lines('_Nothing is written there._')] : []),
  ];
};

const paragraphText = ({ words, details }: Paragraph): string => {
  const room = Math.max(60, Math.floor(1_200 / Math.max(1, details.length)));
  return [mrkdwn(words, 1_500), ...details.map((detail) => `• ${mrkdwn(detail, room)}`)].join('\n').slice(0, 2_990);
};
