import type { Json } from './json.ts';
import type { Conversation } from './workspace.ts';
import { seconds, type World } from './world.ts';

/** Tells the app of a change, if it is subscribed, has the scope, and is where it happened. */
export const emit = (world: World, event: Json, where?: Conversation): void => {
  const inner: Json = { event_ts: world.stamp(), ...event };
  const type = String(inner.type);
  if (!world.app.events.includes(subscription(type, where))) return;
  const scope = scopeOf(type, where);
  if (scope && !world.app.scopes.includes(scope)) return;
  if (where && onlyForMembers.test(type) && !where.members.has(world.app.botUserId) && !isOwnLeaving(world, inner))
    return;
  world.deliver(outerBody(world, inner, where));
};

const outerBody = (world: World, event: Json, where?: Conversation): Json => {
  const author = typeof event.user === 'string' ? world.users.get(event.user) : undefined;
  const team = author?.teamId ?? world.team.id;
  const installation = ['app_uninstalled', 'tokens_revoked'].includes(String(event.type));
  return {
    token: 'verification-token',
    team_id: team,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.app.appId,
    event,
    type: 'event_callback',
    event_id: world.ids.next('Ev'),
    event_time: seconds(world),
    ...(!installation && {
      authorizations: [
        {
          enterprise_id: null,
          team_id: world.team.id,
          user_id: world.app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
    }),
    is_ext_shared_channel: where ? isShared(world, where) : false,
    event_context: `4-${Buffer.from(`${String(event.type)}-${team}-${where?.id ?? ''}`).toString('base64url')}`,
  };
};

/** A channel is shared with another company as soon as somebody of theirs is in it. */
export const isShared = (world: World, where: Conversation): boolean =>
  [...where.members].some((id) => (world.users.get(id)?.teamId ?? world.team.id) !== world.team.id);

const subscription = (type: string, where?: Conversation): string =>
  type === 'message' && where ? `message.${{ channel: 'channels', group: 'groups', im: 'im' }[where.kind]}` : type;

const scopeOf = (type: string, where?: Conversation): string | undefined => {
  const kind = where ? { channel: 'channels', group: 'groups', im: 'im' }[where.kind] : 'channels';
  if (type === 'message') return `${kind}:history`;
  return scopes.find(([pattern]) => pattern.test(type))?.[1].replace('$kind', kind);
};

const scopes: readonly (readonly [RegExp, string])[] = [
  [/^app_mention$/, 'app_mentions:read'],
  [/^reaction_/, 'reactions:read'],
  [/^pin_/, 'pins:read'],
  [/^(member_|channel_)/, '$kind:read'],
  [/^group_/, 'groups:read'],
  [/^file_/, 'files:read'],
  [/^subteam_/, 'usergroups:read'],
  [/^user_change$/, 'users:read'],
];

const onlyForMembers = /^(message|app_mention|reaction_|pin_|member_|group_|file_)/;

const isOwnLeaving = (world: World, event: Json): boolean =>
  event.type === 'member_left_channel' && event.user === world.app.botUserId;
