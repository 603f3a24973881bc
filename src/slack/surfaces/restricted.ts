import type { KnownBlock } from '@slack/types';
import { errorName } from './calls.ts';
import type { Surface } from './surfaces.ts';

const RESTRICTED = 'restricted';

/**
 * What was told of an incident before it was made private is taken back: its announcement says so little, and the updates in
 * its thread are gone. Only a bot's own posts; what people answered there is theirs.
 */
export const restrict: Surface = async ({ client, calls }, { number }, board) => {
  const told = board.get('announcement');
  if (!told?.channel) return;
  const { channel, hash } = told;
  const ts = told.ts ?? (hash === RESTRICTED ? undefined : await board.find('announcement', { channel, text: '' }));
  if (hash !== RESTRICTED) {
    const text = `INC-${number} is restricted`;
    if (ts)
      await calls('chat.update', channel, () =>
        client.chat.update({ channel, ts, text, blocks: restrictedBlocks(text) }),
      ).catch(unlessGone);
    await board.put({ name: 'announcement', channel, ts: ts ?? null, hash: RESTRICTED, state: 'shown' });
  }
  for (const row of board.all()) {
    if (!row.name.startsWith('update:') || !row.channel || !ts) continue;
    const update = row.ts ?? (await board.find(row.name, { channel, thread: ts, text: '' }));
    if (update)
      await calls('chat.delete', channel, () => client.chat.delete({ channel, ts: update })).catch(unlessGone);
    await board.put({ name: row.name, channel: null, ts: null, hash: RESTRICTED, state: 'shown' });
  }
};

const restrictedBlocks = (text: string): KnownBlock[] => [
  { type: 'section', text: { type: 'plain_text', text: `:lock: ${text}`, emoji: true } },
];

const unlessGone = (error: unknown): void => {
  if (errorName(error) !== 'message_not_found') throw error;
};
