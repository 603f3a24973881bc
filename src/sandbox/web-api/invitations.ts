import { join } from '../channels.ts';
import { asText } from '../json.ts';
import { fail } from '../slack-error.ts';
import type { Conversation, User } from '../workspace.ts';
import { shapeOf } from './conversation-shape.ts';
import { type Call, fromInside, isSet, type Methods, needScope, tier } from './method.ts';

/** An invitation fails as a whole when one person cannot be invited, unless it is forced. */
export const invitations: Methods = {
  'conversations.invite': {
    scopes: ['channels:manage', 'channels:write.invites', 'groups:write'],
    required: ['channel', 'users'],
    perMinute: tier.three,
    run: (call) => {
      const { world, args } = call;
      const channel = fromInside(call);
      needScope(call, channel, 'write');
      if (channel.archived) fail('is_archived');
      const ids = asText(args.users)
        .split(',')
        .map((id) => id.trim())
        .filter(Boolean);
      if (ids.length === 0) fail('no_user');
      if (ids.length > 1000) fail('too_many_users');
      const answers = ids.map((id) => ({ id, found: refusal(call, channel, id) }));
      const errors = answers.flatMap(({ id, found }) =>
        typeof found === 'string' ? [{ user: id, ok: false, error: found }] : [],
      );
      const guests = answers.flatMap(({ found }) => (typeof found === 'string' ? [] : [found]));
      const first = errors[0];
      if (first && (!isSet(args.force) || guests.length === 0)) fail(first.error, { errors });
      for (const guest of guests) join(world, channel, guest, call.caller);
      return { channel: shapeOf(world, channel), ...(errors.length > 0 && { errors }) };
    },
  },
};

const refusal = ({ world, caller }: Call, channel: Conversation, id: string): User | string => {
  const guest = world.users.get(id);
  if (!guest || guest.deleted) return 'user_not_found';
  if (guest.id === caller.id) return 'cant_invite_self';
  if (channel.members.has(id)) return 'already_in_channel';
  if (guest.teamId !== world.team.id) return 'org_user_not_in_team';
  return guest;
};
