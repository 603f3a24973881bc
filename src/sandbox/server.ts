import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from './activity.ts';
import { giveAnswer } from './answers.ts';
import type { Faults } from './faults.ts';
import { asJson } from './json.ts';
import { lookAround } from './look-around.ts';
import { SlackError } from './slack-error.ts';
import type { SocketMode } from './socket-mode.ts';
import { readBody } from './web-api/arguments.ts';
import type { WebApi } from './web-api/serve.ts';
import type { World } from './world.ts';

/** The sandbox's one door on loopback: Web API, uploads and downloads, response_urls, Socket Mode. */
export const listen = async (
  parts: { world: World; api: WebApi; socketMode: SocketMode; faults: Faults; activity: Activity },
  port: number,
): Promise<{ server: Server; origin: string }> => {
  const server = createServer((request, response) => {
    parts.activity
      .during(() => route(parts, request, response))
      .catch((error) => response.writeHead(500).end(String(error)));
  });
  server.on('upgrade', (request, socket, head) => parts.socketMode.upgrade(request, socket, head));
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', ready);
  });
  // A server that listens on a port has an address of this sort.
  const address = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${address.port}` };
};

type Parts = { world: World; api: WebApi; faults: Faults };

const route = async (parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { world, api } = parts;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
  const [, first, ...rest] = pathname.split('/');
  if (first === 'api') return api.serve(request, response, rest.join('/'), searchParams);
  if (first === 'upload') return upload(world, request, response, rest.at(-1) ?? '');
  if (first === 'files-pri') return download(parts, request, response, rest[0] ?? '');
  if (['commands', 'actions', 'app'].includes(first ?? '')) return respond(parts, request, response, pathname);
  if (pathname === '/')
    return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(lookAround(world));
  response.writeHead(404).end('Not Found');
};

const upload = async (world: World, request: IncomingMessage, response: ServerResponse, id: string): Promise<void> => {
  const body = await readBody(request);
  const file = world.files.get(id);
  if (!file || file.complete) return void response.writeHead(404).end('no such upload');
  const type = request.headers['content-type'] ?? '';
  file.bytes = type.startsWith('multipart/form-data') ? await onlyPart(body, type) : new Uint8Array(body);
  if (file.bytes.length !== file.size) return void response.writeHead(500).end(`length is not ${file.size}`);
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${file.bytes.length}`);
};

const onlyPart = async (body: Buffer, type: string): Promise<Uint8Array> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const part = [...form.values()][0];
  return typeof part === 'object' ? new Uint8Array(await part.arrayBuffer()) : new TextEncoder().encode(part ?? '');
};

/** Its faults go by the name of its path. */
const download = ({ world, faults }: Parts, request: IncomingMessage, response: ServerResponse, id: string): void => {
  const { status, reset, location } = faults.takeForCall('files-pri') ?? {};
  if (reset) return void response.socket?.destroy();
  if (location) return void response.writeHead(302, { location }).end();
  if (status) return void response.writeHead(status).end();
  const file = world.files.get(id.split('-')[1] ?? '');
  const allowed =
    request.headers.authorization === `Bearer ${world.app.botToken}` && world.app.scopes.includes('files:read');
  if (!allowed) return void response.writeHead(302, { location: `${world.origin()}/signin` }).end();
  if (!file?.bytes || file.deleted) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
};

/** A post to a response_url; its faults go by that name. */
const respond = async (
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> => {
  const fault = parts.faults.takeForCall('response_url');
  const body = (await readBody(request)).toString();
  const spoilt = fault?.reset || fault?.status;
  const outcome = spoilt && fault.when !== 'after' ? { status: 0, error: '' } : answerTo(parts.world, path, body);
  if (fault?.reset) return void response.socket?.destroy();
  const answer = outcome.error ? { ok: false, error: outcome.error } : { ok: true };
  response
    .writeHead(fault?.status ?? outcome.status, { 'content-type': 'application/json' })
    .end(JSON.stringify(answer));
};

const answerTo = (world: World, path: string, body: string): { status: number; error: string } => {
  try {
    giveAnswer(world, world.responses.spend(path), asJson(JSON.parse(body)));
    return { status: 200, error: '' };
  } catch (error) {
    if (!(error instanceof SlackError)) return { status: 400, error: 'invalid_payload' };
    const gone = ['used_url', 'expired_url', 'no_such_url'].includes(error.message);
    return { status: gone ? 404 : 400, error: error.message };
  }
};
