import { type Channel, createChannelHandle } from './channel.ts';
import { emptyConversation } from './channels.ts';
import type { Deliveries } from './deliveries.ts';
import { emit } from './events.ts';
import { addUser, type PersonOptions } from './newcomers.ts';
import { createPerson, type Person } from './people/person.ts';
import { conversationAt, type Place, type SeenMessage, seen } from './people/place.ts';
import { userShape } from './user-shape.ts';
import type { StoredFile, User } from './workspace.ts';
import { seconds, type World } from './world.ts';

/** Who and what is in the workspace: put there before the story begins, and looked at while it goes on. */
export type Setting = {
  readonly people: readonly Person[];
  readonly files: readonly StoredFile[];
  person(name: string, options?: PersonOptions): Person;
  /** A channel that was there before. */
  channel(name: string, options?: { private?: boolean; members?: readonly Person[]; bot?: boolean }): Channel;
  usergroup(handle: string, members: readonly Person[]): { readonly id: string };
  /** Somebody's account changes: the app hears of it. */
  change(person: Person, what: Partial<Pick<User, 'deleted' | 'tz' | 'displayName' | 'guest'>>): void;
  /** Makes a channel as if it had never been: the app hears of it. */
  deleteChannel(place: Place, by: Person): void;
  /** Gives a channel another id, as Slack does when it is shared with another company. */
  moveChannel(place: Place, to: string): Channel;
  channelNamed(name: string): Channel | undefined;
  channels(): readonly Channel[];
  messagesIn(place: Place): readonly SeenMessage[];
};

export const createSetting = (world: World, deliveries: Deliveries): Setting => {
  const people: Person[] = [];
  const channels = () =>
    [...world.conversations.values()]
      .filter(({ kind }) => kind !== 'im')
      .map((each) => createChannelHandle(world, each));
  return {
    people,
    get files() {
      return [...world.files.values()];
    },
    person(name, options) {
      const person = createPerson({ world, deliveries }, addUser(world, name, options));
      people.push(person);
      return person;
    },
    channel(name, { private: isPrivate = false, members = [], bot = false } = {}) {
      const creator = members[0]?.id ?? 'USLACKBOT';
      const made = emptyConversation(world, world.ids.next('C'), name, isPrivate ? 'group' : 'channel', creator);
      for (const member of members) made.members.add(member.id);
      if (bot) made.members.add(world.app.botUserId);
      world.conversations.set(made.id, made);
      return createChannelHandle(world, made);
    },
    usergroup(handle, members) {
      const id = world.ids.of('S', handle);
      world.usergroups.set(id, { id, handle, name: handle, users: members.map((member) => member.id) });
      return { id };
    },
    change(person, what) {
      const user = world.users.get(person.id);
      if (!user) throw new Error(`nobody has the id ${person.id}`);
      Object.assign(user, what, { updated: seconds(world) });
      emit(world, { type: 'user_change', user: userShape(world, user, world.app.scopes.includes('users:read.email')) });
    },
    deleteChannel(place, by) {
      const where = conversationAt(world, place);
      emit(world, { type: `${where.kind}_deleted`, channel: where.id, actor_id: by.id }, where);
      world.conversations.delete(where.id);
    },
    moveChannel(place, to) {
      const where = conversationAt(world, place);
      const moved = { ...where, id: to };
      world.conversations.delete(where.id);
      world.conversations.set(to, moved);
      emit(world, { type: 'channel_id_changed', old_channel_id: where.id, new_channel_id: to });
      return createChannelHandle(world, moved);
    },
    channelNamed: (name) => channels().find((channel) => channel.name === name),
    channels,
    messagesIn(place) {
      const where = conversationAt(world, place);
      return where.messages.map((message) => seen(where, message));
    },
  };
};
