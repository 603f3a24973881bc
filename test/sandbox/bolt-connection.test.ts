import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';

let sandbox: Sandbox;
let receiver: SocketModeReceiver;

afterEach(async () => {
  await receiver.client.disconnect();
  await sandbox.stop();
});

/** The real Bolt, only less patient than usual, so that it comes back after 50 ms and not after five seconds. */
const begin = async () => {
  sandbox = await startSandbox();
  const ana = sandbox.person('Ana');
  const general = sandbox.channel('general', { members: [ana], bot: true });
  receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    clientPingTimeout: 50,
    logger: silent,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.apiUrl } },
  });
  const { botToken: token, botId, botUserId } = sandbox;
  const app = new App({ receiver, token, botId, botUserId, convoStore: false, logger: silent });
  const seen: string[] = [];
  app.message(async ({ message }) => {
    seen.push('text' in message ? `${message.text}` : '');
  });
  await app.start();
  return { ana, general, seen };
};

const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

const connectedAgain = () => new Promise<void>((resolve) => receiver.client.once('connected', () => resolve()));

test.each(['refresh_requested', 'warning', 'link_disabled'] as const)('Bolt comes back after %s', async (reason) => {
  const { ana, general, seen } = await begin();
  const again = connectedAgain();
  sandbox.socketMode.disconnect(reason);
  await again;
  await ana.posts('still there?', general);
  await sandbox.settled();
  expect(seen).toEqual(['still there?']);
});

test('Bolt comes back after its connection broke, and gets what it missed', async () => {
  const { ana, general, seen } = await begin();
  const again = connectedAgain();
  sandbox.socketMode.kill();
  while (sandbox.socketMode.open() > 0) await new Promise((turn) => setImmediate(turn));
  await ana.posts('into the void', general);
  await again;
  await sandbox.clock.advance(60_000);
  await sandbox.settled();
  expect(seen).toEqual(['into the void']);
  expect(sandbox.deliveries).toMatchObject([{ state: 'done', attempts: 3 }]);
});
