import { afterEach, beforeEach, expect, test } from 'vitest';
import { wordsOf } from '../../src/sandbox/words.ts';
import { eventsOf, office } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office({ manifest: { command: '/weather', shortcuts: ['menu'] } });
});
afterEach(() => at.close());

test('the same seed gives the same ids', async () => {
  const other = await office();
  expect([other.ana.id, other.general.id, other.sandbox.botUserId]).toEqual([
    at.ana.id,
    at.general.id,
    at.sandbox.botUserId,
  ]);
  await other.close();
});

test('people do only what Slack lets them', async () => {
  const { ana, ben, general, sandbox } = at;
  const zoe = sandbox.person('Zoe');
  const secret = sandbox.channel('secret', { private: true, members: [ana] });
  const said = await ana.posts('mine', general);
  await expect(zoe.posts('hi', general)).rejects.toThrow('zoe is not in #general');
  await expect(zoe.joins(secret)).rejects.toThrow('uninvited');
  expect(() => zoe.sees(secret)).toThrow('cannot see');
  await expect(ben.edits(said, 'yours')).rejects.toThrow('did not write');
  await expect(ben.deletes(said)).rejects.toThrow('did not write');
  await expect(ana.types('/wether', general)).rejects.toThrow('not a valid command');
  await expect(ana.uses('nothing')).rejects.toThrow('no shortcut');
  await expect(ana.clicks('Go', said)).rejects.toThrow('sees no button "Go"');
  await ana.archives(general);
  await expect(ana.posts('late', general)).rejects.toThrow('archived');
  await ana.unarchives(general);
  await ana.posts('in time', general);
});

test('another app’s bot posts blocks, and is told apart by its bot_id', async () => {
  const { general, sandbox, client } = at;
  const alerts = sandbox.person('Alerts', { bot: true });
  await alerts.invites(alerts, general);
  const attachments = [{ color: 'danger', title: '5xx on checkout', text: 'rate is 40%', fallback: 'alert' }];
  const posted = await alerts.posts('', general, { attachments });
  expect(posted.bot_id).not.toBe(sandbox.botId);
  expect(posted).not.toHaveProperty('client_msg_id');
  expect(wordsOf(posted)).toBe('5xx on checkout\nrate is 40%');
  expect(eventsOf(sandbox, 'message').at(-1)).toMatchObject({ attachments, bot_profile: { name: 'Alerts' } });
  expect((await client.bots.info({ bot: posted.bot_id! })).bot).toMatchObject({ name: 'Alerts' });
});

test('somebody of another company makes a channel shared', async () => {
  const { general, sandbox, client } = at;
  const pat = sandbox.person('Pat', { team: 'Partner' });
  await pat.joins(general);
  await pat.posts('hello from outside', general);
  const { payload } = sandbox.deliveries.at(-1)!;
  expect(payload).toMatchObject({ is_ext_shared_channel: true, context_team_id: sandbox.teamId });
  expect(payload.team_id).not.toBe(sandbox.teamId);
  expect(payload.authorizations).toMatchObject([{ team_id: sandbox.teamId }]);
  expect((await client.users.info({ user: pat.id })).user).toMatchObject({ is_stranger: true });
});

test('a changed account and a deleted channel are told', async () => {
  const { ana, ben, general, sandbox } = at;
  sandbox.change(ben, { deleted: true });
  sandbox.deleteChannel(general, ana);
  expect(eventsOf(sandbox, 'user_change')).toMatchObject([{ user: { id: ben.id, deleted: true } }]);
  expect(eventsOf(sandbox, 'channel_deleted')).toMatchObject([{ channel: general.id, actor_id: ana.id }]);
  expect(sandbox.channelNamed('general')).toBeUndefined();
});

test('typing in a private channel does not tell its name', async () => {
  const { ana, sandbox } = at;
  const secret = sandbox.channel('secret', { private: true, members: [ana] });
  await ana.types('/weather in #secret', secret);
  expect(sandbox.deliveries.at(-1)!.payload).toMatchObject({
    channel_id: secret.id,
    channel_name: 'privategroup',
    text: `in <#${secret.id}|>`,
  });
});

test('what an app sends is kept as Slack keeps it', async () => {
  const { client, ana, general } = at;
  await client.chat.postMessage({ channel: general.id, text: `a < b & c <@${ana.id}> <https://x.org?a=1&b=2|x>` });
  expect(general.messages.at(-1)!.text).toBe(`a &lt; b &amp; c <@${ana.id}> <https://x.org?a=1&b=2|x>`);
});
