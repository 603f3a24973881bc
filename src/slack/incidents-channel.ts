import type { WebClient } from '@slack/web-api';
import { factsOf, type Log } from '../log.ts';

type Needs = { readonly client: WebClient; readonly name: string; readonly now: () => Date; readonly log: Log };

const LOOK_AGAIN = 60_000;

/** The id of the channel in which incidents are announced. Debrief joins it where it may; undefined where there is none that it can write to. */
export const createIncidentsChannel = ({ client, name, now, log }: Needs) => {
  let found: Promise<string | undefined> | undefined;
  let lookAgainAt = 0;

  const look = async (): Promise<string | undefined> => {
    lookAgainAt = +now() + LOOK_AGAIN;
    const channel = await find(client, name);
    if (!channel) {
      log.warn({ name }, 'There is no channel to announce incidents in: make it, or set INCIDENTS_CHANNEL.');
      return undefined;
    }
    if (!channel.is_member) await client.conversations.join({ channel: channel.id });
    lookAgainAt = Number.POSITIVE_INFINITY;
    return channel.id;
  };

  const current = (): Promise<string | undefined> => {
    if (!found || +now() >= lookAgainAt)
      found = look().catch((error) => {
        log.warn(factsOf(error), 'The channel to announce incidents in could not be looked up.');
        found = undefined;
        return undefined;
      });
    return found;
  };
  /** Nobody can write there any more: it is looked for anew. */
  const forget = (): void => {
    found = undefined;
  };
  return Object.assign(current, { forget });
};

const find = async (client: WebClient, name: string): Promise<{ id: string; is_member: boolean } | undefined> => {
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 1000,
      cursor,
    });
    const hit = page.channels?.find((channel) => channel.name === name);
    if (hit?.id) return { id: hit.id, is_member: hit.is_member === true };
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
};
