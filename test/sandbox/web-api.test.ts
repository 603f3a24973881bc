import { afterEach, expect, test } from 'vitest';
import { clientOf } from './bolt.ts';
import { office, refusal } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
afterEach(() => at.close());

test('the app learns who it is, and which scopes it was given', async () => {
  at = await office({ manifest: { scopes: ['chat:write', 'channels:read'] } });
  const { sandbox, client } = at;
  const answer = await client.auth.test();
  expect(answer).toMatchObject({ user_id: sandbox.botUserId, bot_id: sandbox.botId, team_id: sandbox.teamId });
  expect(answer.response_metadata!.scopes).toEqual(['chat:write', 'channels:read']);
});

test('a scope that was not given is named', async () => {
  at = await office({ manifest: { scopes: ['channels:history'] } });
  const { client, ana, sandbox } = at;
  expect(await refusal(client.chat.postMessage({ channel: at.general.id, text: 'x' }))).toMatchObject({
    error: 'missing_scope',
    needed: 'chat:write,chat:write.public',
    provided: 'channels:history',
  });
  const secret = sandbox.channel('secret', { private: true, members: [ana], bot: true });
  expect(await refusal(client.conversations.history({ channel: secret.id }))).toMatchObject({
    error: 'missing_scope',
    needed: 'groups:history',
  });
});

test('a token is needed, known, and of the right kind', async () => {
  at = await office();
  const { sandbox } = at;
  const ask = async (method: string, headers: Record<string, string>) =>
    (await fetch(sandbox.apiUrl + method, { method: 'POST', headers })).json();
  expect(await ask('auth.test', {})).toMatchObject({ error: 'not_authed' });
  expect(await ask('auth.test', { authorization: 'Bearer xoxb-other' })).toMatchObject({ error: 'invalid_auth' });
  const bot = { authorization: `Bearer ${sandbox.botToken}` };
  expect(await ask('apps.connections.open', bot)).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await refusal(clientOf(sandbox, sandbox.appToken).auth.test())).toMatchObject({
    error: 'not_allowed_token_type',
  });
  sandbox.revokeTokens();
  expect(await ask('auth.test', bot)).toMatchObject({ error: 'token_revoked' });
});

test('form, JSON, multipart and query say the same', async () => {
  at = await office();
  const { sandbox, general } = at;
  const url = `${sandbox.apiUrl}chat.postMessage`;
  const authorization = `Bearer ${sandbox.botToken}`;
  const body = { channel: general.id, text: 'hi', blocks: [{ type: 'divider' }] };
  const flat = { ...body, blocks: JSON.stringify(body.blocks), team_id: 'T0', nonsense: 'yes' };
  const form = new FormData();
  for (const [name, value] of Object.entries(flat)) form.set(name, value);
  await fetch(url, { method: 'POST', headers: { authorization }, body: new URLSearchParams(flat) });
  await fetch(url, { method: 'POST', headers: { authorization }, body: form });
  const type = { 'content-type': 'application/json; charset=utf-8' };
  await fetch(url, { method: 'POST', headers: { authorization, ...type }, body: JSON.stringify(body) });
  await fetch(`${url}?${new URLSearchParams({ ...flat, token: sandbox.botToken })}`);
  expect(general.messages.map(({ text, blocks }) => [text, blocks?.[0]?.type])).toEqual(
    Array(4).fill(['hi', 'divider']),
  );
  expect(sandbox.calls.map(({ args }) => args.token)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a method that the sandbox does not know fails the test that calls it', async () => {
  at = await office();
  const { client, sandbox } = at;
  expect(await refusal(client.apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
  expect(sandbox.unknownMethods).toEqual(['chat.shout']);
  await expect(sandbox.stop()).rejects.toThrow('chat.shout');
  at = await office();
});

test('wrong blocks are refused in Slack’s words', async () => {
  at = await office();
  const { client, general } = at;
  const post = (body: object) => refusal(client.chat.postMessage({ channel: general.id, ...body } as never));
  expect(await post({ text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }] })).toMatchObject({
    error: 'invalid_blocks',
    response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
  });
  expect(await post({ blocks: 'no json' })).toMatchObject({ error: 'invalid_blocks_format' });
  expect(await post({})).toMatchObject({ error: 'no_text' });
  expect(await post({ text: 'x', markdown_text: 'y' })).toMatchObject({ error: 'markdown_text_conflict' });
  expect(await post({ text: 'x', attachments: Array(101).fill({ text: 'a' }) })).toMatchObject({
    error: 'too_many_attachments',
  });
  expect(await post({ text: 'x', metadata: { event_type: 'a' } })).toMatchObject({ error: 'invalid_metadata_format' });
  expect(await post({ text: 'x', channel: 'C404' })).toMatchObject({ error: 'channel_not_found' });
});

test('people are known by id and by address, guests and the departed among them', async () => {
  at = await office();
  const { client, sandbox, ana } = at;
  sandbox.person('Gus', { guest: true, tz: 'Europe/Prague', displayName: 'gus!' });
  const lea = sandbox.person('Lea', { deleted: true });
  expect((await client.users.info({ user: ana.id })).user).toMatchObject({
    real_name: 'Ana',
    tz: 'UTC',
    is_bot: false,
  });
  const { members } = await client.users.list({});
  expect(members!.find(({ name }) => name === 'gus')).toMatchObject({
    is_restricted: true,
    tz_offset: 3600,
    profile: { display_name: 'gus!' },
  });
  expect(members!.find(({ id }) => id === lea.id)).toMatchObject({ deleted: true });
  expect((await client.users.lookupByEmail({ email: 'ana@acme.example' })).user!.id).toBe(ana.id);
  expect(await refusal(client.users.lookupByEmail({ email: 'x@y.z' }))).toMatchObject({ error: 'users_not_found' });
  expect(await refusal(client.users.info({ user: 'U404' }))).toMatchObject({ error: 'user_not_found' });
  const group = sandbox.usergroup('oncall', [ana]);
  expect((await client.usergroups.list({ include_users: true })).usergroups).toMatchObject([
    { id: group.id, handle: 'oncall', users: [ana.id] },
  ]);
});

test('tiers are held up only when they are switched on', async () => {
  at = await office();
  const { client, clock, sandbox } = at;
  sandbox.features.rateLimits = true;
  const make = (n: number) => client.conversations.create({ name: `c${n}` });
  for (let n = 0; n < 20; n++) await make(n);
  const url = `${sandbox.apiUrl}conversations.create?name=c20`;
  const limited = await fetch(url, { headers: { authorization: `Bearer ${sandbox.botToken}` } });
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60']);
  await clock.advance(60_000);
  await make(21);
});
