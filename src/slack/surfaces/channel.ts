import type { Incident } from '../../incident/incident.ts';
import { errorName } from './calls.ts';
import type { Surface, SurfaceTools } from './surfaces.ts';

/** `inc-7-checkout-is-down`: Slack's rules, and the number makes it unique. `again` numbers a name that strangers took. */
export const channelName = ({ number, title }: Pick<Incident, 'number' | 'title'>, again = 0): string => {
  const suffix = again > 0 ? `-${again + 1}` : '';
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const name = ['inc', String(number), slug].filter(Boolean).join('-');
  return `${name.slice(0, 80 - suffix.length).replace(/-+$/, '')}${suffix}`;
};

const NAMES_TO_TRY = 5;

/** Every incident has a channel. It is written in the log before anybody is invited. */
export const ensureChannel = async (tools: SurfaceTools, incident: Incident): Promise<Incident> => {
  if (incident.channel || incident.status === 'cancelled') return incident;
  const { id, name } = await makeChannel(tools, incident);
  const made = await tools.logbook.record(incident.id, tools.hand, (now) =>
    now.channel ? [] : [{ kind: 'channel.made', data: { channel: id, name } }],
  );
  return made.incident;
};

const makeChannel = async (tools: SurfaceTools, incident: Incident): Promise<{ id: string; name: string }> => {
  const { client, calls } = tools;
  for (let again = 0; again < NAMES_TO_TRY; again++) {
    const name = channelName(incident, again);
    try {
      const { channel } = await calls('conversations.create', '', () =>
        client.conversations.create({ name, is_private: incident.private }),
      );
      if (channel?.id) return { id: channel.id, name: channel.name ?? name };
    } catch (error) {
      if (errorName(error) !== 'name_taken') throw error;
      const ours = await takeOver(tools, name);
      if (ours) return { id: ours, name };
    }
  }
  throw new Error(`No name was free for the channel of INC-${incident.number}.`);
};

/** A crash between creating a channel and writing it down leaves a channel that we made and that no incident has. */
const takeOver = async ({ client, calls, logbook, self }: SurfaceTools, name: string): Promise<string | undefined> => {
  let cursor: string | undefined;
  do {
    const page = await calls('users.conversations', '', () =>
      client.users.conversations({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 200,
        cursor,
      }),
    );
    const found = page.channels?.find((channel) => channel.name === name);
    if (found?.id) {
      const isOurs = found.creator === self().botUserId;
      return isOurs && !(await logbook.head({ channel: found.id })) ? found.id : undefined;
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
};

/** Whoever opened the incident and whoever has a role in it is asked in, once. */
export const invitations: Surface = async ({ client, calls, people }, incident, board) => {
  const channel = incident.channel?.id ?? '';
  const wanted = [incident.openedBy, ...Object.values(incident.roles)].flatMap((person) => person?.id ?? []);
  for (const user of new Set(wanted)) {
    if (!/^[UW]/.test(user) || board.get(`invited:${user}`) || people.isMember(channel, user)) continue;
    await board.settle(`invited:${user}`, user, () =>
      calls('conversations.invite', channel, () => client.conversations.invite({ channel, users: user })).catch(
        (error) => {
          if (errorName(error) !== 'already_in_channel') throw error;
        },
      ),
    );
  }
};
