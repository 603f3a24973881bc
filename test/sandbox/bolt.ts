import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** The unmodified Bolt, pointed at a sandbox. */
export const boltOverSocket = (sandbox: Sandbox): App => {
  const receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.apiUrl } },
  });
  return new App({ ...common(sandbox), receiver });
};

export const boltOverHttp = async (sandbox: Sandbox): Promise<App> => {
  const receiver = new HTTPReceiver({ signingSecret: sandbox.signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({ ...common(sandbox), receiver });
  // HTTPReceiver starts a node server, which listens on a port and so has an address of this sort.
  const server = (await app.start(0)) as Server;
  sandbox.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return app;
};

const common = (sandbox: Sandbox) => ({
  token: sandbox.botToken,
  botId: sandbox.botId,
  botUserId: sandbox.botUserId,
  ignoreSelf: false,
  convoStore: false as const,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
});

export const clientOf = (sandbox: Sandbox, token = sandbox.botToken): WebClient =>
  new WebClient(token, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 }, logger: silent });

/** Refusals are what these tests are about: the client need not report them. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
