import { emit } from './events.ts';
import { post } from './messages.ts';
import type { Conversation, User } from './workspace.ts';
import { seconds, type World } from './world.ts';

const nothing = { value: '', creator: '', last_set: 0 };

export const createChannel = (world: World, name: string, kind: 'channel' | 'group', creator: User): Conversation => {
  const channel = emptyConversation(world, world.ids.next('C'), name, kind, creator.id);
  world.conversations.set(channel.id, channel);
  if (kind === 'channel') {
    const { id, created } = channel;
    const shown = { id, is_channel: true, name, name_normalized: name, created, creator: creator.id, is_shared: false };
    emit(world, {
      type: 'channel_created',
      channel: { ...shown, is_org_shared: false, context_team_id: world.team.id },
    });
  }
  join(world, channel, creator);
  return channel;
};

/** The direct conversation of two people, made when it is first needed. */
export const directMessage = (world: World, a: User, b: User): Conversation => {
  const members = [a.id, b.id].sort();
  const id = world.ids.of('D', members.join());
  const known = world.conversations.get(id);
  if (known) return known;
  const im = emptyConversation(world, id, 'directmessage', 'im', a.id);
  for (const member of members) im.members.add(member);
  world.conversations.set(id, im);
  return im;
};

export const emptyConversation = (
  world: World,
  id: string,
  name: string,
  kind: Conversation['kind'],
  creator: string,
): Conversation => ({
  id,
  name,
  kind,
  creator,
  created: seconds(world),
  members: new Set(),
  archived: false,
  topic: nothing,
  purpose: nothing,
  updated: world.clock.now().getTime(),
  previousNames: [],
  messages: [],
  reactions: new Map(),
  pins: [],
  bookmarks: [],
  notified: new Map(),
});

export const join = (world: World, channel: Conversation, user: User, inviter?: User): void => {
  channel.members.add(user.id);
  const by = inviter && { inviter: inviter.id };
  const text = `<@${user.id}> has joined the ${noun(channel)}`;
  post(world, channel, user, { subtype: 'channel_join', text, ...by }, { system: true });
  const place = { channel: channel.id, channel_type: letter(channel), team: user.teamId };
  emit(world, { type: 'member_joined_channel', user: user.id, ...place, ...by }, channel);
};

export const leave = (world: World, channel: Conversation, user: User): void => {
  const place = { channel: channel.id, channel_type: letter(channel), team: user.teamId };
  const text = `<@${user.id}> has left the ${noun(channel)}`;
  post(world, channel, user, { subtype: 'channel_leave', text }, { system: true });
  channel.members.delete(user.id);
  emit(world, { type: 'member_left_channel', user: user.id, ...place }, channel);
};

export const setTopic = (world: World, channel: Conversation, user: User, topic: string): void => {
  channel.topic = { value: topic, creator: user.id, last_set: seconds(world) };
  touch(world, channel);
  const text =
    topic === '' ? `<@${user.id}> cleared the channel topic` : `<@${user.id}> set the channel topic: ${topic}`;
  post(world, channel, user, { subtype: 'channel_topic', text, topic }, { system: true });
};

export const setPurpose = (world: World, channel: Conversation, user: User, purpose: string): void => {
  channel.purpose = { value: purpose, creator: user.id, last_set: seconds(world) };
  touch(world, channel);
  const text = `<@${user.id}> set the channel description: ${purpose}`;
  post(world, channel, user, { subtype: 'channel_purpose', text, purpose }, { system: true });
};

export const rename = (world: World, channel: Conversation, user: User, name: string): void => {
  const old = channel.name;
  channel.name = name;
  channel.previousNames = [old, ...channel.previousNames];
  touch(world, channel);
  const text = `<@${user.id}> has renamed the channel from "${old}" to "${name}"`;
  post(world, channel, user, { subtype: 'channel_name', text, old_name: old, name }, { system: true });
  const { id, created } = channel;
  const shown = { id, is_channel: true, is_mpim: false, name, name_normalized: name, created };
  emit(world, { type: `${channel.kind}_rename`, channel: shown }, channel);
};

/** Public no more; it keeps its id. */
export const convertToPrivate = (world: World, channel: Conversation, user: User): void => {
  const converted: Conversation = { ...channel, kind: 'group' };
  world.conversations.set(channel.id, converted);
  touch(world, converted);
  const text = `<@${user.id}> made this channel private`;
  post(world, converted, user, { subtype: 'channel_convert_to_private', text }, { system: true });
};

export const archive = (world: World, channel: Conversation, user: User): void => {
  const text = `<@${user.id}> archived the channel`;
  post(world, channel, user, { subtype: 'channel_archive', text }, { system: true });
  channel.archived = true;
  touch(world, channel);
  emit(world, { type: `${channel.kind}_archive`, channel: channel.id, user: user.id, is_moved: 0 }, channel);
};

export const unarchive = (world: World, channel: Conversation, user: User): void => {
  channel.archived = false;
  touch(world, channel);
  const text = `<@${user.id}> un-archived the channel`;
  post(world, channel, user, { subtype: 'channel_unarchive', text }, { system: true });
  emit(world, { type: `${channel.kind}_unarchive`, channel: channel.id, user: user.id }, channel);
};

const touch = (world: World, channel: Conversation): void => {
  channel.updated = world.clock.now().getTime();
};

const noun = (channel: Conversation): string => (channel.kind === 'group' ? 'group' : 'channel');

const letter = (channel: Conversation): string => (channel.kind === 'group' ? 'G' : 'C');
