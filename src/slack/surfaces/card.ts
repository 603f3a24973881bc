import type { Incident } from '../../incident/incident.ts';
import { cardBlocks } from '../blocks/card.ts';
import { mrkdwn } from '../blocks/mrkdwn.ts';
import { errorName } from './calls.ts';
import type { Surface } from './surfaces.ts';

/** The first message of the channel, pinned and kept true. */
export const card: Surface = async ({ client, calls, recordingNotice, command }, incident, board) => {
  const channel = incident.channel?.id ?? '';
  const blocks = cardBlocks(incident, { notice: recordingNotice(incident), command });
  const shown = await board.show('card', { channel, text: fallback(incident), blocks });
  const ts = shown.ts;
  if (!ts) return;
  await board.settle('card:pin', ts, () =>
    calls('pins.add', channel, () => client.pins.add({ channel, timestamp: ts })).catch((error) => {
      if (errorName(error) !== 'already_pinned') throw error;
    }),
  );
};

/** For notifications and screen readers. */
const fallback = ({ number, title, severity, status }: Incident): string =>
  `INC-${number} ${mrkdwn(title, 200)}: ${[severity?.toUpperCase(), status].filter(Boolean).join(', ')}`;
