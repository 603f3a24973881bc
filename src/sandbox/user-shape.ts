import { tzName, tzOffset } from '@date-fns/tz';
import type { Json } from './json.ts';
import type { User } from './workspace.ts';
import type { World } from './world.ts';

/** A person as users.info and user_change describe them. */
export const userShape = (world: World, user: User, withEmail: boolean): Json => ({
  id: user.id,
  team_id: user.teamId,
  name: user.name,
  deleted: user.deleted,
  color: '9f69e7',
  real_name: user.realName,
  tz: user.tz,
  tz_label: tzName(user.tz, world.clock.now(), 'long'),
  tz_offset: tzOffset(user.tz, world.clock.now()) * 60,
  profile: {
    title: '',
    phone: '',
    skype: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.displayName,
    display_name_normalized: user.displayName,
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: 'g1',
    image_48: 'https://secure.gravatar.com/avatar/sandbox.jpg',
    first_name: user.realName.split(' ')[0] ?? '',
    last_name: user.realName.split(' ').slice(1).join(' '),
    team: user.teamId,
    ...(user.botId && { bot_id: user.botId, api_app_id: user.appId }),
    ...(withEmail && user.email !== '' && { email: user.email }),
  },
  is_admin: user.admin,
  is_owner: false,
  is_primary_owner: false,
  is_restricted: user.guest,
  is_ultra_restricted: false,
  is_bot: user.isBot,
  is_app_user: false,
  updated: user.updated,
  is_email_confirmed: true,
  ...(user.teamId !== world.team.id && { is_stranger: true }),
});
