import type { KnownBlock } from '@slack/types';
import type { Board } from './board.ts';
import { errorName, isFinal } from './calls.ts';
import type { Shown } from './shown.ts';
import type { Surface } from './surfaces.ts';

const RESTRICTED = 'restricted';

/**
 * What was told of an incident before it was made private is taken back: its announcement says so little, and the updates in
 * its thread are gone. Only a bot's own posts; what people answered there is theirs.
 */
export const restrict: Surface = async ({ client, calls }, { number }, board) => {
  const told = board.get('announcement');
  if (!told?.channel) return;
  const { channel } = told;
  const text = `INC-${number} is restricted`;
  const ts = told.ts ?? (told.hash === RESTRICTED ? undefined : await board.find('announcement', { channel, text }));
  const takeBack = async (
    row: Shown,
    at: Pick<Shown, 'channel' | 'ts'>,
    act: () => Promise<unknown>,
  ): Promise<void> => {
    if (row.hash !== RESTRICTED) await once(board, { ...row, ...at, hash: RESTRICTED }, act);
  };
  await takeBack(told, { channel, ts: ts ?? null }, async () => {
    if (ts)
      await calls('chat.update', channel, () =>
        client.chat.update({ channel, ts, text, blocks: restrictedBlocks(text) }),
      );
  });
  for (const row of board.all().filter(({ name }) => name.startsWith('update:')))
    await takeBack(row, { channel: null, ts: null }, async () => {
      const update = row.ts ?? (ts && (await board.find(row.name, { channel, thread: ts, text })));
      if (update) await calls('chat.delete', channel, () => client.chat.delete({ channel, ts: update }));
    });
};

/** What Slack refuses for good is not tried again. */
const once = async (board: Board, row: Shown, act: () => Promise<unknown>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    if (!isFinal(error)) throw error;
    if (errorName(error) !== 'message_not_found') {
      await board.put({ ...row, state: 'failed' });
      throw error;
    }
  }
  await board.put({ ...row, state: 'shown' });
};

/** Whether something is left to be taken back: it may have been told before, and the incident closed since. */
export const isTold = (rows: readonly Shown[]): boolean =>
  rows.some(({ name, hash }) => hash !== RESTRICTED && /^(announcement$|update:)/.test(name));

const restrictedBlocks = (text: string): KnownBlock[] => [
  { type: 'section', text: { type: 'plain_text', text: `:lock: ${text}`, emoji: true } },
];
