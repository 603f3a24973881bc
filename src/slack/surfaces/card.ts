import { cardBlocks } from '../blocks/card.ts';
import { errorName } from './calls.ts';
import type { Surface } from './surfaces.ts';

/** The first message of the channel, pinned and kept true. */
export const card: Surface = async ({ client, calls, recordingNotice, command }, incident, board) => {
  const channel = incident.channel?.id ?? '';
  const blocks = cardBlocks(incident, { notice: recordingNotice(incident), command });
  const shown = await board.show('card', { channel, text: `INC-${incident.number}: status card`, blocks });
  const ts = shown.ts;
  if (!ts) return;
  await board.settle('card:pin', ts, () =>
    calls('pins.add', channel, () => client.pins.add({ channel, timestamp: ts })).catch((error) => {
      if (errorName(error) !== 'already_pinned') throw error;
    }),
  );
};
