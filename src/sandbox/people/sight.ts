import { find } from '../messages.ts';
import type { View } from '../views.ts';
import { wordsOf } from '../words.ts';
import type { Conversation, Ephemeral, User } from '../workspace.ts';
import type { World } from '../world.ts';
import { conversationAt, type Place, type SeenMessage, seen } from './place.ts';

/** What one person has before their eyes. */
export type Sight = {
  /** Of the channel, or of all their channels; threads among them. */
  readonly messages: readonly SeenMessage[];
  /** Only for them, oldest first; those that were deleted are not among them. */
  readonly ephemerals: readonly Ephemeral[];
  readonly directMessages: readonly SeenMessage[];
  /** The forms that are open, the one on top last. */
  readonly views: readonly View[];
  readonly modal: View | undefined;
  readonly home: View | undefined;
  /** The messages that made a sound for them. */
  readonly pings: readonly SeenMessage[];
  /** All of it that can be read. */
  readonly words: string;
};

export const look = (world: World, user: User, place?: Place): Sight => {
  const mine = [...world.conversations.values()].filter(({ members }) => members.has(user.id));
  const here = place === undefined ? mine.filter(({ kind }) => kind !== 'im') : [visible(world, user, place)];
  const messages = here.flatMap((where) => where.messages.map((message) => seen(where, message)));
  const shown = world.ephemerals.filter((each) => each.user === user.id && !each.deleted);
  const ephemerals = shown.filter(({ channel }) => place === undefined || channel === here[0]?.id);
  const direct = mine.filter(({ kind }) => kind === 'im');
  const directMessages = direct.flatMap((where) => where.messages.map((message) => seen(where, message)));
  const views = world.views.stacks.get(user.id) ?? [];
  const home = world.views.homes.get(user.id);
  const pings = [...here, ...(place === undefined ? direct : [])].flatMap((where) => pingsIn(where, user));
  const words = [...messages, ...ephemerals, ...directMessages, ...views].map(wordsOf).join('\n');
  return { messages, ephemerals, directMessages, views, modal: views.at(-1), home, pings, words };
};

const visible = (world: World, user: User, place: Place): Conversation => {
  const where = conversationAt(world, place);
  if (where.kind !== 'channel' && !where.members.has(user.id))
    throw new Error(`${user.name} cannot see #${where.name}`);
  return where;
};

const pingsIn = (where: Conversation, user: User): SeenMessage[] =>
  [...where.notified].flatMap(([ts, whom]) => {
    const message = whom.has(user.id) ? find(where, ts) : undefined;
    return message ? [seen(where, message)] : [];
  });
