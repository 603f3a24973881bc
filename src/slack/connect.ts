import { App, type Receiver } from '@slack/bolt';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { boltLog } from './bolt-log.ts';
import { clientOptions } from './clients.ts';
import type { Self } from './desk.ts';

type Needs = {
  readonly config: Config;
  readonly log: Log;
  readonly receiver: Receiver;
  readonly self: () => Self | undefined;
};

/**
 * The Bolt app, for what needs an answer: commands, buttons, forms. It authorizes by itself, so that it never calls Slack for
 * it, and hears our own doings, too: the events are sorted where they are handled.
 */
export const createApp = ({ config, log, receiver, self }: Needs): App =>
  new App({
    receiver,
    logger: boltLog(log),
    authorize: async () => {
      const me = self();
      return { botToken: config.botToken, ...(me && { botId: me.bot, botUserId: me.user, teamId: me.team }) };
    },
    clientOptions: clientOptions(config, log),
    ignoreSelf: false,
    convoStore: false,
  });
