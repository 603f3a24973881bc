import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MessageRef, Person } from '../../src/incident/entry.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { hear } from '../../src/slack/listeners/events.ts';
import { slackWorld, type World } from './workspace.ts';

// Messages in the shapes in which Slack's own kits captured them, cut down to what matters, told to the real bot.
let world: World;
let room: Channel;
let count = 0;
let events = 0;
beforeAll(async () => {
  world = await slackWorld();
  room = await world.opens();
});
beforeEach(() => {
  count += 1;
});
afterAll(() => world.close());

const ts = (n = 0): string => `17700000${String(count).padStart(2, '0')}.${String(n).padStart(6, '0')}`;

type Recorded = ({ said: string; by: Person } & MessageRef) | { deleted: string };

/** Slack delivers this event; what is on the record of the message then. */
const delivered = async (event: object, outer: object = {}) => {
  events += 1;
  const body = {
    ...{ token: 't', team_id: world.sandbox.teamId, api_app_id: world.sandbox.appId, type: 'event_callback' },
    ...{ event_id: `Ev${events}`, event_time: 1 },
    authorizations: [{ team_id: world.sandbox.teamId, user_id: world.sandbox.botUserId, is_bot: true }],
    event: { type: 'message', channel: room.id, channel_type: 'channel', event_ts: ts(9), ts: ts(), ...event },
    ...outer,
  };
  const { inbox } = world.bot().database;
  const place = { team: world.sandbox.teamId, channel: room.id, kind: 'event', transport: 'socket' } as const;
  await inbox.put({ ...place, key: body.event_id, body: JSON.stringify(body), receivedAt: +world.clock.now() });
  await world.clock.advance(1_000);
  // Whatever else is heard wakes the worker.
  await world.ana.reacts('eyes', await world.ana.posts('.', room.id));
  await world.settled();
  const log = await world.entries(room);
  return log.flatMap(({ kind, data, author }): Recorded[] => {
    if (kind === 'message.deleted') return [{ deleted: data.message.ts }];
    if (kind !== 'message.worded' || !data.message.ts.startsWith(ts().slice(0, 10))) return [];
    return [{ said: data.words.text, by: author, ...data.message }];
  });
};

test('a classic app posts without a user, under a name of its own, into a thread', async () => {
  const classic = { subtype: 'bot_message', text: 'Let’s make a pact.', username: 'classic-app-test', bot_id: 'B111' };
  expect(await delivered({ ...classic, thread_ts: '1610402224.000200' })).toMatchObject([
    {
      said: 'Let’s make a pact.',
      by: { id: 'B111', name: 'classic-app-test' },
      thread: '1610402224.000200',
      bot: 'B111',
    },
  ]);
});

test('an app without any name is asked for', async () => {
  const bot_id = `B${world.pager.id.slice(1)}`;
  const [message] = await delivered({ subtype: 'bot_message', text: 'FIRING', username: '', bot_id });
  expect(message).toMatchObject({ by: { id: bot_id } });
  expect(world.sandbox.calls.map(({ method }) => method)).toContain('bots.info');
});

test('a webhook says everything in blocks, or in attachments', async () => {
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: ':fire: 5xx' } },
    { type: 'section', fields: [{ type: 'mrkdwn', text: '*Host:* db-1' }] },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Silence' } }] },
  ];
  const attachments = [{ color: '#f00', title: 'Runbook', title_link: 'https://example.com/r', text: 'p99 is 9s' }];
  const [message] = await delivered({
    subtype: 'bot_message',
    text: '',
    bot_id: 'B222',
    username: 'Alerts',
    blocks,
    attachments,
  });
  expect((message as { said: string }).said).toMatch(/🔥 5xx[\s\S]*Host: db-1[\s\S]*Runbook[\s\S]*p99 is 9s/);
});

test('an app that posts as one of today has a user and a profile; between companies, its team is another', async () => {
  const posted = {
    text: 'Hi there!',
    user: 'U234',
    bot_id: 'B123',
    team: 'T_OTHER',
    bot_profile: { id: 'B123', name: 'events-api', app_id: 'A111', team_id: 'T_OTHER' },
  };
  expect(await delivered(posted, { team_id: 'T_SOURCE', is_ext_shared_channel: true })).toMatchObject([
    { said: 'Hi there!', by: { id: 'U234', name: 'events-api' }, bot: 'B123' },
  ]);
});

test('somebody of another company whom Slack does not tell of has the name that their message gives', async () => {
  const stranger = { user: 'U0STRANGER', user_team: 'T_OTHER', source_team: 'T_OTHER', text: 'we see it, too' };
  const user_profile = { display_name: '', real_name: 'Zoë Partner', name: 'zoe', team: 'T_OTHER' };
  expect(await delivered({ ...stranger, user_profile })).toMatchObject([
    { by: { id: 'U0STRANGER', name: 'Zoë Partner' } },
  ]);
});

test('a name that is given with a person’s message does not take the place of theirs', async () => {
  expect(await delivered({ user: world.ben.id, text: 'it is me', username: 'Ana' })).toMatchObject([
    { by: { name: 'Ben' } },
  ]);
});

test('a file comes with its name, its sort, its size and its page; with or without words', async () => {
  const file = {
    id: 'F111',
    name: 'sample.txt',
    title: 'title',
    mimetype: 'text/plain',
    size: 4,
    mode: 'snippet',
    url_private: 'https://files.slack.com/files-pri/T11-F111/sample.txt',
    permalink: 'https://xxx.slack.com/files/W111/F111/sample.txt',
  };
  const shared = { subtype: 'file_share', text: '', user: world.ben.id, upload: true, display_as_bot: false };
  const gone = { id: 'F112', mode: 'tombstone' };
  const { url_private: _, title: __, mode: ___, ...told } = file;
  expect(await delivered({ ...shared, files: [file, gone] })).toMatchObject([
    { said: '', files: [told, { id: 'F112', name: 'a file that was deleted' }] },
  ]);
});

test('a file of which the message tells nothing is asked for', async () => {
  const shown = await world.ben.posts('', room.id, { files: [{ name: 'plan.pdf', content: 'x' }] });
  const id = shown.files?.[0]?.id;
  const shared = { subtype: 'file_share', text: 'look', user: world.ben.id };
  expect(await delivered({ ...shared, files: [{ id, created: 0, file_access: 'check_file_info' }] })).toMatchObject([
    { files: [{ id, name: 'plan.pdf', size: 1 }] },
  ]);
  expect(
    await delivered({ ...shared, ts: ts(5), files: [{ id: 'F0NOWHERE', file_access: 'check_file_info' }] }),
  ).toMatchObject([{}, { files: [{ id: 'F0NOWHERE', name: 'F0NOWHERE' }] }]);
});

test('what somebody does, and what they tell the channel from a thread, is said', async () => {
  expect(await delivered({ subtype: 'me_message', text: 'restarts db-1', user: world.ben.id })).toMatchObject([
    { said: 'restarts db-1' },
  ]);
  const root = {
    text: 'who?',
    user: world.ana.id,
    ts: '1610402224.000200',
    thread_ts: '1610402224.000200',
    reply_count: 1,
  };
  const broadcast = { subtype: 'thread_broadcast', text: 'found it', user: world.ben.id, thread_ts: root.ts, root };
  expect(await delivered({ ...broadcast, ts: ts(3) })).toMatchObject([{}, { said: 'found it', thread: root.ts }]);
});

test('an edit of a reply is a wording; a preview, a counter, and the same once more are none', async () => {
  const before = {
    user: world.ben.id,
    text: 'test',
    ts: ts(),
    thread_ts: '1610402224.000200',
    parent_user_id: world.ana.id,
    blocks: [],
  };
  await delivered(before);
  const change = (message: object, at: number, previous_message: object) =>
    delivered({ subtype: 'message_changed', hidden: true, ts: ts(at), event_ts: ts(at), message, previous_message });
  const edited = {
    ...before,
    text: 'updated message',
    edited: { user: world.ben.id, ts: `${ts().slice(0, 10)}.000000` },
    source_team: 'T111',
    user_team: 'T111',
  };
  expect(await change(edited, 10, before)).toMatchObject([{ said: 'test' }, { said: 'updated message' }]);
  const unfurled = {
    ...edited,
    attachments: [{ id: 1, from_url: 'https://example.com', title: 'Example', fallback: 'Example' }],
  };
  expect(await change(unfurled, 11, edited)).toHaveLength(2);
  expect(await change({ ...unfurled, reply_count: 2, latest_reply: ts(12) }, 12, unfurled)).toHaveLength(2);
});

test('a message that was forwarded is what its sender wants to say; a preview is not', async () => {
  const forwarded = {
    from_url: 'https://acme.slack.com/archives/C9/p1',
    is_msg_unfurl: true,
    is_share: true,
    author_name: 'Cleo',
    text: 'the disk is full',
    fallback: '[March 1st] Cleo: the disk is full',
  };
  const preview = { from_url: 'https://example.com', title: 'Example Domain', text: 'for use in documents' };
  const [message] = await delivered({ user: world.ben.id, text: 'see', attachments: [forwarded, preview] });
  expect(message).toMatchObject({ said: expect.stringMatching(/see[\s\S]*Cleo[\s\S]*the disk is full/) });
  expect((message as { said: string }).said).not.toContain('for use in documents');
});

test('a parent of a thread that is deleted leaves a tombstone, with or without what it was', async () => {
  await delivered({ user: world.ben.id, text: 'need help with VPN' });
  const tombstone = {
    type: 'message',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
    ts: ts(),
  };
  const gone = await delivered({
    subtype: 'message_changed',
    hidden: true,
    ts: ts(7),
    message: tombstone,
    previous_message: [],
  });
  expect(gone).toContainEqual({ deleted: ts() });
  expect(JSON.stringify(await world.entries(room))).not.toContain('need help with VPN');
});

test('a reply counter that comes as a message of its own is nobody’s words', () => {
  const people = {
    person: (id: string) => ({ id, name: id }),
    row: () => undefined,
    names: { person: () => undefined, channel: () => undefined, group: () => undefined },
  };
  const self = { team: 'T1', teamUrl: '', user: 'UBOT', bot: 'BBOT' };
  const event = {
    type: 'message',
    subtype: 'message_replied',
    channel: 'C1',
    ts: '1.1',
    hidden: true,
    message: { ts: '1.0', user: 'U1', text: 'x' },
  };
  const config = { capture: 'all', deleted: 'forget', reactions: {} } as const;
  expect(hear(JSON.stringify({ event }), { self, people, config })).toEqual({ type: 'nothing' });
});
