import { SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Config } from '../config.ts';
import { factsOf, type Log } from '../log.ts';
import type { After } from './after.ts';
import { boltLog } from './bolt-log.ts';

/** One connection of Socket Mode, with what its client lacks: it survives `app_rate_limited`, and never gives up. */
export type Socket = {
  readonly receiver: SocketModeReceiver;
  /** Resolves at Slack's hello. Rejects only when Slack refuses the app token for good. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly isConnected: () => boolean;
};

type Needs = {
  readonly config: Config;
  readonly appToken: string;
  readonly log: Log;
  readonly after: After;
  readonly onRateLimited: (payload: unknown) => void;
  readonly onConnected: () => void;
  readonly onClosed: () => void;
};

export const createSocket = ({ config, appToken, log, after, ...needs }: Needs): Socket => {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLog(log),
    // Its own object, and many retries: when they run out during a reconnect, the socket never comes back.
    installerOptions: {
      clientOptions: { slackApiUrl: config.apiUrl, retryConfig: { retries: 100, factor: 1.3 }, timeout: 10_000 },
    },
  });
  const { client } = receiver;
  let connected = false;
  let stopped = false;
  client.on('connected', () => {
    connected = true;
    log.info({}, 'Connected to Slack.');
    needs.onConnected();
  });
  client.on('close', () => {
    if (!connected) return;
    connected = false;
    log.info({}, 'A connection to Slack was closed.');
    needs.onClosed();
  });
  guard(receiver, needs.onRateLimited, log);

  const start = client.start.bind(client);
  // The client calls this to reconnect and does not look at what becomes of it.
  client.start = async () => {
    try {
      return await start();
    } catch (error) {
      log.error(factsOf(error), 'Slack does not let us connect; trying again in a minute.');
      if (!stopped) after(AGAIN, () => void client.start());
      return { ok: false };
    }
  };

  return {
    receiver,
    isConnected: () => connected,
    start: async () => {
      while (!stopped) {
        try {
          return void (await start());
        } catch (error) {
          if (error instanceof WebAPIPlatformError) throw error;
          log.warn(factsOf(error), 'Slack cannot be reached; trying again.');
          await new Promise<void>((again) => void after(FIRST_AGAIN, again));
        }
      }
    },
    stop: async () => {
      stopped = true;
      await client.disconnect();
    },
  };
};

const AGAIN = 60_000;
const FIRST_AGAIN = 5_000;

/** Socket Mode 3.1.0 dies of an envelope without an inner event, such as `app_rate_limited`. */
const guard = ({ client }: SocketModeReceiver, onRateLimited: (payload: unknown) => void, log: Log): void => {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: boolean) => {
    try {
      // Read twice only when it may be one of these: most are events, and have one inside.
      const { type, envelope_id, payload } = String(data).includes('"event":{') ? ordinary : envelope(data);
      if (type !== 'events_api' || payload?.event)
        return void (await Promise.all(listeners.map((listen) => listen(data, isBinary))));
      onRateLimited(payload);
      // `send` is private in the types only; there is no other way to acknowledge what has no event.
      await (client as unknown as { send(id: string, body: object): Promise<void> }).send(envelope_id ?? '', {});
    } catch (error) {
      log.warn(factsOf(error), 'An envelope of Socket Mode was not handled.');
    }
  });
};

const ordinary: Envelope = {};

type Envelope = { type?: string; envelope_id?: string; payload?: { event?: unknown } };

const envelope = (data: unknown): Envelope => {
  try {
    return JSON.parse(String(data)) ?? {};
  } catch {
    return {};
  }
};
