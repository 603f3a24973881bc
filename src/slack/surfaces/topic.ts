import type { Incident } from '../../incident/incident.ts';
import { literal } from '../blocks/escape.ts';
import { escapeMrkdwn } from '../blocks/mrkdwn.ts';
import type { Surface } from './surfaces.ts';

/** Severity, status and lead: nothing that changes often, since each topic is a line in the channel. */
export const topicOf = ({ severity, status, roles, test }: Incident): string =>
  [
    test && 'TEST',
    severity?.toUpperCase() ?? 'severity not set',
    status,
    roles.lead ? `lead ${roles.lead.name}` : 'no lead yet',
  ]
    .filter(Boolean)
    .join(' · ');

/** A channel that was there before keeps its own topic and purpose: they are somebody's words. */
export const topic: Surface = async ({ client, calls }, incident, board) => {
  if (incident.channel?.adopted) return;
  const channel = incident.channel?.id ?? '';
  const text = cut(literal(topicOf(incident)));
  return board.settle('topic', text, () =>
    calls('conversations.setTopic', channel, () => client.conversations.setTopic({ channel, topic: text })),
  );
};

/** People are told, where they look, that what they write is recorded. */
export const purpose: Surface = async ({ client, calls, recordingNotice }, incident, board) => {
  if (incident.channel?.adopted) return;
  const channel = incident.channel?.id ?? '';
  const text = cut(escapeMrkdwn(`INC-${incident.number}. ${recordingNotice(incident)}`));
  return board.settle('purpose', text, () =>
    calls('conversations.setPurpose', channel, () => client.conversations.setPurpose({ channel, purpose: text })),
  );
};

/** Slack refuses more than 250 characters; an entity is not cut in two. */
const cut = (text: string): string => (text.length <= 250 ? text : `${text.slice(0, 248).replace(/&[a-z]*$/, '')}…`);
