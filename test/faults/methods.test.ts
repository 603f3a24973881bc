import { afterEach, describe, expect, test } from 'vitest';
import { isTold } from '../../src/incident/incident.ts';
import type { ApiFault } from '../../src/sandbox/faults.ts';
import { slackWorld, type World } from '../slack/workspace.ts';
import { sourcesOf } from '../sources.ts';

// Every method that the bot calls, and what Slack may say instead of doing it. FAULTS=all tries each with each.

const methods = [
  'bookmarks.add',
  'bookmarks.list',
  'bots.info',
  'chat.delete',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.canvases.create',
  'conversations.create',
  'conversations.history',
  'conversations.info',
  'conversations.invite',
  'conversations.list',
  'conversations.members',
  'conversations.setPurpose',
  'conversations.setTopic',
  'files.completeUploadExternal',
  'files.info',
  'files.getUploadURLExternal',
  'files.info',
  'pins.add',
  'pins.list',
  'reactions.add',
  'reactions.get',
  'reactions.remove',
  'response_url',
  'users.conversations',
  'users.info',
  'users.list',
  'views.open',
];

const standing = [
  'missing_scope',
  'is_archived',
  'channel_not_found',
  'not_in_channel',
  'restricted_action',
  'account_inactive',
  'token_revoked',
].map((error): ApiFault => ({ error }));
const broken: ApiFault[] = [
  { status: 503, when: 'after' },
  { reset: true, when: 'after' },
  { error: 'internal_error', when: 'after' },
  { status: 500 },
  { reset: true },
];
const slow: ApiFault = { status: 429, retryAfter: 2 };
const faultsFor = (i: number): ApiFault[] =>
  process.env.FAULTS === 'all'
    ? [slow, ...broken, ...standing]
    : [[slow, ...broken][i % (broken.length + 1)]!, standing[i % standing.length]!];

let world: World;
afterEach(() => world.close());

/** An incident in which something of everything happens, while Slack is as it is. */
const live = async (title: string): Promise<void> => {
  const { ana, ben, sandbox, incidents, settled } = world;
  await ana.types(`/incident start ${title}`, incidents.id);
  await settled();
  const head = (await world.bot().logbook.heads()).find((each) => each.title === title);
  const room = sandbox.channels().find(({ id }) => id === head?.channel);
  if (!room) return;
  if (!room.members.includes(ana.id)) await ana.joins(room.id);
  await ben.joins(room.id);
  const message = await ben.posts(`${title}: it is the deploy`, room.id);
  await ben.posts(`${title}: a graph`, room.id, { files: [{ name: 'graph.png' }] });
  await ana.reacts('bulb', message);
  expect((await ana.types(`/incident note ${title}: p99 is 9s`, room.id)).words).toMatch(/^#\d+ note/);
  await settled();
  await ana.unreacts('bulb', message);
  await ben.reacts('wrench', message);
  await ana.types('/incident', room.id);
  await ana.types(`/incident resolve ${title}: rolled back`, room.id);
  await settled();
};

const titles = [
  'zebra',
  'mango',
  'quartz',
  'velvet',
  'oyster',
  'pigeon',
  'walnut',
  'copper',
  'jigsaw',
  'fjord',
  'hymn',
  'kettle',
  'ibex',
];

/** What the record and the channel hold of an incident in the end. */
const expectRight = async (title: string): Promise<void> => {
  const head = (await world.bot().logbook.heads()).find((each) => each.title === title);
  const log = await world.bot().logbook.entries(head?.id ?? '');
  const room = world.sandbox.channels().filter(({ id }) => id === head?.channel);
  expect(room, title).toHaveLength(1);
  const { moments } = await world.bot().logbook.read(head?.id ?? '');
  const isLived = log.some(({ kind }) => kind === 'message.worded');
  const told = moments.filter(isTold).map(({ entry }) => (entry.kind === 'marked' ? entry.data.kind : entry.kind));
  expect(told.filter((kind) => kind !== 'gap.declared').toSorted(), title).toEqual(
    isLived ? ['action', 'incident.opened', 'incident.resolved', 'note'] : ['incident.opened'],
  );
  const names = world.sandbox
    .channels()
    .flatMap(({ messages }) => messages)
    .map(({ metadata }) => metadata?.event_payload as { incident?: string; name?: string } | undefined)
    .filter((payload) => payload?.incident === head?.id)
    .map((payload) => payload?.name ?? '');
  expect(names.toSorted(), title).toEqual([...new Set(names)].toSorted());
  expect(names, title).toEqual(expect.arrayContaining(['card', 'announcement']));
  const words = (room[0]?.messages ?? [])
    .filter(({ bot_id }) => bot_id === world.sandbox.botId)
    .map(({ text }) => text);
  if (isLived)
    expect(
      words.filter((text) => text.includes(`${title}: p99 is 9s`)),
      title,
    ).toHaveLength(1);
  expect(room[0]?.topic).toContain(isLived ? 'resolved' : 'investigating');
  expect(room[0]?.pinned.map(({ bot_id }) => bot_id)).toEqual([world.sandbox.botId]);
};

describe.each(methods.map((method, i) => [method, i] as const))('when %s fails', (method, i) => {
  test('all is recorded, and Slack shows it once, when it works again', { timeout: 120_000 }, async () => {
    world = await slackWorld();
    const faults = faultsFor(i);
    for (const [n, fault] of faults.entries()) {
      world.sandbox.faults.always(method, fault);
      await live(titles[n]!);
      world.sandbox.faults.clear();
    }
    await world.stop();
    await world.start();
    await world.clock.advance(61_000);
    await world.settled();
    for (const [n] of faults.entries()) await expectRight(titles[n]!);
    expect((await world.bot().database.inbox.failed()).length).toBe(0);
  });
});

test('no method is forgotten', () => {
  world = { close: async () => {} } as World;
  const called = [...sourcesOf('src/slack').values()].flatMap((source) =>
    [...source.matchAll(/\bclient\.((?:[a-z]\w*\.)+\w+)\(/g)].map(([, name]) => name ?? ''),
  );
  const others = [
    'auth.test',
    'bots.info',
    'conversations.join',
    'conversations.replies',
    'canvases.edit',
    'bookmarks.edit',
    'files.delete',
    'start.bind',
  ];
  expect([...new Set(called)].filter((name) => !methods.includes(name) && !others.includes(name))).toEqual([]);
});
