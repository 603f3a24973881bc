import { isDeepStrictEqual } from 'node:util';
import { debrief } from '../../incident/entry.ts';
import { channelConverted } from '../../incident/secrecy.ts';
import type { Decision } from '../../logbook.ts';
import { type Reader, write } from './take.ts';

/** Notes what became of the channel itself meanwhile: above all that somebody made it private. */
export const readRoom = async (reader: Reader): Promise<void> => {
  const { client, channel, incident: before } = reader;
  const { channel: room = {} } = await client.conversations.info({ channel });
  const { name, is_private: isPrivate, is_archived: isArchived } = room;
  const decide: Decision = (incident) => {
    const { channel: known } = incident;
    // An event that came after the question is newer than the answer.
    if (!known || !isDeepStrictEqual(known, before.channel)) return [];
    return [
      ...(name && name !== known.name ? [{ kind: 'channel.renamed' as const, data: { name } }] : []),
      ...(isArchived === !known.archived
        ? [{ kind: isArchived ? ('channel.archived' as const) : ('channel.unarchived' as const), data: {} }]
        : []),
      ...(isPrivate === undefined ? [] : channelConverted(channel, isPrivate)(incident)),
    ];
  };
  await write(reader, [{ hand: { recorder: debrief, source: { type: 'debrief' } }, decide }]);
};
