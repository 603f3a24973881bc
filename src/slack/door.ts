import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';

// What anybody on the network can send. Bolt checks signatures; here a request is read whole within bounds, and what Bolt would
// take although nobody honest sends it, or would stumble over, is turned away. Nothing of it is kept.

/** Milliseconds; who sends slower than that is cut off. Slack itself waits for three seconds. */
export const patience = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
} satisfies ServerOptions;

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_CONNECTIONS = 500;
/** Seconds. Bolt looks at the past only. */
const MOST_AHEAD = 300;

/** Puts itself before everybody who listens to the server's requests now. */
export const standGuard = (server: Server, path: string, warn: (why: string) => void): void => {
  server.maxConnections = MOST_CONNECTIONS;
  const inside = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners('request');
  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    const isSlacks = request.method === 'POST' && pathOf(request) === path;
    const no = isSlacks ? await refusalOf(request) : undefined;
    if (no === 'gone') return;
    if (no === 401)
      warn('A request was refused: it is dated more than five minutes ahead. Is the clock of this machine right?');
    if (no) turnAway(request, response, no);
    else for (const listen of inside) listen(request, response);
  });
};

/** As Bolt reads it: there are several ways to write one address. */
const pathOf = ({ url = '' }: IncomingMessage): string => {
  const base = 'http://localhost';
  return URL.canParse(url, base) ? new URL(url, base).pathname : '';
};

/** The status that a request deserves before its signature is looked at; `gone` if nobody waits for an answer. */
const refusalOf = async (request: IncomingMessage): Promise<number | 'gone' | undefined> => {
  const { headers } = request;
  if (Number(headers['x-slack-request-timestamp'] ?? 0) > Date.now() / 1000 + MOST_AHEAD) return 401;
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES) return 413;
  const body = await readBody(request);
  if (typeof body === 'string') return body === 'too large' ? 413 : 'gone';
  if (!mayBeObject(body.toString(), headers['content-type'])) return 400;
  // Bolt takes a body that was read before.
  Object.assign(request, { rawBody: body });
  return undefined;
};

const readBody = (request: IncomingMessage): Promise<Buffer | 'too large' | 'cut off'> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > MOST_BYTES) return resolve('too large');
      pieces.push(piece);
    });
    request.once('end', () => resolve(Buffer.concat(pieces)));
    request.once('close', () => resolve('cut off'));
  });

/** Bolt would stumble over `null`, and never answer. What begins like an object is one, or no JSON, which Bolt answers. */
const mayBeObject = (text: string, type: string | undefined): boolean => {
  if (type !== 'application/x-www-form-urlencoded') return text.trimStart().startsWith('{');
  const { payload } = parse(text);
  return payload === undefined || (typeof payload === 'string' && payload.trimStart().startsWith('{'));
};

/** The answer is out before the connection is over, whatever is being sent meanwhile: who is cut off at once may never read it. */
const turnAway = (request: IncomingMessage, response: ServerResponse, status: number): void => {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).flushHeaders();
  const over = (): void => void response.end();
  if (request.readableEnded) return over();
  const late = setTimeout(over, GOODBYE).unref();
  request
    .once('close', () => clearTimeout(late))
    .once('end', over)
    .resume();
};

const GOODBYE = 1_000;
