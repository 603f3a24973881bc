import type { Desk } from '../desk.ts';
import { isOurs, isSlacks } from '../listeners/events/message.ts';
import { messagesIn } from './take.ts';
import { tsOf } from './ts.ts';

/** How many messages there are, replies included; `isMore` if not all were counted. */
export type Count = { readonly messages: number; readonly isMore: boolean };

const PAGES = 10;

/** Counts what was said in a channel since then, without keeping a word. A large channel is not counted to its end. */
export const countMessages = async (
  desk: Pick<Desk, 'client' | 'self'>,
  channel: string,
  since: Date,
): Promise<Count> => {
  const { client } = desk;
  const self = desk.self();
  let messages = 0;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const answer = await client.conversations.history({ channel, oldest: tsOf(since), limit: 200, cursor });
    for (const message of messagesIn(answer)) {
      const isSaid = !isSlacks(message) && !(self && isOurs(message, { self, app: '' }));
      messages += (isSaid ? 1 : 0) + (message.reply_count ?? 0);
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) break;
  }
  return { messages, isMore: cursor !== undefined };
};
