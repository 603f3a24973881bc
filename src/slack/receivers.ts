import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { After } from './after.ts';
import { boltLog } from './bolt-log.ts';
import { patience, standGuard } from './door.ts';
import { createSocket, type Socket } from './socket.ts';

/** How Slack reaches us. `start` resolves when it does. */
export type Ears = Receiver & {
  readonly isConnected: () => boolean;
  /** In HTTP mode, where Slack's requests arrive. */
  readonly port: () => number | undefined;
};

type Needs = {
  readonly config: Config;
  readonly log: Log;
  readonly after: After;
  /** Pages of ours beside Slack's requests. */
  readonly health: readonly Route[];
  readonly onRateLimited: (payload: unknown) => void;
  /** Slack reaches us, and did not before. */
  readonly onConnected: () => void;
  /** Slack does not reach us any more. */
  readonly onGone: () => void;
  /** Milliseconds between the starts of the two sockets. */
  readonly stagger?: number;
  /** How long who sends slowly is borne with. */
  readonly limits?: Partial<typeof patience>;
};

export type Route = {
  readonly path: string;
  readonly method: 'GET';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
};

export const createEars = (needs: Needs): Ears => {
  const { transport } = needs.config;
  return transport.type === 'socket' ? sockets(needs, transport.appToken) : http(needs, transport.signingSecret);
};

/** Slack renews each connection every few hours. Two, which began at different times, cover for each other. */
const sockets = ({ stagger = 30_000, ...needs }: Needs, appToken: string): Ears => {
  const open = (): number => both.filter((socket) => socket.isConnected()).length;
  const each = {
    ...needs,
    appToken,
    onConnected: () => {
      if (open() === 1) needs.onConnected();
    },
    onClosed: () => {
      if (open() === 0) needs.onGone();
    },
  };
  const [first, second]: [Socket, Socket] = [createSocket(each), createSocket(each)];
  const both = [first, second];
  let cancel = () => {};
  return {
    init: (app: App) => {
      for (const { receiver } of both) receiver.init(app);
    },
    start: async () => {
      await first.start();
      cancel = needs.after(stagger, () => void second.start().catch(() => {})); // refused: the first one has told
    },
    stop: async () => {
      cancel();
      await Promise.all(both.map(({ stop }) => stop()));
    },
    isConnected: () => open() > 0,
    port: () => undefined,
  };
};

/** Milliseconds for requests that are being answered when we stop. */
const GRACE = 2_500;

const http = ({ config, log, health, onConnected, limits }: Needs, signingSecret: string): Ears => {
  const customRoutes = [...health];
  // Signatures are the door's.
  const receiver = new HTTPReceiver({
    signingSecret,
    signatureVerification: false,
    logger: boltLog(log),
    customRoutes,
  });
  const unanswered = new Set<ServerResponse>();
  let server: Server | undefined;
  let stopped = false;

  /** Whoever keeps a connection open without asking anything is not waited for. */
  const hangUp = (): void => {
    if (stopped && unanswered.size === 0) server?.closeAllConnections();
  };

  return {
    init: (app: App) => receiver.init(app),
    start: async () => {
      // Without TLS options it is a node:http server.
      server = (await receiver.start(config.port ?? 3000, { ...patience, ...limits })) as Server;
      // Before the first request, which cannot come in the turn of the event loop in which it began to listen.
      standGuard(server, { path: '/slack/events', signingSecret, warn: (why) => log.warn({}, why) });
      server.prependListener('request', (_, response: ServerResponse) => {
        unanswered.add(response);
        response.once('close', () => {
          unanswered.delete(response);
          hangUp();
        });
      });
      onConnected();
    },
    stop: async () => {
      if (!server || stopped) return;
      stopped = true;
      const closed = receiver.stop();
      hangUp();
      const late = setTimeout(() => server?.closeAllConnections(), GRACE);
      await closed.finally(() => clearTimeout(late));
    },
    isConnected: () => server !== undefined && !stopped,
    port: () => (server?.address() as AddressInfo | null | undefined)?.port,
  };
};
