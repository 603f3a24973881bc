import { directMessage } from '../channels.ts';
import { emit } from '../events.ts';
import { asShown } from '../messages.ts';
import type { User } from '../workspace.ts';
import { channelOf, failureOf, interaction, type Stage } from './dispatch.ts';
import { type MessageRef, messageAt } from './place.ts';
import type { Pressed } from './pressing.ts';

/** A shortcut from the menu: on a message, or global. */
export const useShortcut = async (stage: Stage, user: User, callback_id: string, on?: MessageRef): Promise<Pressed> => {
  const { world, deliveries } = stage;
  const { shortcuts } = world.app;
  if (shortcuts && !shortcuts.includes(callback_id)) throw new Error(`the app has no shortcut ${callback_id}`);
  const common = {
    ...interaction(world, user, on ? 'message_action' : 'shortcut'),
    callback_id,
    action_ts: world.stamp(),
    trigger_id: world.triggers.issue(user.id),
  };
  const outcome = await deliveries.ask('interactive', on ? { ...common, ...target(stage, user, on) } : common);
  const failed = failureOf(outcome);
  return failed ? { failed } : {};
};

/** The app's Home tab: what is published stays, and the app hears of each look at it. */
export const openHome = ({ world }: Stage, user: User): void => {
  const bot = world.users.get(world.app.botUserId);
  const view = world.views.homes.get(user.id);
  const channel = bot && directMessage(world, user, bot).id;
  emit(world, { type: 'app_home_opened', user: user.id, channel, tab: 'home', ...(view && { view }) });
};

const target = ({ world }: Stage, user: User, on: MessageRef) => {
  const { where, message } = messageAt(world, on);
  return {
    channel: channelOf(where),
    message_ts: message.ts,
    message: asShown(where, message),
    response_url: world.responses.issue('app', { channel: where.id, user: user.id, ts: message.ts }),
  };
};
