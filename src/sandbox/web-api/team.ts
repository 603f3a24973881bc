import { fail } from '../slack-error.ts';
import { type Methods, tier } from './method.ts';

export const team: Methods = {
  'team.info': {
    scopes: ['team:read'],
    perMinute: tier.three,
    run: ({ world }) => ({
      team: {
        id: world.team.id,
        name: world.team.name,
        domain: world.team.domain,
        url: `https://${world.team.domain}.slack.com/`,
        email_domain: '',
        icon: { image_default: true },
        is_verified: false,
      },
    }),
  },
  'bots.info': {
    scopes: ['users:read'],
    perMinute: tier.three,
    run: ({ world, args }) => {
      const wanted = args.bot ?? world.app.botId;
      const bot = [...world.users.values()].find(({ botId }) => botId === wanted) ?? fail('bot_not_found');
      const { botId: id, realName: name, id: user_id, appId: app_id, deleted, updated } = bot;
      return { bot: { id, deleted, name, updated, app_id, user_id, icons: {} } };
    },
  },
  'emoji.list': { scopes: ['emoji:read'], perMinute: tier.two, run: () => ({ emoji: {}, cache_ts: '1.0' }) },
};
