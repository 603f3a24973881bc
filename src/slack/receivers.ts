import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, HTTPModuleFunctions, HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Config } from '../config.ts';
import { factsOf, type Log } from '../log.ts';
import type { After } from './after.ts';
import { boltLog } from './bolt-log.ts';
import { createDoor, type patience } from './door.ts';
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
  const logger = boltLog(log);
  // Signatures are the door's, and so is the server: nothing of Bolt's hears what the door did not let through.
  const receiver = new HTTPReceiver({
    ...{ signingSecret, signatureVerification: false, logger },
    customRoutes: [...health],
  });
  const inside: RequestListener = (request, response) => {
    try {
      receiver.requestListener(request, response);
    } catch (error) {
      // Bolt throws what it answers so, such as a path that nobody knows.
      const thrown = error instanceof Error ? error : new Error(String(error));
      HTTPModuleFunctions.defaultDispatchErrorHandler({ error: thrown, logger, request, response });
    }
  };
  const warn = (why: string): void => log.warn({}, why);
  const server = createDoor(inside, { path: '/slack/events', signingSecret, warn, limits });
  const unanswered = new Set<ServerResponse>();
  let stopped = false;

  /** Whoever keeps a connection open without asking anything is not waited for. */
  const hangUp = (): void => {
    if (stopped && unanswered.size === 0) server.closeAllConnections();
  };
  server.prependListener('request', (_, response) => {
    unanswered.add(response);
    response.once('close', () => {
      unanswered.delete(response);
      hangUp();
    });
  });

  return {
    init: (app: App) => receiver.init(app),
    start: async () => {
      server.listen(config.port ?? 3000);
      await once(server, 'listening');
      server.on('error', (error) => log.warn(factsOf(error), 'A connection could not be taken.'));
      onConnected();
    },
    stop: async () => {
      if (!server.listening || stopped) return;
      stopped = true;
      const closed = new Promise((done) => server.close(done));
      hangUp();
      const late = setTimeout(() => server.closeAllConnections(), GRACE);
      await closed.finally(() => clearTimeout(late));
    },
    isConnected: () => server.listening && !stopped,
    port: () => (server.address() as AddressInfo | null)?.port,
  };
};
