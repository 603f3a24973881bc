import { asText } from '../json.ts';
import { fail } from '../slack-error.ts';
import { isSet, type Methods, tier } from './method.ts';

export const usergroups: Methods = {
  'usergroups.list': {
    scopes: ['usergroups:read'],
    perMinute: tier.two,
    run: ({ world, args }) => ({
      usergroups: [...world.usergroups.values()].map(({ id, handle, name, users }) => ({
        id,
        team_id: world.team.id,
        is_usergroup: true,
        name,
        description: '',
        handle,
        is_external: false,
        date_create: 1_700_000_000,
        date_update: 1_700_000_000,
        date_delete: 0,
        auto_type: null,
        created_by: world.app.botUserId,
        updated_by: world.app.botUserId,
        deleted_by: null,
        prefs: { channels: [], groups: [] },
        user_count: users.length,
        ...(isSet(args.include_users) && { users }),
      })),
    }),
  },
  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    required: ['usergroup'],
    perMinute: tier.two,
    run: ({ world, args }) => ({
      users: (world.usergroups.get(asText(args.usergroup)) ?? fail('no_such_subteam')).users,
    }),
  },
};
