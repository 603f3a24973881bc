import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { parse } from 'node:querystring';
import { signatureOf } from './signature.ts';

// What anybody on the network can send. Here a request is read whole within bounds, and what Slack did not sign, what Bolt would
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

type Orders = {
  /** Where Slack's requests arrive. */
  readonly path: string;
  readonly signingSecret: string;
  readonly warn: (why: string) => void;
  /** How long who sends slowly is borne with. */
  readonly limits?: Partial<typeof patience> | undefined;
};

/** A server with a guard before `inside` from its first request on: whatever is posted to that was signed by Slack. */
export const createDoor = (inside: RequestListener, { path, signingSecret, warn, limits = {} }: Orders): Server => {
  const server = createServer({ ...patience, ...limits }, async (request, response) => {
    const no = await refused(request);
    if (no === 'gone') return;
    if (no) turnAway(request, response, no);
    else inside(request, response);
  });
  server.maxConnections = MOST_CONNECTIONS;

  const refused = async (request: IncomingMessage): Promise<number | 'gone' | undefined> => {
    if (request.method !== 'POST') return undefined;
    if (pathOf(request) !== path) return 404;
    const { headers } = request;
    if (Number(headers['content-length'] ?? 0) > MOST_BYTES) return 413;
    const body = await readBody(request);
    if (typeof body === 'string') return body === 'too large' ? 413 : 'gone';
    const text = body.toString();
    // Slack asks for the certificate without signing; whatever else came with the question is dropped.
    const isCheck = headers['content-type'] === FORM && parse(text).ssl_check === '1';
    const signature = isCheck ? 'right' : signatureOf(signingSecret, headers, body);
    if (signature !== 'right') {
      warn(reasons[signature]);
      return 401;
    }
    if (!mayBeObject(text, headers['content-type'])) return 400;
    // Bolt takes a body that was read before.
    Object.assign(request, { rawBody: isCheck ? Buffer.from('ssl_check=1') : body });
    return undefined;
  };
  return server;
};

const clock = 'Is the clock of this machine right?';
const reasons = {
  wrong: 'A request was refused: it was not signed by Slack, or SLACK_SIGNING_SECRET is not the one of this app.',
  'too old': `A request was refused: it is dated more than five minutes ago. ${clock}`,
  'from the future': `A request was refused: it is dated more than five minutes ahead. ${clock}`,
};

const FORM = 'application/x-www-form-urlencoded';

/** As Bolt reads it: there are several ways to write one address. */
const pathOf = ({ url = '' }: IncomingMessage): string => {
  const base = 'http://localhost';
  return URL.canParse(url, base) ? new URL(url, base).pathname : '';
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
  if (type !== FORM) return text.trimStart().startsWith('{');
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
