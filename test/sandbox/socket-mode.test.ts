import { afterEach, beforeEach, expect, test } from 'vitest';
import { office } from './office.ts';
import { connect, openSocket } from './raw-socket.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

const ready = async () => {
  const socket = await openSocket(at.sandbox);
  const hello = await socket.next();
  return { ...socket, hello };
};
const say = (text: string) => at.ana.posts(text, at.general);
const lastState = () => at.sandbox.deliveries.at(-1)!.state;

test('a ticket opens one socket, and is greeted', async () => {
  const socket = await ready();
  expect(socket.hello).toMatchObject({
    type: 'hello',
    num_connections: 1,
    connection_info: { app_id: at.sandbox.appId },
  });
  expect((await connect(socket.url)).opened).toBe(false);
});

test('an event is sent in an envelope, and done when it is acknowledged', async () => {
  const socket = await ready();
  await say('hello');
  const envelope = await socket.next();
  expect(envelope).toMatchObject({
    type: 'events_api',
    accepts_response_payload: false,
    retry_attempt: 0,
    retry_reason: '',
    payload: { type: 'event_callback', event: { type: 'message', text: 'hello' } },
  });
  expect(lastState()).toBe('waiting');
  socket.ack(envelope);
  await at.sandbox.settled();
  expect(lastState()).toBe('done');
});

test('without an acknowledgement it comes again: at once, after a minute, after five, then never', async () => {
  const socket = await ready();
  await say('hello');
  const first = await socket.next();
  const seen = [first];
  for (const pause of [0, 60_000, 300_000]) {
    await at.clock.advance(3000);
    await at.clock.advance(pause);
    seen.push(await socket.next());
  }
  await at.clock.advance(3000);
  await at.sandbox.settled();
  expect(lastState()).toBe('lost');
  expect(seen.map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
    [3, 'timeout'],
  ]);
  expect(new Set(seen.map(({ payload }) => payload.event_id)).size).toBe(1);
  expect(new Set(seen.map(({ envelope_id }) => envelope_id)).size).toBe(4);
});

test('events wait for a socket, commands do not', async () => {
  await say('anybody?');
  expect(await at.ana.types('/weather', at.general)).toMatchObject({ failed: 'dispatch_failed' });
  const socket = await ready();
  await at.clock.advance(60_000);
  expect((await socket.next()).payload.event.text).toBe('anybody?');
});

test('a command that nobody answers times out for the person, and is not sent again', async () => {
  const socket = await ready();
  const typed = at.ana.types('/weather now', at.general);
  await socket.next();
  await at.clock.advance(3000);
  expect(await typed).toMatchObject({ failed: 'operation_timeout' });
  await at.clock.advance(600_000);
  expect(socket.arrived).toEqual([]);
});

test('each event goes to one of the open sockets', async () => {
  const one = await ready();
  const two = await ready();
  expect(two.hello).toMatchObject({ num_connections: 2 });
  for (let n = 0; n < 20; n++) await say(`${n}`);
  const pending = () => one.arrived.length + two.arrived.length;
  while (pending() < 20) await new Promise((turn) => setImmediate(turn));
  expect(one.arrived.length).toBeGreaterThan(0);
  expect(two.arrived.length).toBeGreaterThan(0);
  for (const socket of [one, two]) for (const envelope of socket.arrived) socket.ack(envelope);
  await at.sandbox.settled();
});

test('when a socket dies, the other one gets what was not acknowledged', async () => {
  const one = await ready();
  await say('hello');
  await one.next();
  const two = await ready();
  one.close();
  const again = await two.next();
  expect(again).toMatchObject({ retry_attempt: 1, payload: { event: { text: 'hello' } } });
  two.ack(again);
  await at.sandbox.settled();
});

test.each([
  [true, 'done'],
  [false, 'lost'],
])('a late acknowledgement counts: %s', async (counts, state) => {
  at.sandbox.socketMode.acceptLateAcks = counts;
  const socket = await ready();
  await say('hello');
  const first = await socket.next();
  await at.clock.advance(3000);
  await socket.next();
  const other = await ready();
  other.ack(first);
  await say('a sign that the first was read');
  await anyOf(socket, other);
  for (const pause of [3000, 60_000, 3000, 300_000, 3000]) await at.clock.advance(pause);
  expect(at.sandbox.deliveries[0]!.state).toBe(state);
});

const anyOf = async (...sockets: Awaited<ReturnType<typeof ready>>[]) => {
  while (sockets.every(({ arrived }) => arrived.length === 0)) await new Promise((turn) => setImmediate(turn));
};

test('an eleventh socket is one too many', async () => {
  for (let n = 0; n < 10; n++) await ready();
  const eleventh = await openSocket(at.sandbox);
  expect(await eleventh.next()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  await eleventh.closed;
  expect(at.sandbox.socketMode.open()).toBe(10);
});

test('a refresh is announced, and the socket closed ten seconds later', async () => {
  const socket = await ready();
  at.sandbox.socketMode.disconnect('refresh_requested');
  expect(await socket.next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  await at.clock.advance(10_000);
  await socket.closed;
});

test('TCP can stay open after the closing handshake, as Slack leaves it', async () => {
  at.sandbox.socketMode.leaveTcpOpen = true;
  const socket = await ready();
  let isOver = false;
  void socket.closed.then(() => {
    isOver = true;
  });
  socket.close();
  while (at.sandbox.socketMode.open() > 0) await new Promise((turn) => setImmediate(turn));
  await at.sandbox.settled();
  expect(isOver).toBe(false);
});

test('too many events are told in an envelope without an event', async () => {
  const socket = await ready();
  at.sandbox.rateLimit();
  const envelope = await socket.next();
  expect(envelope).toMatchObject({ type: 'events_api', payload: { type: 'app_rate_limited' } });
  expect(envelope.payload).not.toHaveProperty('event');
  socket.ack(envelope);
});

test('nobody gets in while the door is shut', async () => {
  at.sandbox.socketMode.refusing = true;
  expect((await openSocket(at.sandbox)).opened).toBe(false);
  at.sandbox.socketMode.refusing = false;
  expect((await ready()).opened).toBe(true);
});

test.each(['lose-ack', 'duplicate', 'kill-socket'] as const)('%s brings the same event twice', async (fault) => {
  const { sandbox } = at;
  const one = await ready();
  sandbox.faults.nextDelivery('message', fault);
  await say('hello');
  const first = await one.next();
  one.ack(first);
  const other = fault === 'kill-socket' ? await one.closed.then(ready) : one;
  if (fault === 'kill-socket') await at.clock.advance(60_000);
  const second = await other.next();
  other.ack(second);
  await sandbox.settled();
  expect(second.payload.event_id).toBe(first.payload.event_id);
});

test('an event can pass another, be late, or never come', async () => {
  const { sandbox, clock } = at;
  const socket = await ready();
  sandbox.faults.nextDelivery('message', 'reorder');
  await say('first');
  await say('second');
  sandbox.faults.nextDelivery('message', 'vanish');
  await say('third');
  sandbox.faults.nextDelivery('message', { delay: 30_000 });
  await say('fourth');
  const texts = [(await socket.next()).payload.event.text, (await socket.next()).payload.event.text];
  await clock.advance(30_000);
  while (!socket.arrived.some(({ payload }) => payload.event.text === 'fourth'))
    await new Promise((turn) => setImmediate(turn));
  expect(texts).toEqual(['second', 'first']);
  expect(sandbox.deliveries.map(({ state }) => state).filter((state) => state === 'lost')).toHaveLength(1);
});
