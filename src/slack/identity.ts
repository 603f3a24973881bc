import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { factsOf, type Log } from '../log.ts';
import type { After } from './after.ts';
import type { Meta, Self } from './desk.ts';

const stored = z.object({ team: z.string(), teamUrl: z.string(), user: z.string(), bot: z.string() });

type Needs = { readonly client: WebClient; readonly meta: Meta; readonly after: After; readonly log: Log };

export type Identity = Awaited<ReturnType<typeof createIdentity>>;

/**
 * Who we are in Slack: as noted at an earlier start, and asked again until Slack answers. Nothing depends on the first answer
 * (Bolt would drop every event after a failing `auth.test`).
 */
export const createIdentity = async ({ client, meta, after, log }: Needs) => {
  let self = await readSelf(meta);
  let tell: (self: Self) => void = () => {};
  const known = self ? Promise.resolve(self) : new Promise<Self>((resolve) => (tell = resolve));
  let asking: Promise<void> | undefined;
  let cancel = () => {};
  let accepted = false;
  const firstTime = Promise.withResolvers<void>();

  const ask = async (tries: number): Promise<void> => {
    try {
      const { team_id, url, user_id, bot_id } = await client.auth.test();
      self = stored.parse({ team: team_id, teamUrl: url, user: user_id, bot: bot_id });
      accepted = true;
      await meta.set(KEY, JSON.stringify(self));
      firstTime.resolve();
      tell(self);
    } catch (error) {
      if (error instanceof WebAPIPlatformError && refused.has(error.data.error)) {
        accepted = false;
        log.error(factsOf(error), 'Slack does not accept SLACK_BOT_TOKEN: copy it anew from OAuth & Permissions.');
      } else log.warn(factsOf(error), 'Slack did not say who we are; asking again.');
      cancel = after(Math.min(1_000 * 2 ** tries, 60_000), () => begin(tries + 1));
    }
  };
  const begin = (tries: number): void => {
    asking = ask(tries).finally(() => {
      asking = undefined;
    });
  };

  return {
    self: (): Self | undefined => self,
    /** Resolves when it is known, perhaps at once. */
    known,
    /** Whether Slack accepted the bot token when it was last asked. */
    isAccepted: (): boolean => accepted,
    /** Resolves when it did for the first time. */
    accepted: firstTime.promise,
    /** Asks Slack, unless that is under way. */
    start: (): void => {
      if (asking) return;
      cancel();
      begin(0);
    },
    settled: async (): Promise<void> => asking,
    stop: async (): Promise<void> => {
      cancel();
      await asking;
    },
  };
};

const KEY = 'self';
const refused = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

/** Who we are, as Slack said at an earlier start. */
export const readSelf = async (meta: Meta): Promise<Self | undefined> => {
  const noted = await meta.get(KEY);
  return noted === undefined ? undefined : stored.safeParse(JSON.parse(noted)).data;
};
