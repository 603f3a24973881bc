import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World, type WorldOptions } from './workspace.ts';

let world: World;
let channel: Channel;

afterEach(() => world.close());

const begin = async (options: WorldOptions = {}): Promise<void> => {
  world = await slackWorld(options);
  channel = await world.opens();
};

/** In the order in which they were posted: two sockets may bring them in another. */
const messages = async () =>
  (await world.entries(channel))
    .flatMap((entry) =>
      entry.kind === 'message.worded' ? [{ ...entry, text: entry.data.words.text, ref: entry.data.message }] : [],
    )
    .toSorted((a, b) => a.ref.ts.localeCompare(b.ref.ts));
const texts = async () => (await messages()).map(({ text }) => text);
const kinds = async () => (await world.entries(channel)).map(({ kind }) => kind);

describe.each([{ http: false }, { http: true }])('over http: $http', (options) => {
  test('what is said in an incident channel is written down, with its author, time and address', async () => {
    await begin(options);
    const { ts } = await world.ben.posts('the deploy looks *bad*', channel.id);
    await world.settled();
    expect(await messages()).toMatchObject([
      {
        text: 'the deploy looks bad',
        author: { id: world.ben.id, name: 'Ben' },
        recorder: { name: 'Ben' },
        at: new Date(Math.floor(Number(ts) * 1000)),
        source: { type: 'message', channel: channel.id, ts },
        ref: { permalink: `https://acme.slack.com/archives/${channel.id}/p${ts.replace('.', '')}` },
      },
    ]);
  });
});

test('a reply is recorded with its thread, and its address leads into it', async () => {
  await begin();
  const parent = await world.ana.posts('who deployed?', channel.id);
  await world.ben.replies('I did', parent);
  await world.ana.replies('seen by all', parent, { broadcast: true });
  await world.settled();
  const [, reply, broadcast] = await messages();
  expect(reply).toMatchObject({ text: 'I did', ref: { thread: parent.ts } });
  expect(reply?.ref.permalink).toContain(`?thread_ts=${parent.ts}&cid=${channel.id}`);
  expect(broadcast).toMatchObject({ text: 'seen by all', ref: { thread: parent.ts } });
});

test('alerts of other apps and files are recorded under the name that people see', async () => {
  await begin();
  await world.pager.joins(channel.id);
  await world.pager.posts('FIRING: 5xx', channel.id);
  await world.ben.posts('', channel.id, { files: [{ name: 'graph.png' }] });
  await world.settled();
  expect(await messages()).toMatchObject([
    { text: 'FIRING: 5xx', author: { name: 'Pager' } },
    { text: '', ref: { files: [{ name: 'graph.png' }] } },
  ]);
});

test('mentions are recorded as names', async () => {
  await begin();
  await world.ana.posts('@Ben have a look', channel.id);
  await world.settled();
  expect(await texts()).toEqual(['@Ben have a look']);
});

test('an edit keeps the old words; a preview of a link, or a reply to a message, changes nothing', async () => {
  await begin();
  const message = await world.ana.posts('see https://example.com/graph', channel.id);
  await world.ana.unfurls(message);
  await world.ben.replies('looking', message);
  await world.settled();
  expect(await texts()).toEqual(['see https://example.com/graph', 'looking']);
  await world.ana.edits(message, 'see the graph of logins');
  await world.settled();
  expect(await texts()).toEqual(['see https://example.com/graph', 'see the graph of logins', 'looking']);
  expect((await messages())[1]?.ref.version).not.toBe('');
});

test('a deleted message is forgotten, also when its replies leave a tombstone', async () => {
  await begin();
  const lonely = await world.ana.posts('my password is hunter2', channel.id);
  const parent = await world.ana.posts('and so is this', channel.id);
  await world.ben.replies('delete that', parent);
  await world.settled();
  await world.ana.deletes(lonely);
  await world.ana.deletes(parent);
  await world.settled();
  expect((await kinds()).filter((kind) => kind === 'message.deleted')).toHaveLength(2);
  expect(await texts()).toEqual(['delete that']);
});

test('with DELETED=keep the words of a deleted message stay', async () => {
  await begin({ env: { DELETED: 'keep' } });
  const message = await world.ana.posts('keep me', channel.id);
  await world.settled();
  await world.ana.deletes(message);
  await world.settled();
  expect(await texts()).toEqual(['keep me']);
});

test('what Debrief itself posts and edits is never recorded, nor Slack’s own lines', async () => {
  await begin();
  await world.ana.types('/incident severity sev1', channel.id);
  await world.ana.setsTopic(channel.id, 'mind the gap');
  await world.settled();
  const own = world.sandbox.deliveries.filter(({ payload }) => JSON.stringify(payload).includes('message_changed'));
  expect(own.length).toBeGreaterThan(0);
  expect(await kinds()).not.toContain('message.worded');
});

test('an alert that its app changes, without an edit mark, has its last words', async () => {
  await begin();
  await world.pager.joins(channel.id);
  const alert = await world.pager.posts('FIRING: payments', channel.id);
  await world.settled();
  await world.pager.edits(alert, 'RESOLVED: payments');
  await world.settled();
  expect(await texts()).toEqual(['FIRING: payments', 'RESOLVED: payments']);
});

test('who deletes a marked message hears that it stays on the timeline, and how to take it off', async () => {
  await begin();
  const message = await world.ben.posts('p99 is 9s', channel.id);
  await world.settled();
  await world.ana.reacts('pushpin', message);
  await world.settled();
  await world.ben.deletes(message);
  await world.settled();
  expect(world.ben.sees(channel.id).ephemerals.at(-1)?.text).toContain('as #2; `/incident hide #2`');
});

test('a channel that a person unarchives is kept true again', async () => {
  await begin();
  await world.ana.archives(channel.id);
  await world.settled();
  await world.ana.unarchives(channel.id);
  await world.settled();
  expect((await world.incident(channel)).channel).toMatchObject({ archived: false });
  await world.ana.types('/incident severity sev1', channel.id);
  await world.settled();
  expect(world.sandbox.channelNamed('inc-1-checkout-is-down')?.topic).toContain('SEV1');
});

test('a channel that is renamed or archived is so in the log', async () => {
  await begin();
  await world.ana.renames(channel.id, 'inc-1-checkout');
  await world.ana.archives(channel.id);
  await world.settled();
  expect((await world.incident(channel)).channel).toMatchObject({ name: 'inc-1-checkout', archived: true });
  expect((await kinds()).filter((kind) => kind.startsWith('channel.'))).toEqual([
    'channel.made',
    'channel.renamed',
    'channel.archived',
  ]);
});

test('words from channels without an incident leave no trace', async () => {
  await begin();
  await world.ana.posts('what is for lunch?', world.incidents.id);
  await world.settled();
  const { default: Database } = await import('better-sqlite3');
  const rows = new Database(`${world.home}/debrief.db`, { readonly: true })
    .prepare('SELECT body, state FROM inbox')
    .all();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(rows.map(() => ({ body: '', state: 'handled' })));
});

test('who joins is told that messages are recorded, guests too', async () => {
  await begin();
  await world.ana.invites(world.cleo, channel.id);
  await world.settled();
  expect(world.cleo.sees(channel.id).ephemerals.map(({ text }) => text)).toEqual([
    expect.stringContaining('recorded by Debrief'),
  ]);
});

test('messages that came in another order have their own times', async () => {
  await begin();
  world.sandbox.faults.nextDelivery('message', 'reorder');
  await world.ana.posts('first', channel.id);
  await world.clock.advance(60_000);
  await world.ana.posts('second', channel.id);
  await world.settled();
  const heard = await messages();
  expect(heard.map(({ text }) => text).toSorted()).toEqual(['first', 'second']);
  expect(heard.toSorted((a, b) => +a.at - +b.at).map(({ text }) => text)).toEqual(['first', 'second']);
});

test('an edit that arrives before its message is the last word', async () => {
  await begin();
  world.sandbox.faults.nextDelivery('message', 'reorder');
  const message = await world.ana.posts('5xx at 13:00', channel.id);
  await world.ana.edits(message, '5xx at 12:00');
  await world.settled();
  await world.ana.reacts('wrench', message);
  await world.settled();
  expect((await world.incident(channel)).moments.at(-1)?.entry.data).toMatchObject({ words: { text: '5xx at 12:00' } });
});
