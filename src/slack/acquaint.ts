import type { WebClient } from '@slack/web-api';
import type { Logbook } from '../logbook.ts';
import type { Asked } from './asked.ts';
import type { People } from './people.ts';

type Needs = { readonly client: WebClient; readonly people: People; readonly logbook: Pick<Logbook, 'head'> };

/**
 * Before somebody is answered it is asked who they are, if nobody knows, and whether they are in the channel of a private
 * incident, if we do not think so: what Slack told us may be late, or lost.
 */
export const createAcquaint =
  ({ client, people, logbook }: Needs) =>
  async ({ user, channel }: Asked): Promise<void> => {
    await people.learn(client, [user]);
    if (channel === '' || people.isMember(channel, user)) return;
    const head = await logbook.head({ channel });
    if (head?.private || (head && people.isOutsider(user)))
      await people.refreshMembers(client, channel).catch(() => {});
  };
