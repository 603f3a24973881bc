import * as channels from '../channels.ts';
import { pin, react, unpin, unreact } from '../marks.ts';
import type { View } from '../views.ts';
import type { User } from '../workspace.ts';
import type { Stage } from './dispatch.ts';
import { dismiss, type Submitted, submit } from './forms.ts';
import type { Filled } from './inputs.ts';
import { conversationAt, type MessageRef, messageAt, type Place, type SeenMessage } from './place.ts';
import { type Pressable, type Pressed, press } from './pressing.ts';
import { openHome, useShortcut } from './shortcuts.ts';
import { look, type Sight } from './sight.ts';
import { type Answer, typeCommand } from './typing.ts';
import { type Enclosed, erase, rewrite, unfurl, write } from './writing.ts';

/** Somebody in the workspace, who does what people do in Slack. */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Types a whole line such as '/weather tomorrow' and gets what is shown at once. */
  types(line: string, place: Place): Promise<Answer>;
  posts(text: string, place: Place, enclosed?: Enclosed): Promise<SeenMessage>;
  replies(text: string, to: MessageRef, enclosed?: Enclosed): Promise<SeenMessage>;
  edits(message: MessageRef, text: string): Promise<SeenMessage>;
  deletes(message: MessageRef): Promise<void>;
  /** Slack adds a preview to a message with a link. */
  unfurls(message: MessageRef, title?: string): Promise<SeenMessage>;
  reacts(emoji: string, message: MessageRef): Promise<void>;
  unreacts(emoji: string, message: MessageRef): Promise<void>;
  pins(message: MessageRef): Promise<void>;
  unpins(message: MessageRef): Promise<void>;
  uses(shortcut: string, message?: MessageRef): Promise<Pressed>;
  clicks(button: string, on: Pressable, how?: { value?: Filled; values?: Record<string, Filled> }): Promise<Pressed>;
  submits(view: View, values: Readonly<Record<string, Filled>>): Promise<Submitted>;
  closes(view: View): Promise<void>;
  opensHome(): Promise<void>;
  joins(place: Place): Promise<void>;
  leaves(place: Place): Promise<void>;
  invites(whom: { readonly id: string }, place: Place): Promise<void>;
  /** Throws somebody, or the app, out of a channel. */
  removes(whom: { readonly id: string }, place: Place): Promise<void>;
  archives(place: Place): Promise<void>;
  unarchives(place: Place): Promise<void>;
  renames(place: Place, name: string): Promise<void>;
  convertsToPrivate(place: Place): Promise<void>;
  setsTopic(place: Place, topic: string): Promise<void>;
  sees(place?: Place): Sight;
};

export const createPerson = (stage: Stage, user: User): Person => {
  const { world } = stage;
  const at = (place: Place) => conversationAt(world, place);
  return {
    id: user.id,
    name: user.name,
    types: (line, place) => typeCommand(stage, user, line, place),
    posts: async (text, place, enclosed) => write(world, user, text, place, enclosed),
    replies: async (text, to, enclosed) => write(world, user, text, to.channel, { ...enclosed, thread: to }),
    edits: async (message, text) => rewrite(world, user, message, text),
    deletes: async (message) => erase(world, user, message),
    unfurls: async (message, title = 'A page') => unfurl(world, message, title),
    reacts: async (emoji, ref) => {
      const { where, message } = messageAt(world, ref);
      react(world, where, message, user, bare(emoji));
    },
    unreacts: async (emoji, ref) => {
      const { where, message } = messageAt(world, ref);
      unreact(world, where, message, user, bare(emoji));
    },
    pins: async (ref) => {
      const { where, message } = messageAt(world, ref);
      pin(world, where, message, user);
    },
    unpins: async (ref) => {
      const { where, message } = messageAt(world, ref);
      unpin(world, where, message, user);
    },
    uses: (shortcut, message) => useShortcut(stage, user, shortcut, message),
    clicks: (button, on, how) => press(stage, user, button, on, how),
    submits: (view, values) => submit(stage, user, view, values),
    closes: (view) => dismiss(stage, user, view),
    opensHome: async () => openHome(stage, user),
    joins: async (place) => {
      if (at(place).kind !== 'channel') throw new Error(`${user.name} cannot join a private channel uninvited`);
      if (!at(place).members.has(user.id)) channels.join(world, at(place), user);
    },
    leaves: async (place) => channels.leave(world, at(place), user),
    invites: async (whom, place) => {
      const guest = world.users.get(whom.id);
      if (!guest) throw new Error(`nobody has the id ${whom.id}`);
      if (!at(place).members.has(guest.id)) channels.join(world, at(place), guest, user);
    },
    removes: async (whom, place) => {
      const gone = world.users.get(whom.id);
      if (!gone) throw new Error(`nobody has the id ${whom.id}`);
      channels.leave(world, at(place), gone);
    },
    archives: async (place) => channels.archive(world, at(place), user),
    unarchives: async (place) => channels.unarchive(world, at(place), user),
    renames: async (place, name) => channels.rename(world, at(place), user, name),
    convertsToPrivate: async (place) => channels.convertToPrivate(world, at(place), user),
    setsTopic: async (place, topic) => channels.setTopic(world, at(place), user, topic),
    sees: (place) => look(world, user, place),
  };
};

const bare = (emoji: string): string => emoji.replace(/^:|:$/g, '');
