import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientOf } from './bolt.ts';
import { eventsOf, office, refusal } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

test('the creator of a channel is in it, and everybody who listens hears of it', async () => {
  const { client, sandbox } = at;
  const { channel } = await client.conversations.create({ name: 'war-room' });
  expect(channel).toMatchObject({ name: 'war-room', is_member: true, creator: sandbox.botUserId, is_private: false });
  expect(eventsOf(sandbox, 'member_joined_channel')).toMatchObject([{ user: sandbox.botUserId, channel_type: 'C' }]);
  expect(eventsOf(sandbox, 'channel_join')).toMatchObject([{ user: sandbox.botUserId, channel_type: 'channel' }]);
});

test.each([
  ['', 'invalid_arguments'],
  ['War-Room', 'invalid_name_specials'],
  ['war room', 'invalid_name_specials'],
  ['---', 'invalid_name_punctuation'],
  ['x'.repeat(81), 'invalid_name_maxlength'],
  ['general', 'name_taken'],
])('a channel cannot be called %j: %s', async (name, error) => {
  expect(await refusal(at.client.conversations.create({ name }))).toMatchObject({ error });
});

test('an archived channel keeps its name and refuses what is new', async () => {
  const { client } = at;
  const { channel } = await client.conversations.create({ name: 'war-room' });
  const id = channel!.id!;
  await client.conversations.archive({ channel: id });
  expect(await refusal(client.conversations.create({ name: 'war-room' }))).toMatchObject({ error: 'name_taken' });
  expect(await refusal(client.chat.postMessage({ channel: id, text: 'x' }))).toMatchObject({ error: 'is_archived' });
  expect(await refusal(client.conversations.archive({ channel: id }))).toMatchObject({ error: 'already_archived' });
  expect(await refusal(client.conversations.unarchive({ channel: id }))).toMatchObject({ error: 'not_in_channel' });
});

test('one bad guest spoils an invitation, unless it is forced', async () => {
  const { client, ana, ben, sandbox } = at;
  const left = sandbox.person('Lea', { deleted: true });
  const { channel } = await client.conversations.create({ name: 'war-room' });
  const call = { channel: channel!.id!, users: [ana.id, left.id, sandbox.botUserId].join() };
  expect(await refusal(client.conversations.invite(call))).toMatchObject({
    error: 'user_not_found',
    errors: [
      { user: left.id, ok: false, error: 'user_not_found' },
      { user: sandbox.botUserId, ok: false, error: 'cant_invite_self' },
    ],
  });
  expect(sandbox.channelNamed('war-room')!.members).not.toContain(ana.id);
  await client.conversations.invite({ ...call, force: true });
  await client.conversations.invite({ channel: channel!.id!, users: ben.id });
  expect(sandbox.channelNamed('war-room')!.members).toEqual([sandbox.botUserId, ana.id, ben.id]);
  expect(await refusal(client.conversations.invite({ channel: channel!.id!, users: ben.id }))).toMatchObject({
    error: 'already_in_channel',
  });
});

test('a topic has at most 250 characters, and setting it is seen in the channel', async () => {
  const { client, general, sandbox } = at;
  expect(await refusal(client.conversations.setTopic({ channel: general.id, topic: 'x'.repeat(251) }))).toMatchObject({
    error: 'too_long',
  });
  await client.conversations.setTopic({ channel: general.id, topic: 'all well' });
  expect(general.topic).toBe('all well');
  expect(eventsOf(sandbox, 'channel_topic')).toMatchObject([{ topic: 'all well', channel: general.id }]);
});

test('the app renames what it made, and nothing else', async () => {
  const { client, general, sandbox } = at;
  expect(await refusal(client.conversations.rename({ channel: general.id, name: 'other' }))).toMatchObject({
    error: 'not_authorized',
  });
  const { channel } = await client.conversations.create({ name: 'war-room' });
  await client.conversations.rename({ channel: channel!.id!, name: 'peace-room' });
  expect(eventsOf(sandbox, 'channel_rename')).toMatchObject([{ channel: { id: channel!.id, name: 'peace-room' } }]);
});

test('a private channel does not exist for who is not in it', async () => {
  const { client, ana, sandbox } = at;
  const secret = sandbox.channel('secret', { private: true, members: [ana] });
  expect(await refusal(client.conversations.info({ channel: secret.id }))).toMatchObject({
    error: 'channel_not_found',
  });
  const { channels } = await client.conversations.list({ types: 'public_channel,private_channel' });
  expect(channels!.map(({ name }) => name)).toEqual(['general']);
  await ana.invites({ id: sandbox.botUserId }, secret);
  expect((await client.conversations.info({ channel: secret.id })).channel).toMatchObject({ is_private: true });
});

test('a public channel is joined before it is read', async () => {
  const { client, ana, sandbox } = at;
  const side = sandbox.channel('side', { members: [ana] });
  const calls = () => [
    refusal(client.conversations.history({ channel: side.id })),
    refusal(clientOf(sandbox).reactions.add({ channel: side.id, timestamp: '1.1', name: 'eyes' })),
  ];
  for (const call of calls()) expect(await call).toMatchObject({ error: 'not_in_channel' });
  await client.conversations.join({ channel: side.id });
  expect(await client.conversations.history({ channel: side.id })).toMatchObject({ ok: true });
  await client.conversations.leave({ channel: side.id });
  expect(side.members).toEqual([ana.id]);
  expect(eventsOf(sandbox, 'member_left_channel')).toHaveLength(1);
});

test('lists come in pages', async () => {
  const { client, sandbox } = at;
  for (let n = 1; n < 5; n++) sandbox.channel(`c${n}`, { bot: n % 2 === 0 });
  const names: (string | undefined)[] = [];
  for await (const page of client.paginate('conversations.list', { limit: 2 }))
    names.push(...(page as unknown as { channels: { name: string }[] }).channels.map(({ name }) => name));
  expect(names).toEqual(['general', 'c1', 'c2', 'c3', 'c4']);
  const mine = await client.users.conversations({});
  expect(mine.channels!.map(({ name }) => name)).toEqual(['general', 'c2', 'c4']);
  const first = await client.conversations.members({ channel: sandbox.channelNamed('general')!.id, limit: 2 });
  expect(first.members).toHaveLength(2);
  expect(first.response_metadata!.next_cursor).not.toBe('');
});
