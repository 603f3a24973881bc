import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDoor } from '../../src/slack/door.ts';
import { type RawRequests, rawRequests } from './raw-requests.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let raw: RawRequests;
beforeAll(async () => {
  world = await slackWorld({ http: true });
  raw = await rawRequests(world);
});
afterAll(async () => {
  await raw.close();
  await world.close();
});

const form = 'application/x-www-form-urlencoded';
const opens = (title: string): string => raw.command(world.ana.id, world.incidents.id, `start --test ${title}`);
const isOpen = async (title: string): Promise<boolean> => {
  await world.settled();
  return (await world.bot().logbook.heads()).some((head) => head.title === title);
};
/** Debrief is there, and does its work. */
const isWell = async (): Promise<void> => {
  const { status, text } = await raw.post(raw.command(world.ana.id, world.incidents.id, 'help'));
  expect([status, text.includes('What can be typed') || text.includes('/incident')]).toEqual([200, true]);
};

test('a request that is signed by Slack, and now, is heard', async () => {
  expect((await raw.post(opens('one that is signed'))).status).toBe(200);
  expect(await isOpen('one that is signed')).toBe(true);
});

test.each([
  ['six minutes old', { at: -360 }],
  ['from six minutes ahead', { at: 360 }],
  ['signed with another secret', { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } }],
  ['signed in a way that nobody knows', { headers: { 'x-slack-signature': 'v1=00' } }],
  ['signed with nothing', { headers: { 'x-slack-signature': '' } }],
  ['without a time', { headers: { 'x-slack-request-timestamp': '' } }],
  ['at no time', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
])('a request that is %s is not', async (what, how) => {
  expect((await raw.post(opens(what), how)).status).toBe(401);
  expect(await isOpen(what)).toBe(false);
});

test.each([[-290], [290]])('clocks may differ: %d seconds are borne', async (at) => {
  expect((await raw.post(opens(`at ${at}`), { at })).status).toBe(200);
});

test.each([
  ['JSON that is cut off', '{"type":"event_callback"', 'application/json', 400],
  ['null', 'null', 'application/json', 400],
  ['a list', '[{"type":"event_callback"}]', 'application/json', 400],
  ['nothing at all', '', 'application/json', 400],
  ['a form that says it is JSON', 'command=%2Fincident&text=help', 'application/json', 400],
  ['an object that is nothing of Slack’s', '{"__proto__":{"type":"event_callback"}}', 'application/json', 404],
  ['a form with a payload of null', 'payload=null', form, 400],
  ['a form with a payload that is none', 'payload=hello', form, 400],
  ['a form with two payloads', 'payload=%7B%7D&payload=%7B%7D', form, 400],
  ['a form of another sort', 'hello', 'text/plain', 400],
])(
  '%s is answered with a no, and Debrief goes on',
  async (_, body, type, status) => {
    expect((await raw.post(body, { type })).status).toBe(status);
    await isWell();
  },
  10_000,
);

test.each([
  ['GET', '/slack/events', 404],
  ['PUT', '/slack/events', 404],
  ['POST', '/', 404],
  ['POST', '/slack/events/more', 404],
  ['POST', '/slack/%E0%A4%A', 404],
  ['GET', '/../../etc/passwd', 404],
  ['GET', '/health/live', 200],
])('%s %s', async (method, path, status) => {
  const { status: is } = await raw.post('{}', { method, path, type: 'application/json' });
  expect(is).toBe(status);
  await isWell();
});

/** Everything that a connection brings back until it is over. */
const talk = async (port: number, ...said: (string | Buffer)[]): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (piece) => (heard += piece)).on('error', () => {});
  const over = new Promise((resolve) => socket.once('close', resolve));
  for (const piece of said) socket.write(piece);
  await over;
  return heard;
};

test.each(['http://elsewhere/slack/events', '/slack/./events', '/slack/more/../events?a=b'])(
  'however the address is written (%s), the future is not heard',
  async (address) => {
    const body = opens('from ahead');
    const headers = Object.entries({ 'content-type': form, host: 'debrief', ...raw.signed(body, 360) });
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const head = `POST ${address} HTTP/1.1\r\n${lines}content-length: ${body.length}\r\n\r\n`;
    expect(await talk(world.bot().port() ?? 0, head, body)).toMatch(/^HTTP\/1\.1 401 /);
    expect(await isOpen('from ahead')).toBe(false);
  },
);

test.each([
  ['whose length is told', (body: string) => [`content-length: ${body.length}\r\n\r\n`, body]],
  ['in pieces', (body: string) => ['transfer-encoding: chunked\r\n\r\n', `${body.length.toString(16)}\r\n${body}\r\n`]],
])('a body of five megabytes %s is too large: nothing is kept, and Debrief goes on', async (_, send) => {
  const rows = async (): Promise<number> => (await world.bot().database.inbox.parked(Number.MAX_SAFE_INTEGER)).length;
  const before = await rows();
  const head = 'POST /slack/events HTTP/1.1\r\nhost: debrief\r\ncontent-type: application/json\r\n';
  const heard = await talk(world.bot().port() ?? 0, head, ...send(`{"padding":"${'x'.repeat(5 * 1024 * 1024)}"}`));
  expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  expect(await rows()).toBe(before);
  await isWell();
});

test('a command that comes twice counts once, and the second answer says nothing of it', async () => {
  const body = opens('twice typed');
  const [first, second] = [await raw.post(body), await raw.post(body)];
  expect(first.text).toContain('is open');
  expect(second).toEqual({ status: 200, text: expect.stringContaining('That came twice, and counts once.') });
  await world.settled();
  expect((await world.bot().logbook.heads()).filter(({ title }) => title === 'twice typed')).toHaveLength(1);
});

test('a form and a press that come twice, or at the same time, count once, even across a restart', async () => {
  const room = await world.opens('a room for replays');
  const { id } = await world.incident(room);
  const about = { incident: id, channel: room.id, verb: 'note' };
  const form = raw.submit(world.ana.id, 'say', about, { words: 'said once' });
  const press = raw.press(world.ana.id, room.id, 'say_again', 'note pressed once');
  await Promise.all([form, form, press, press].map((body) => raw.post(body)));
  await world.settled();
  await world.stop();
  await world.start();
  for (const body of [form, press]) expect((await raw.post(body)).text).toBe('');
  await world.settled();
  const told = (await world.entries(room)).flatMap(({ data }) => ('words' in data ? (data.words?.text ?? []) : []));
  expect(told.filter((text) => / once$/.test(text)).toSorted()).toEqual(['pressed once', 'said once']);
});

test('an event that comes twice is recorded once', async () => {
  const room = await world.opens('a room for events');
  const event = { type: 'message', channel: room.id, user: world.ben.id, text: 'said once', ts: '1772367000.000100' };
  const body = raw.event(event);
  for (const each of [body, body, raw.event(event)])
    expect((await raw.post(each, { type: 'application/json' })).status).toBe(200);
  await world.settled();
  expect((await world.entries(room)).filter(({ kind }) => kind === 'message.worded')).toHaveLength(1);
});

test('what another workspace or another app hears is not recorded', async () => {
  const room = await world.opens('a room for strangers');
  const event = { type: 'message', channel: room.id, user: world.ben.id, text: 'from afar', ts: '1772367000.000200' };
  const own = JSON.parse(raw.event(event));
  const strange = [
    { team_id: 'T0STRANGE', authorizations: [{ ...own.authorizations[0], team_id: 'T0STRANGE' }] },
    { authorizations: [{ ...own.authorizations[0], user_id: 'U0OTHERBOT' }] },
    { team_id: 'T0STRANGE', authorizations: undefined },
  ];
  for (const [i, more] of strange.entries()) {
    const body = JSON.stringify({ ...own, ...more, event_id: `EvStrange${i}` });
    expect((await raw.post(body, { type: 'application/json' })).status).toBe(200);
  }
  await world.settled();
  expect((await world.entries(room)).filter(({ kind }) => kind === 'message.worded')).toEqual([]);
  expect(world.told.filter(({ sentence }) => sentence.includes('must be of one app'))).toHaveLength(1);
  const shared = { ...own, team_id: 'T0PARTNER', event_id: 'EvShared' };
  await raw.post(JSON.stringify(shared), { type: 'application/json' });
  await world.settled();
  expect((await world.entries(room)).filter(({ kind }) => kind === 'message.worded')).toHaveLength(1);
});

test('a command typed in another workspace sees and opens nothing here', async () => {
  const strange = (text: string) =>
    raw.command('U0STRANGER', 'C0STRANGE', text).replace(`team_id=${world.sandbox.teamId}`, 'team_id=T0STRANGE');
  for (const line of ['list all', 'list replays', 'timeline', 'start from afar', 'note hello']) {
    const { text } = await raw.post(strange(line));
    expect(text.replaceAll('/incident INC-7 ', '')).not.toMatch(/INC-\d|replays/); // an example, which there is not
  }
  expect(await isOpen('from afar')).toBe(false);
});

test('who knocks before the port opens, and in that very moment, is refused', async () => {
  const port = await freePort();
  const other = await slackWorld({ http: true, asleep: true, env: { PORT: String(port) } });
  const body = raw.command(other.ana.id, other.incidents.id, 'start in the first moment');
  const head = `POST /slack/events HTTP/1.1\r\nhost: debrief\r\ncontent-type: ${form}\r\nconnection: close\r\n`;
  const request = `${head}content-length: ${body.length}\r\n\r\n${body}`;
  /** Again and again until somebody is there. */
  const knock = async (): Promise<string> => {
    for (;;) {
      const heard = await talk(port, request).catch(() => '');
      if (heard) return heard.slice(0, 12);
      await turn();
    }
  };
  const heard = Promise.all(Array.from({ length: 20 }, knock));
  await other.start();
  expect(new Set(await heard)).toEqual(new Set(['HTTP/1.1 401']));
  await other.settled();
  expect(await other.bot().logbook.heads()).toEqual([]);
  await other.close();
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
};

test('a request that Bolt knows no answer to is answered all the same', async () => {
  const { status } = await raw.post('', { method: 'GET', path: '/nowhere' });
  expect(status).toBe(404);
});

test('whoever sends slowly is cut off', async () => {
  const quick = { headersTimeout: 60, requestTimeout: 120, keepAliveTimeout: 50, connectionsCheckingInterval: 20 };
  const orders = { path: '/slack/events', signingSecret: 'secret-of-a-test', warn: () => {} };
  const server = createDoor(() => {}, { ...orders, limits: quick }).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const [headers, body] = await Promise.all([
    talk(port, 'POST /slack/events HTTP/1.1\r\nhost: deb'),
    talk(port, 'POST /slack/events HTTP/1.1\r\nhost: debrief\r\ncontent-length: 100\r\n\r\n{"a'),
  ]);
  expect([headers, body].map((heard) => heard.slice(0, 12))).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408']);
  await new Promise((closed) => server.close(closed));
});

test('whoever hangs up in the middle of a request disturbs nobody', async () => {
  const socket = connect(world.bot().port() ?? 0, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /slack/events HTTP/1.1\r\nhost: debrief\r\ncontent-length: 100\r\n\r\n{"a');
  await turn();
  socket.destroy();
  await isWell();
});

test('Slack’s questions about the address are answered', async () => {
  const url = `http://127.0.0.1:${world.bot().port()}/slack/events`;
  const { status, body } = await world.sandbox.verifyUrl(url);
  expect([status, JSON.parse(body)]).toEqual([200, { challenge: expect.any(String) }]);
  expect((await world.sandbox.verifyUrl(url, 'wrong-signature')).status).toBe(401);
  expect((await world.sandbox.sslCheck(url)).status).toBe(200);
});

test('an operator whose clock is wrong is told', async () => {
  await raw.post(opens('too early'), { at: 400 });
  expect(world.told.at(-1)).toMatchObject({ level: 'warn', sentence: expect.stringContaining('Is the clock') });
});

test('an operator whose signing secret is another app’s is told', async () => {
  await raw.post(opens('by a stranger'), { headers: { 'x-slack-signature': 'v0=0' } });
  expect(world.told.at(-1)).toMatchObject({ level: 'warn', sentence: expect.stringContaining('SLACK_SIGNING_SECRET') });
});

test('a check of the certificate, which nobody signs, brings nothing along', async () => {
  const smuggled = `ssl_check=1&${opens('smuggled in')}`;
  const { status } = await raw.post(smuggled, { headers: { 'x-slack-signature': 'v0=none' } });
  expect(status).toBe(200);
  expect(await isOpen('smuggled in')).toBe(false);
});

test('over a socket, too, what comes twice counts once', async () => {
  const other = await slackWorld();
  try {
    const { ana, sandbox, settled } = other;
    sandbox.faults.nextDelivery('slash_commands', 'duplicate');
    const room = await other.opens('checkout is down');
    expect(sandbox.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
    for (const type of ['slash_commands', 'message'])
      for (let times = 0; times < 2; times++) sandbox.faults.nextDelivery(type, 'duplicate');
    await ana.types('/incident note typed once', room);
    await ana.posts('said once', room);
    await settled();
    const told = (await other.entries(room)).flatMap(({ data }) => ('words' in data ? (data.words?.text ?? []) : []));
    expect(told.filter((text) => / once$/.test(text)).toSorted()).toEqual(['said once', 'typed once']);
  } finally {
    await other.close();
  }
});

test('what cannot be read is not quoted in the log', async () => {
  await raw.post('{"type":"event_callback","text":"the vault key is hunter2 ', { type: 'application/json' });
  await raw.post('{"payload": the vault key is hunter2}', { type: 'application/json' });
  expect(JSON.stringify(world.told)).not.toMatch(/vault|hunter2/);
  expect(world.told.some(({ facts }) => JSON.stringify(facts).includes('Malformed request body'))).toBe(true);
});
