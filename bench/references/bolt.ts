// Bolt as it comes: it acknowledges each event before anybody looks at it, and keeps nothing.
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';

const { SLACK_SIGNING_SECRET, SLACK_APP_TOKEN = '', SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = process.env;

export const stockReceiver = SLACK_SIGNING_SECRET
  ? new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET })
  : new SocketModeReceiver({
      appToken: SLACK_APP_TOKEN,
      installerOptions: { clientOptions: { slackApiUrl: SLACK_API_URL } },
    });

/** An app with one listener that does nothing. */
export const startBolt = async (receiver: Receiver): Promise<void> => {
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: SLACK_BOT_TOKEN, botId: 'B0', botUserId: 'U0' }),
    clientOptions: { slackApiUrl: SLACK_API_URL },
  });
  app.event('message', async () => {});
  const server = await app.start(0);
  const address = server && 'address' in server ? server.address() : null;
  console.log(JSON.stringify({ msg: 'Bolt is ready.', ...(typeof address === 'object' && { port: address?.port }) }));
};

if (import.meta.main) await startBolt(stockReceiver);
