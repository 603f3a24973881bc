import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf, office, refusal } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

const post = (text: string) => at.client.chat.postMessage({ channel: at.general.id, text });

test('a call can be refused, once or always', async () => {
  const { sandbox, client } = at;
  sandbox.faults.next('chat.postMessage', { error: 'fatal_error' });
  expect(await refusal(post('one'))).toMatchObject({ error: 'fatal_error' });
  await post('two');
  sandbox.faults.always('*', { error: 'service_unavailable' });
  expect(await refusal(post('three'))).toMatchObject({ error: 'service_unavailable' });
  expect(await refusal(client.auth.test())).toMatchObject({ error: 'service_unavailable' });
  sandbox.faults.clear();
  await post('four');
  expect(at.general.messages.map(({ text }) => text)).toEqual(['two', 'four']);
});

test('a broken answer does not say whether the work was done', async () => {
  const { sandbox, general } = at;
  sandbox.faults.next('chat.postMessage', { reset: true });
  await expect(post('before')).rejects.toThrow();
  expect(general.messages).toEqual([]);
  sandbox.faults.next('chat.postMessage', { reset: true, when: 'after' });
  await expect(post('after')).rejects.toThrow();
  sandbox.faults.next('chat.postMessage', { status: 503, when: 'after' });
  await expect(post('after, too')).rejects.toThrow();
  expect(general.messages.map(({ text }) => text)).toEqual(['after', 'after, too']);
  expect(sandbox.calls.map(({ status }) => status)).toEqual([0, 0, 503]);
});

test('429 names the seconds to wait', async () => {
  const { sandbox } = at;
  sandbox.faults.next('auth.test', { status: 429, retryAfter: 30 });
  const answer = await fetch(`${sandbox.apiUrl}auth.test`);
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
    429,
    '30',
    { ok: false, error: 'ratelimited' },
  ]);
});

test('a slow answer comes when its time has come', async () => {
  const { sandbox, clock, general } = at;
  sandbox.faults.next('chat.postMessage', { latency: 5000 });
  let done = false;
  const slow = post('slow').then(() => {
    done = true;
  });
  while (sandbox.calls.length === 0) await new Promise((turn) => setImmediate(turn));
  expect(done).toBe(false);
  expect(general.messages).toEqual([]);
  await clock.advance(5000);
  await slow;
  expect(general.messages).toHaveLength(1);
});

test('only what the app subscribed to, may read and can see is delivered', async () => {
  await at.close();
  at = await office({ manifest: { events: ['message.channels', 'reaction_added'], scopes: ['channels:history'] } });
  const { sandbox, ana, general } = at;
  const side = sandbox.channel('side', { members: [ana] });
  const secret = sandbox.channel('secret', { private: true, members: [ana], bot: true });
  const said = await ana.posts('@Bot hello', general);
  await ana.reacts('eyes', said);
  await ana.posts('elsewhere', side);
  await ana.posts('secretly', secret);
  expect(sandbox.deliveries.map(({ payload }) => (payload.event as { text: string }).text)).toHaveLength(1);
  expect(eventsOf(sandbox, 'message')).toMatchObject([{ ts: said.ts }]);
});
