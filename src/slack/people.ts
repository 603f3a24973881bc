import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Person } from '../incident/entry.ts';
import { cleanName } from './text/clean.ts';
import type { Names } from './text/reference.ts';

/** A person of the workspace (or a bot), as Slack last told us. */
export type PersonRow = {
  readonly id: string;
  readonly name: string;
  /** IANA. */
  readonly tz: string | null;
  readonly guest: boolean;
  readonly bot: boolean;
  readonly deleted: boolean;
  /** The workspace that they belong to: another than ours for people of Slack Connect. */
  readonly team: string;
  /** Milliseconds UTC. */
  readonly updatedAt: number;
};

/** Where people and memberships are kept, so that a decision needs no call to Slack. */
export type Directory = {
  readonly people: () => Promise<readonly PersonRow[]>;
  readonly putPeople: (rows: readonly PersonRow[]) => Promise<void>;
  readonly members: () => Promise<readonly { channel: string; user: string }[]>;
  /** The members of a channel are exactly these. */
  readonly setMembers: (channel: string, users: readonly string[]) => Promise<void>;
  readonly join: (channel: string, user: string) => Promise<void>;
  readonly leave: (channel: string, user: string) => Promise<void>;
};

export type People = Awaited<ReturnType<typeof createPeople>>;

/** Who is who and who is where, held in memory: no decision waits for Slack. What is unknown or was not read since the start is no member. */
export const createPeople = async (directory: Directory, now: () => Date, ownTeam: () => string | undefined) => {
  const rows = new Map((await directory.people()).map((row) => [row.id, row]));
  const channels = new Map<string, Set<string>>();
  const fresh = new Set<string>();
  const askAgainAt = new Map<string, number>();
  /** The names of public channels that were mentioned. Those of private ones are their members' business. */
  const places = new Map<string, string>();
  const readings = new Set<Reading>();
  for (const { channel, user } of await directory.members()) membersOf(channels, channel).add(user);

  const keep = async (news: readonly PersonRow[]): Promise<void> => {
    for (const row of news) rows.set(row.id, row);
    if (news.length > 0) await directory.putPeople(news);
  };
  const personOf = (id: string): Person => ({ id, name: rows.get(id)?.name ?? id });
  const names: Names = {
    person: (id) => rows.get(id)?.name,
    channel: (id) => places.get(id),
    group: () => undefined,
  };
  const heardMeanwhile = (channel: string, user: string, isThere: boolean): void => {
    for (const reading of readings) if (reading.channel === channel) reading.heard.set(user, isThere);
  };

  const learnOne = async (client: WebClient, id: string): Promise<void> => {
    try {
      const isApp = id.startsWith('B');
      const row = isApp
        ? readBot((await client.bots.info({ bot: id })).bot, now())
        : readUser((await client.users.info({ user: id })).user, now());
      await keep([row]);
    } catch {
      // Their id stands for them until Slack answers; not asked at every message meanwhile.
      askAgainAt.set(id, +now() + ASK_AGAIN);
    }
  };

  const learnPlace = async (client: WebClient, id: string): Promise<void> => {
    const { channel } = await client.conversations.info({ channel: id }).catch(() => ({ channel: undefined }));
    if (channel?.name && channel.is_private === false) places.set(id, cleanName(channel.name));
    else askAgainAt.set(id, +now() + ASK_AGAIN);
  };

  return {
    names,
    person: personOf,
    all: (): Person[] => [...rows.values()],
    row: (id: string): PersonRow | undefined => rows.get(id),
    isMember: (channel: string, user: string): boolean =>
      fresh.has(channel) && channels.get(channel)?.has(user) === true && rows.get(user)?.deleted !== true,
    /** Not there for sure: they are on no list that we trust, or their account is closed. */
    isKnownOut: (channel: string, user: string): boolean =>
      rows.get(user)?.deleted === true || (fresh.has(channel) && channels.get(channel)?.has(user) !== true),
    /** A guest, somebody of another company, or nobody we know. */
    isOutsider: (user: string): boolean => {
      const row = rows.get(user);
      return !row || row.guest || row.team !== ownTeam();
    },
    members: (channel: string): string[] => [...(channels.get(channel) ?? [])],
    /** Slack said how somebody is now (`user_change`). */
    heard: (user: unknown): Promise<void> => keep([readUser(user, now())]),
    join: async (channel: string, user: string): Promise<void> => {
      membersOf(channels, channel).add(user);
      heardMeanwhile(channel, user, true);
      await directory.join(channel, user);
    },
    leave: async (channel: string, user: string): Promise<void> => {
      channels.get(channel)?.delete(user);
      heardMeanwhile(channel, user, false);
      await directory.leave(channel, user);
    },
    /** Asks Slack who these are (or what a channel is called) of whom nothing is known; it takes at most as long as the client waits. */
    learn: async (client: WebClient, ids: Iterable<string>): Promise<void> => {
      const unknown = [...new Set(ids)].filter(
        (id) => id !== '' && !rows.has(id) && !places.has(id) && (askAgainAt.get(id) ?? 0) <= +now(),
      );
      await Promise.all(unknown.map((id) => (id.startsWith('C') ? learnPlace : learnOne)(client, id)));
    },
    /** Reads everybody anew. */
    refresh: async (client: WebClient): Promise<void> => {
      let cursor: string | undefined;
      do {
        const page = await client.users.list({ limit: 200, cursor });
        await keep((page.members ?? []).map((member) => readUser(member, now())));
        cursor = page.response_metadata?.next_cursor || undefined;
      } while (cursor);
    },
    /** Reads the members of a channel anew; who joins or leaves meanwhile counts more than what is read. */
    refreshMembers: async (client: WebClient, channel: string): Promise<void> => {
      const reading: Reading = { channel, heard: new Map(), isDoubtful: false };
      readings.add(reading);
      try {
        const users = new Set(await readMembers(client, channel));
        for (const [user, isThere] of reading.heard) isThere ? users.add(user) : users.delete(user);
        channels.set(channel, users);
        if (!reading.isDoubtful) fresh.add(channel);
        await directory.setMembers(channel, [...users]);
      } finally {
        readings.delete(reading);
      }
    },
    /** A channel that we made: whoever joins it is told to us. */
    begin: (channel: string): void => {
      membersOf(channels, channel);
      fresh.add(channel);
    },
    /** Slack was away, or we are out of that channel: what was not told to us may have happened. */
    doubt: (channel?: string): void => {
      if (channel === undefined) fresh.clear();
      else fresh.delete(channel);
      for (const reading of readings) reading.isDoubtful ||= channel === undefined || reading.channel === channel;
    },
  };
};

/** The members of a channel, while Slack is asked for them. */
type Reading = { readonly channel: string; readonly heard: Map<string, boolean>; isDoubtful: boolean };

const ASK_AGAIN = 60_000;

const membersOf = (channels: Map<string, Set<string>>, channel: string): Set<string> => {
  const known = channels.get(channel) ?? new Set<string>();
  channels.set(channel, known);
  return known;
};

const readMembers = async (client: WebClient, channel: string): Promise<string[]> => {
  const users: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.members({ channel, limit: 1000, cursor });
    users.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return users;
};

const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  profile: z
    .object({ display_name: z.string().optional(), real_name: z.string().optional(), team: z.string().optional() })
    .optional(),
});

/** A user as Slack gives them, under the name that people see there: not everybody has a display name. */
export const readUser = (user: unknown, now: Date): PersonRow => {
  const { id, profile, ...read } = slackUser.parse(user);
  const name = [profile?.display_name, profile?.real_name, read.real_name, read.name].find((each) => each?.trim());
  return {
    id,
    name: cleanName(name ?? '') || id,
    tz: read.tz ?? null,
    guest: Boolean(read.is_restricted || read.is_ultra_restricted),
    bot: Boolean(read.is_bot) || id === 'USLACKBOT',
    deleted: Boolean(read.deleted),
    team: read.team_id ?? profile?.team ?? '',
    updatedAt: +now,
  };
};

const slackBot = z.object({ id: z.string(), name: z.string(), deleted: z.boolean().optional() });

/** An app that posts without a user of its own. */
const readBot = (bot: unknown, now: Date): PersonRow => {
  const { id, name, deleted = false } = slackBot.parse(bot);
  return { id, name: cleanName(name) || id, tz: null, guest: false, bot: true, deleted, team: '', updatedAt: +now };
};
