import type { KnownBlock } from '@slack/types';
import type { Entry } from '../../incident/entry.ts';
import { type Incident, isOpen } from '../../incident/incident.ts';
import { clockLabel, day } from '../../incident/zone.ts';
import { latestImpact } from './card.ts';
import { mrkdwn } from './mrkdwn.ts';

/** The one message about an incident in the incidents channel. */
export const announcementBlocks = (incident: Incident, command: string): KnownBlock[] => {
  const { number, title, severity, status, roles, channel, openedAt, resolvedAt, zone, test } = incident;
  const when = (label: string, at: Date | undefined) => at && `${label} ${day(at, zone)} ${clockLabel(at, zone)}`;
  const impact = latestImpact(incident);
  const state = isOpen(incident) ? ':red_circle:' : ':white_check_mark:';
  const facts = [
    severity ? severity.toUpperCase() : 'severity not set',
    status,
    `lead ${roles.lead ? mrkdwn(roles.lead.name) : 'nobody yet'}`,
    when('opened', openedAt),
    when('resolved', resolvedAt),
  ];
  const lines = [
    `${state} *INC-${number}${test ? ' (test)' : ''}* ${mrkdwn(title, 300)}`,
    facts.filter(Boolean).join(' · '),
    impact && `Impact: ${mrkdwn(impact, 500)}`,
    channel && !channel.deleted && `<#${channel.id}>`,
    channel?.deleted &&
      `Its channel was deleted.${isOpen(incident) ? ` It goes on in any channel: \`${command} INC-${number} …\`` : ''}`,
  ];
  return [{ type: 'section', text: { type: 'mrkdwn', text: lines.filter(Boolean).join('\n'), verbatim: true } }];
};

/** An update to the stakeholders, in the announcement's thread. */
export const updateBlocks = (entry: Entry, { zone }: Incident): KnownBlock[] => {
  const words = entry.kind === 'update.given' ? mrkdwn(entry.data.words, 2800) : '';
  return [
    { type: 'section', text: { type: 'mrkdwn', text: words || ' ', verbatim: true } },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: `${mrkdwn(entry.author.name)}, ${clockLabel(entry.at, zone)}`, verbatim: true },
      ],
    },
  ];
};
