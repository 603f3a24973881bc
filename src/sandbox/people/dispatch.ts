import type { Deliveries, Outcome } from '../deliveries.ts';
import type { Json } from '../json.ts';
import type { Conversation, User } from '../workspace.ts';
import type { World } from '../world.ts';

/** What a person's part needs: the world, and the way to the app. */
export type Stage = { readonly world: World; readonly deliveries: Deliveries };

/** What the person is told when the app did not answer in time, or was not there. */
export const failureOf = (outcome: Outcome): string | undefined => {
  if (outcome.ok) return undefined;
  return /timeout/.test(outcome.reason) ? 'operation_timeout' : 'dispatch_failed';
};

/** The head that all interactive payloads share. */
export const interaction = (world: World, user: User, type: string): Json => ({
  type,
  team: { id: world.team.id, domain: world.team.domain },
  user: {
    id: user.id,
    ...(type !== 'message_action' && { username: user.name, team_id: user.teamId }),
    ...(type !== 'shortcut' && { name: user.name }),
  },
  api_app_id: world.app.appId,
  token: 'verification-token',
  enterprise: null,
  is_enterprise_install: false,
});

export const channelOf = (where: Conversation): Json => ({ id: where.id, name: channelName(where) });

export const channelName = (where: Conversation): string =>
  ({ channel: where.name, group: 'privategroup', im: 'directmessage' })[where.kind];
