import type { User } from './workspace.ts';
import type { World } from './world.ts';

export type PersonOptions = {
  /** An IANA zone. */
  tz?: string;
  guest?: boolean;
  admin?: boolean;
  displayName?: string;
  deleted?: boolean;
  /** Another app's bot, such as the one that posts alerts. */
  bot?: true;
  /** The name of another company, that shares a channel with ours. */
  team?: string;
};

/** A user as they are before the story begins: nothing is announced. */
export const addUser = (world: World, name: string, options: PersonOptions = {}): User => {
  const handle = name.toLowerCase().replace(/[^a-z0-9]+/g, '.');
  const user: User = {
    id: world.ids.of('U', name),
    teamId: options.team ? world.ids.of('T', options.team) : world.team.id,
    name: handle,
    realName: name,
    displayName: options.displayName ?? name,
    tz: options.tz ?? 'UTC',
    email: options.bot ? '' : `${handle}@${options.team?.toLowerCase() ?? world.team.domain}.example`,
    isBot: options.bot ?? false,
    ...(options.bot && { botId: world.ids.of('B', name), appId: world.ids.of('A', name) }),
    guest: options.guest ?? false,
    admin: options.admin ?? false,
    deleted: options.deleted ?? false,
    updated: Math.floor(world.clock.now().getTime() / 1000),
  };
  if (world.users.has(user.id)) throw new Error(`there is already somebody called ${name}`);
  world.users.set(user.id, user);
  return user;
};
