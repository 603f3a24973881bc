import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Each answers whether that part is well; it does not throw. */
export type Checks = { readonly database: () => Promise<boolean>; readonly slack: () => boolean };

export type HealthRoute = {
  readonly path: string;
  readonly method: 'GET';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
};

/** `/health`: all is well, or what is not. `/health/live` does not ask about Slack: a restart does not bring Slack back. */
export const healthRoutes = ({ database, slack }: Checks): HealthRoute[] => {
  const route = (path: string, check: () => Promise<Record<string, boolean>>): HealthRoute => ({
    path,
    method: 'GET',
    handler: (_, response) => void check().then((parts) => answer(response, parts)),
  });
  return [
    route('/health', async () => ({ database: await database(), slack: slack() })),
    route('/health/live', async () => ({ database: await database() })),
  ];
};

const answer = (response: ServerResponse, parts: Record<string, boolean>): void => {
  const ok = Object.values(parts).every(Boolean);
  const said = Object.entries(parts).map(([part, well]) => [part, well ? 'ok' : 'failing']);
  response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify({ ok, ...Object.fromEntries(said) })}\n`);
};

/** Milliseconds: a health check is one short line. */
const patience = { headersTimeout: 5_000, requestTimeout: 5_000, connectionsCheckingInterval: 1_000 };

/** In Socket Mode nothing else listens. */
export const serveHealth = async (
  routes: readonly HealthRoute[],
  port: number,
): Promise<{ port: number; stop: () => Promise<void> }> => {
  const server = createServer(patience, (request, response) => {
    const path = request.url?.split('?')[0];
    const route = routes.find((each) => each.path === path && each.method === request.method);
    if (route) return route.handler(request, response);
    response.writeHead(404).end();
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, () => listening());
  });
  return {
    // A server that listens on a port has an address of this sort.
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
