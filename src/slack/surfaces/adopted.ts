import type { Incident } from '../../incident/incident.ts';
import { countLabel, sinceLabel } from '../blocks/adoption.ts';
import { mrkdwn } from '../blocks/mrkdwn.ts';
import type { Progress } from '../history/readings.ts';
import type { Surface } from './surfaces.ts';

/** The people of a channel that became an incident's are told so, and that it is recorded, before anything is read. */
export const adopted: Surface = async ({ recordingNotice, reading }, incident, board) => {
  const { channel } = incident;
  if (!channel?.adopted) return;
  const { number, title, openedBy } = incident;
  const who = openedBy ? `${mrkdwn(openedBy.name)} made this channel` : 'This channel is now';
  const text = [
    `${who} *INC-${number}*: ${mrkdwn(title, 300)}`,
    mrkdwn(recordingNotice(incident), 500),
    readingLine(incident, await reading(incident)),
  ].join('\n');
  await board.show('adopted', { channel: channel.id, text });
};

const readingLine = (
  { channel, zone, openedAt = new Date() }: Incident,
  { state, read, adopted: all }: Progress,
): string => {
  const said = `What was said${channel?.since ? ` since ${sinceLabel(channel.since, zone, openedAt)}` : ''}`;
  if (all !== undefined) return `${said} was read: ${countLabel({ messages: all, isMore: false })}.`;
  const far = read > 0 ? ` (${countLabel({ messages: read, isMore: false })} so far)` : '';
  if (state === 'stuck') return `${said} cannot be read now${far}; the operator's log says why.`;
  return `${said} is being read${far}.`;
};
