import type { Methods } from './method.ts';

export const auth: Methods = {
  'api.test': { scopes: [], perMinute: 100, run: ({ args }) => ({ args }) },
  'auth.test': {
    scopes: [],
    run: ({ world, caller }) => ({
      url: `https://${world.team.domain}.slack.com/`,
      team: world.team.name,
      user: caller.name,
      team_id: world.team.id,
      user_id: caller.id,
      bot_id: world.app.botId,
      is_enterprise_install: false,
    }),
  },
};
