import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf, office, refusal } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

test('a post of the app is an event as anybody else’s, without a subtype', async () => {
  const { client, general, sandbox } = at;
  const { ts } = await client.chat.postMessage({ channel: general.id, text: 'hello', metadata });
  const [event] = eventsOf(sandbox, 'message');
  expect(event).toMatchObject({ ts, user: sandbox.botUserId, bot_id: sandbox.botId, app_id: sandbox.appId, metadata });
  expect(event).not.toHaveProperty('subtype');
});

const metadata = { event_type: 'thing', event_payload: { number: 7 } };

test('history is newest first, without replies, in pages that news does not shift', async () => {
  const { client, ana, general } = at;
  const one = await ana.posts('one', general);
  await ana.posts('two', general);
  await ana.replies('a reply', one);
  await ana.replies('a loud reply', one, { broadcast: true });
  const first = await client.conversations.history({ channel: general.id, limit: 2 });
  expect(first.messages!.map(({ text }) => text)).toEqual(['a loud reply', 'two']);
  expect(first.has_more).toBe(true);
  await ana.posts('meanwhile', general);
  const cursor = first.response_metadata!.next_cursor!;
  const second = await client.conversations.history({ channel: general.id, limit: 2, cursor });
  expect(second.messages).toMatchObject([{ text: 'one', thread_ts: one.ts, reply_count: 2, reply_users: [ana.id] }]);
  expect(second.response_metadata!.next_cursor).toBe('');
});

test('oldest and latest bound a history, and count only when they are included', async () => {
  const { client, ana, general, clock } = at;
  const stamps: string[] = [];
  for (const text of ['a', 'b', 'c']) {
    stamps.push((await ana.posts(text, general)).ts);
    await clock.advance(1000);
  }
  const texts = async (inclusive: boolean) => {
    const [oldest, , latest] = stamps;
    const { messages } = await client.conversations.history({ channel: general.id, oldest, latest, inclusive });
    return messages!.map(({ text }) => text);
  };
  expect(await texts(false)).toEqual(['b']);
  expect(await texts(true)).toEqual(['c', 'b', 'a']);
});

test('a thread is read oldest first, with its parent in front', async () => {
  const { client, ana, ben, general } = at;
  const parent = await ana.posts('why?', general);
  await ben.replies('because', parent);
  const reply = await ana.replies('I see', parent);
  for (const ts of [parent.ts, reply.ts]) {
    const { messages } = await client.conversations.replies({ channel: general.id, ts });
    expect(messages!.map(({ text }) => text)).toEqual(['why?', 'because', 'I see']);
  }
  expect(await refusal(client.conversations.replies({ channel: general.id, ts: '1.1' }))).toMatchObject({
    error: 'thread_not_found',
  });
});

test('metadata comes back whole only when it is asked for', async () => {
  const { client, general } = at;
  await client.chat.postMessage({ channel: general.id, text: 'x', metadata });
  const bare = await client.conversations.history({ channel: general.id });
  expect(bare.messages![0]!.metadata).toEqual({ event_type: 'thing' });
  const whole = await client.conversations.history({ channel: general.id, include_all_metadata: true });
  expect(whole.messages![0]!.metadata).toEqual(metadata);
});

test('an edit keeps the old words in its event, and bears a time of its own', async () => {
  const { ana, general, sandbox, clock } = at;
  const said = await ana.posts('tset', general);
  await clock.advance(5000);
  await ana.edits(said, 'test');
  expect(eventsOf(sandbox, 'message_changed')).toMatchObject([
    {
      hidden: true,
      message: { ts: said.ts, text: 'test', edited: { user: ana.id, ts: '1772366405.000000' } },
      previous_message: { ts: said.ts, text: 'tset' },
    },
  ]);
  expect(eventsOf(sandbox, 'message_changed')[0]).not.toHaveProperty('user');
});

test('an unfurl and a new reply change a message without editing it', async () => {
  const { ana, ben, general, sandbox } = at;
  const said = await ana.posts('see https://example.org', general);
  await ana.unfurls(said);
  await ben.replies('nice', said);
  const changes = eventsOf(sandbox, 'message_changed') as { message: Record<string, unknown> }[];
  expect(changes.map(({ message }) => [message.edited, message.reply_count])).toEqual([
    [undefined, undefined],
    [undefined, 1],
  ]);
});

test('a message is deleted; a parent with replies leaves a tombstone', async () => {
  const { ana, ben, general, sandbox } = at;
  const alone = await ana.posts('oops', general);
  await ana.deletes(alone);
  expect(eventsOf(sandbox, 'message_deleted')).toMatchObject([
    { deleted_ts: alone.ts, previous_message: { text: 'oops' }, hidden: true },
  ]);
  const parent = await ana.posts('help?', general);
  const reply = await ben.replies('sure', parent);
  await ana.deletes(parent);
  const [last] = eventsOf(sandbox, 'message_changed').slice(-1);
  expect(last).toMatchObject({
    message: { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', reply_count: 1 },
    previous_message: { text: 'help?' },
  });
  await ben.deletes(reply);
  expect(general.messages).toEqual([]);
});

test('an update takes 4,000 characters and only the app’s own messages', async () => {
  const { client, ana, general } = at;
  const theirs = await ana.posts('mine', general);
  const { ts } = await client.chat.postMessage({ channel: general.id, text: 'v1' });
  const update = (ts: string, text: string) => client.chat.update({ channel: general.id, ts, text });
  expect(await refusal(update(theirs.ts, 'x'))).toMatchObject({ error: 'cant_update_message' });
  expect(await refusal(update(ts!, 'x'.repeat(4001)))).toMatchObject({ error: 'msg_too_long' });
  expect(await refusal(update('1.1', 'x'))).toMatchObject({ error: 'message_not_found' });
  expect(await update(ts!, 'v2')).toMatchObject({ ok: true, text: 'v2', message: { edited: {} } });
  const blocks = [{ type: 'divider' as const }];
  const boxed = await client.chat.update({ channel: general.id, ts: ts!, text: 'v3', blocks });
  expect(boxed.message!.text).toBe('v3');
  expect(general.messages.at(-1)!.blocks).toMatchObject(blocks);
});

test('an ephemeral message is for one person, who has to be there', async () => {
  const { client, ana, ben, general, sandbox } = at;
  const zoe = sandbox.person('Zoe');
  await client.chat.postEphemeral({ channel: general.id, user: ana.id, text: 'psst' });
  expect(ana.sees(general).words).toContain('psst');
  expect(ben.sees(general).words).not.toContain('psst');
  expect(await refusal(client.chat.postEphemeral({ channel: general.id, user: zoe.id, text: 'x' }))).toMatchObject({
    error: 'user_not_in_channel',
  });
  expect((await client.conversations.history({ channel: general.id })).messages).toEqual([]);
});

test('a mention comes twice: as a message and as a mention', async () => {
  const { ana, general, sandbox } = at;
  const said = await ana.posts('@Bot wake up', general);
  const [mention] = eventsOf(sandbox, 'app_mention');
  expect(mention).toMatchObject({ ts: said.ts, channel: general.id });
  expect(mention).not.toHaveProperty('channel_type');
  const ids = sandbox.deliveries.map(({ payload }) => payload.event_id);
  expect(new Set(ids).size).toBe(2);
});

test('a direct message reaches the person', async () => {
  const { client, ana } = at;
  const { channel } = await client.chat.postMessage({ channel: ana.id, text: 'just for you' });
  expect(channel).toMatch(/^D/);
  expect((await client.conversations.open({ users: ana.id })).channel).toEqual({ id: channel });
  expect(ana.sees().directMessages).toMatchObject([{ text: 'just for you' }]);
});

test('links point to messages and to replies', async () => {
  const { client, ana, general } = at;
  const said = await ana.posts('x', general);
  const reply = await ana.replies('y', said);
  const link = async (message_ts: string) =>
    (await client.chat.getPermalink({ channel: general.id, message_ts })).permalink;
  expect(await link(said.ts)).toBe(`https://acme.slack.com/archives/${general.id}/p${said.ts.replace('.', '')}`);
  expect(await link(reply.ts)).toContain(`?thread_ts=${said.ts}&cid=${general.id}`);
});

test('who is pinged is known: mentions are, words in plain text are not', async () => {
  const { client, ana, ben, general } = at;
  const blocks = (text: object) => [{ type: 'section', text }] as never;
  const say = async (body: object) => (await client.chat.postMessage({ channel: general.id, text: 'x', ...body })).ts!;
  const loud = [
    await say({ text: `<@${ben.id}> look` }),
    await say({ text: '<!here>' }),
    await say({ blocks: blocks({ type: 'mrkdwn', text: 'hey @channel' }) }),
    await say({ blocks: [{ type: 'markdown', text: 'hey @channel' }] }),
  ];
  const marked = await say({ blocks: [{ type: 'markdown', text: `look ![](@${ben.id})` }] });
  await say({ text: '@channel' });
  await say({ blocks: blocks({ type: 'mrkdwn', text: 'hey @channel', verbatim: true }) });
  await say({ blocks: blocks({ type: 'plain_text', text: `<@${ben.id}> @channel` }) });
  await say({ text: `&lt;@${ben.id}&gt;` });
  expect(ben.sees(general).pings.map(({ ts }) => ts)).toEqual([...loud, marked]);
  expect(ana.sees(general).pings.map(({ ts }) => ts)).toEqual(loud.slice(1));
});
