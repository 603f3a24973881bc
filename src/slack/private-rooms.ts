import type { WebClient } from '@slack/web-api';
import { debrief } from '../incident/entry.ts';
import { channelConverted } from '../incident/secrecy.ts';
import type { Logbook } from '../logbook.ts';

const hand = { recorder: debrief, source: { type: 'debrief' } } as const;

/** Makes incidents private whose channel somebody made private, unheard: those that are over, too, whose channels nobody reads any more. */
export const noticePrivateRooms = async (client: WebClient, logbook: Logbook): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await client.users.conversations({ types: 'private_channel', limit: 200, cursor });
    for (const { id = '' } of page.channels ?? []) {
      const head = await logbook.head({ channel: id });
      if (head && !head.private) await logbook.record(head.id, hand, channelConverted(id, true));
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
};
