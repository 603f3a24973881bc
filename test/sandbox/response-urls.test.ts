import { afterEach, beforeEach, expect, test } from 'vitest';
import { office } from './office.ts';
import { openSocket } from './raw-socket.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

/** Ana types; the app answers with this, and keeps the address for more. */
const typed = async (answer: object) => {
  const socket = await openSocket(at.sandbox);
  await socket.next();
  const answering = at.ana.types('/weather', at.general);
  const envelope = await socket.next();
  socket.ack(envelope, answer);
  const shown = await answering;
  const { response_url: url } = envelope.payload as unknown as { response_url: string };
  const respond = async (body: object) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return [response.status, ((await response.json()) as { error?: string }).error];
  };
  return { shown, respond, socket };
};

test('an address takes five answers within thirty minutes', async () => {
  const one = await typed({});
  expect(one.shown).toEqual({ words: '' });
  for (let n = 0; n < 5; n++) expect(await one.respond({ text: `${n}` })).toEqual([200, undefined]);
  expect(await one.respond({ text: 'six' })).toEqual([404, 'used_url']);
  expect(at.ana.sees(at.general).ephemerals.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
  one.socket.close();
  await one.socket.closed;
  const two = await typed({ text: 'wait' });
  await at.clock.advance(30 * 60_000 + 1);
  expect(await two.respond({ text: 'late' })).toEqual([404, 'expired_url']);
});

test('an answer for all is a message that even a stranger to the channel may give', async () => {
  const { ana, sandbox } = at;
  const side = sandbox.channel('side', { members: [ana] });
  const socket = await openSocket(sandbox);
  await socket.next();
  const answering = ana.types('/weather', side);
  socket.ack(await socket.next(), { response_type: 'in_channel', text: 'rain' });
  expect(await answering).toMatchObject({ response_type: 'in_channel', words: 'rain' });
  expect(side.messages).toMatchObject([{ text: 'rain', bot_id: sandbox.botId, subtype: 'bot_message' }]);
});

test('a click in an ephemeral answer can replace or remove it', async () => {
  const { ana, general } = at;
  const { socket } = await typed({ text: 'sure?', blocks: [{ type: 'actions', block_id: 'b', elements: [button] }] });
  const click = async () => {
    const clicking = ana.clicks('Yes', ana.sees(general).ephemerals[0]!);
    const envelope = await socket.next();
    socket.ack(envelope);
    await clicking;
    return envelope.payload as unknown as { response_url: string; container: object; actions: object[] };
  };
  const payload = await click();
  expect(payload.container).toMatchObject({ type: 'message', is_ephemeral: true, channel_id: general.id });
  expect(payload.actions).toMatchObject([{ action_id: 'yes', block_id: 'b', value: '1', type: 'button' }]);
  expect(payload).not.toHaveProperty('message');
  const again = [{ type: 'actions', elements: [button] }];
  const say = (body: object) => fetch(payload.response_url, { method: 'POST', body: JSON.stringify(body) });
  await say({ replace_original: true, text: 'really?', blocks: again });
  expect(ana.sees(general).ephemerals).toMatchObject([{ text: 'really?' }]);
  await say({ delete_original: true });
  expect(ana.sees(general).ephemerals).toEqual([]);
});

const button = { type: 'button', action_id: 'yes', value: '1', text: { type: 'plain_text', text: 'Yes' } };

test('an answer that Slack cannot show is a failure for the person', async () => {
  const { shown, respond } = await typed({ text: 'x', blocks: [{ type: 'section' }] });
  expect(shown.failed).toContain('invalid_blocks');
  expect(await respond({ blocks: [{ type: 'poem' }] })).toEqual([400, 'invalid_blocks']);
});
