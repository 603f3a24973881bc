import type { Json } from '../json.ts';
import { reactionsOn } from '../marks.ts';
import { asShown } from '../messages.ts';
import type { Conversation, Message, User } from '../workspace.ts';
import type { World } from '../world.ts';

/** A conversation, named as is handiest: itself, its id, or its name. */
export type Place = string | { readonly id: string };

/** A message as people see it, with the channel it is in. */
export type SeenMessage = Message & {
  readonly channel: string;
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[]; readonly count: number }[];
  readonly pinned_to?: readonly string[];
  readonly reply_count?: number;
};

export type MessageRef = { readonly channel: string; readonly ts: string };

export const conversationAt = (world: World, place: Place): Conversation => {
  const wanted = typeof place === 'string' ? place.replace(/^#/, '') : place.id;
  const found =
    world.conversations.get(wanted) ??
    [...world.conversations.values()].find(({ name, kind }) => kind !== 'im' && name === wanted);
  if (!found) throw new Error(`there is no channel ${wanted} in the sandbox`);
  return found;
};

export const inside = (world: World, place: Place, user: User): Conversation => {
  const where = conversationAt(world, place);
  if (!where.members.has(user.id)) throw new Error(`${user.name} is not in #${where.name}, and cannot write there`);
  return where;
};

export const messageAt = (world: World, ref: MessageRef): { where: Conversation; message: Message } => {
  const where = conversationAt(world, ref.channel);
  const message = where.messages.find(({ ts }) => ts === ref.ts);
  if (!message) throw new Error(`there is no message ${ref.ts} in #${where.name}`);
  return { where, message };
};

export const seen = (where: Conversation, message: Message): SeenMessage => {
  const reactions = reactionsOn(where, message.ts);
  const shown: Json = {
    ...asShown(where, message),
    channel: where.id,
    ...(reactions.length > 0 && { reactions }),
    ...(where.pins.some(({ ts }) => ts === message.ts) && { pinned_to: [where.id] }),
  };
  // asShown keeps every field of the message and only adds counters.
  return shown as SeenMessage;
};
