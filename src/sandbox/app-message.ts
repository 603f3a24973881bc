import type { Json } from './json.ts';
import type { World } from './world.ts';

/** The marks that every post of the installed app bears. */
export const appMessage = (world: World): { user: string; bot_id: string; app_id: string; bot_profile: Json } => {
  const bot = world.users.get(world.app.botUserId);
  return {
    user: world.app.botUserId,
    bot_id: world.app.botId,
    app_id: world.app.appId,
    bot_profile: botProfile(world, world.app.botId, world.app.appId, bot?.realName ?? '', world.app.botUserId),
  };
};

export const botProfile = (world: World, id: string, app: string, name: string, user: string): Json => ({
  id,
  app_id: app,
  user_id: user,
  name,
  icons: {},
  deleted: false,
  updated: 1_700_000_000,
  team_id: world.team.id,
});
