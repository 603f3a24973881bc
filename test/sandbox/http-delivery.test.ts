import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boltOverHttp } from './bolt.ts';
import { office } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
let server: Server;
let url: string;
type Request = { headers: IncomingHttpHeaders; body: string };
let requests: Request[];
let answer: (n: number) => { status?: number; headers?: Record<string, string>; body?: string } | undefined;

beforeEach(async () => {
  at = await office();
  requests = [];
  answer = () => ({});
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const given = answer(requests.push({ headers: request.headers, body }));
    if (given) response.writeHead(given.status ?? 200, given.headers).end(given.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  at.sandbox.deliverTo(url);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await at.close();
});

const arrival = async (count: number) => {
  while (requests.length < count) await new Promise((turn) => setImmediate(turn));
  return requests[count - 1]!;
};

test('an event is JSON, signed with the real time though the sandbox lives in another', async () => {
  await at.ana.posts('hello', at.general);
  await at.sandbox.settled();
  const [{ headers, body }] = requests as [Request];
  const stamp = String(headers['x-slack-request-timestamp']);
  const hash = createHmac('sha256', at.sandbox.signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-slack-signature': `v0=${hash}` });
  expect(headers).not.toHaveProperty('x-slack-retry-num');
  expect(Math.abs(Number(stamp) - Date.now() / 1000)).toBeLessThan(60);
  expect(JSON.parse(body)).toMatchObject({ type: 'event_callback', event: { text: 'hello' } });
});

test('commands and interactions are forms, without a charset', async () => {
  answer = () => ({ body: 'plain words' });
  expect(await at.ana.types('/weather today', at.general)).toMatchObject({ text: 'plain words' });
  await at.ana.uses('menu');
  const [command, shortcut] = requests.map(({ body }) => new URLSearchParams(body));
  expect(requests.map(({ headers }) => headers['content-type'])).toEqual(
    Array(2).fill('application/x-www-form-urlencoded'),
  );
  expect(Object.fromEntries(command!)).toMatchObject({
    command: '/weather',
    text: 'today',
    is_enterprise_install: 'false',
  });
  expect(JSON.parse(shortcut!.get('payload')!)).toMatchObject({ type: 'shortcut', callback_id: 'menu' });
});

test('a refused event comes again with its number and the reason', async () => {
  answer = () => ({ status: 500 });
  await at.ana.posts('hello', at.general);
  await at.sandbox.settled();
  await at.clock.advance(60_000);
  await at.sandbox.settled();
  await at.clock.advance(300_000);
  await at.sandbox.settled();
  const retries = requests.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
  expect(retries).toEqual([[undefined, undefined], ...['1', '2', '3'].map((number) => [number, 'http_error'])]);
  expect(at.sandbox.deliveries[0]!.state).toBe('lost');
});

test('no retry is made when it is asked not to', async () => {
  answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
  await at.ana.posts('hello', at.general);
  await at.sandbox.settled();
  await at.clock.advance(600_000);
  expect(requests).toHaveLength(1);
});

test('after three seconds of silence an event has timed out', async () => {
  answer = (n) => (n === 1 ? undefined : {});
  await at.ana.posts('hello', at.general);
  await arrival(1);
  await at.clock.advance(3000);
  expect((await arrival(2)).headers['x-slack-retry-reason']).toBe('http_timeout');
  await at.sandbox.settled();
});

test('two redirects are followed, three are too many', async () => {
  answer = (n) => (n <= 2 ? { status: 302, headers: { location: url } } : {});
  await at.ana.posts('hello', at.general);
  await at.sandbox.settled();
  expect(at.sandbox.deliveries[0]).toMatchObject({ state: 'done', attempts: 1 });
  answer = (n) => (n <= 6 ? { status: 302, headers: { location: url } } : {});
  await at.ana.posts('again', at.general);
  await at.sandbox.settled();
  expect(requests.at(-1)!.headers['x-slack-retry-reason']).toBe('too_many_redirects');
});

test('too many events are one event, without an inner one', async () => {
  at.sandbox.rateLimit();
  await at.sandbox.settled();
  const body = JSON.parse(requests[0]!.body);
  expect(body).toMatchObject({ type: 'app_rate_limited', minute_rate_limited: 1772366400 });
  expect(body).not.toHaveProperty('event');
});

test('nobody at the address is a failed connection', async () => {
  at.sandbox.deliverTo('http://127.0.0.1:1/nobody');
  expect(await at.ana.types('/weather', at.general)).toMatchObject({ failed: 'dispatch_failed' });
});

test('Bolt takes the address check, and refuses what is not rightly signed', async () => {
  const app = await boltOverHttp(at.sandbox);
  const seen: string[] = [];
  app.message(async ({ message }) => {
    seen.push(message.ts);
  });
  const said = await at.ana.posts('rightly signed', at.general);
  await at.sandbox.settled();
  expect(seen).toEqual([said.ts]);
  for (const fault of ['stale-signature', 'wrong-signature', 'no-signature'] as const) {
    at.sandbox.faults.nextDelivery('slash_commands', fault);
    expect(await at.ana.types('/weather', at.general)).toMatchObject({ failed: 'dispatch_failed' });
  }
  const address = at.sandbox.deliveryUrl!;
  expect(await at.sandbox.verifyUrl(address)).toMatchObject({
    status: 200,
    body: expect.stringContaining('challenge'),
  });
  expect(await at.sandbox.verifyUrl(address, 'wrong-signature')).toMatchObject({ status: 401 });
  expect(await at.sandbox.sslCheck(address)).toMatchObject({ status: 200 });
  await app.stop();
});
