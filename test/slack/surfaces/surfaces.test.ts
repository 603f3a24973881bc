import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import type { Incident } from '../../../src/incident/incident.ts';
import { open, resolve } from '../../../src/incident/lifecycle.ts';
import { wordMessage } from '../../../src/incident/messages.ts';
import { tellMoment } from '../../../src/incident/moments.ts';
import { assignRole } from '../../../src/incident/roles.ts';
import { giveUpdate } from '../../../src/incident/updates.ts';
import { createLogbook, type Hand } from '../../../src/logbook.ts';
import { createManualClock } from '../../../src/sandbox/clock.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { createSurfaces } from '../../../src/slack/surfaces/surfaces.ts';
import { createUploads } from '../../../src/slack/uploads.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Surfaces alone: a logbook on a real file, a Slack, and nobody listening to it. */
const world = async (options: { canvases?: boolean } = {}) => {
  const clock = createManualClock('2026-03-01T12:00:00Z');
  const sandbox = await startSandbox({ clock, botName: 'Debrief', ...options });
  ends.push(() => sandbox.stop());
  const ana = sandbox.person('Ana Silva');
  const ben = sandbox.person('Ben Okafor');
  const lobby = sandbox.channel('incidents', { members: [ana, ben], bot: true });
  const folder = mkdtempSync(join(tmpdir(), 'debrief-surfaces-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const sqlite = openSqlite(`file:${join(folder, 'debrief.db')}`);
  ends.push(() => sqlite.close());
  let ids = 0;
  const logbook = createLogbook(sqlite.store, {
    now: () => clock.now(),
    freshId: () => `01${++ids}`,
    freshSalt: () => '00',
    onError: (error) => {
      throw error;
    },
  });
  const warnings: string[] = [];
  const begin = () => {
    const client = new WebClient(sandbox.botToken, {
      slackApiUrl: sandbox.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 2_000,
      logger: quiet,
    });
    const { shown } = sqlite;
    const surfaces = createSurfaces({
      ...{ client, logbook, shown },
      uploads: createUploads({ client, logbook, shown, self: () => undefined }),
      whisper: () => {},
      people: {
        isMember: (channel, user) => membersOf(sandbox, channel).includes(user),
        members: (channel) => membersOf(sandbox, channel),
      },
      onThrownOut: () => {},
      self: () => ({ botUserId: sandbox.botUserId }),
      incidentsChannel: async () => lobby.id,
      permalink: ({ channel, ts }) => `https://acme.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
      recordingNotice: () => 'Messages here are recorded by Debrief.',
      document: async () => ({
        as: () => '# Postmortem\n',
        lacks: [{ what: 'the root cause', command: '/incident cause' }],
      }),
      reading: async () => ({ state: 'done', read: 0 }),
      command: '/incident',
      warn: ({ surface, error }) => void warnings.push(`${surface}: ${error}`),
    });
    ends.push(() => surfaces.stop());
    return surfaces;
  };
  const hand: Hand = { recorder: { id: ana.id, name: 'Ana Silva' }, source: { type: 'command' } };
  const start = async (title = 'Checkout is down', isPrivate = false): Promise<Incident> => {
    const draft = (number: number) =>
      open({ number, team: sandbox.teamId, title, zone: 'UTC', private: isPrivate, test: false });
    return (await logbook.open(sandbox.teamId, hand, draft)).incident;
  };
  return { sandbox, ana, ben, lobby, logbook, begin, hand, start, warnings, shown: sqlite.shown };
};

const membersOf = (sandbox: Sandbox, channel: string) =>
  sandbox.channels().find(({ id }) => id === channel)?.members ?? [];
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};
const methods = (sandbox: Sandbox) => sandbox.calls.map(({ method }) => method);

test('a started incident has a channel with a pinned card, a topic, its starter, and an announcement', async () => {
  const { sandbox, ana, lobby, begin, start, warnings } = await world();
  const incident = await start();
  await begin().converge(incident.id);
  const channel = sandbox.channelNamed('inc-1-checkout-is-down');
  expect(warnings).toEqual([]);
  expect(channel?.members).toContain(ana.id);
  expect(channel?.topic).toBe('severity not set · investigating · no lead yet');
  expect(channel?.purpose).toContain('recorded by Debrief');
  expect(channel?.pinned).toHaveLength(1);
  expect(channel?.bookmarks).toHaveLength(1);
  expect(lobby.messages.filter(({ user }) => user === sandbox.botUserId)).toHaveLength(1);
});

test('the channel is usable after two round trips: it is made, then everything else goes out together', async () => {
  const { sandbox, begin, start } = await world();
  const incident = await start();
  await begin().converge(incident.id);
  const inTurn = methods(sandbox).filter((method) => method !== 'auth.test');
  expect(inTurn[0]).toBe('conversations.create');
  expect(inTurn.slice(1, 6).toSorted()).toEqual(
    [
      'chat.postMessage',
      'chat.postMessage',
      'conversations.invite',
      'conversations.setPurpose',
      'conversations.setTopic',
    ].toSorted(),
  );
});

test('what stands as it should is left alone', async () => {
  const { sandbox, begin, start } = await world();
  const incident = await start();
  const surfaces = begin();
  await surfaces.converge(incident.id);
  const before = sandbox.calls.length;
  await surfaces.converge(incident.id);
  expect(sandbox.calls.length).toBe(before);
});

test('what was put on the record is said once, and what waited goes out together', async () => {
  const { sandbox, begin, start, logbook, hand } = await world();
  const incident = await start();
  const surfaces = begin();
  await surfaces.converge(incident.id);
  for (let i = 1; i <= 20; i++)
    await logbook.record(incident.id, hand, tellMoment({ kind: 'note', words: { text: `note ${i}` } }));
  await surfaces.converge(incident.id);
  await surfaces.converge(incident.id);
  const said = sandbox
    .channelNamed('inc-1-checkout-is-down')
    ?.messages.filter(({ text }) => /note \d/.test(text ?? ''));
  expect(said).toHaveLength(2);
  expect(
    said
      ?.map(({ text }) => text)
      .join('\n')
      .match(/note \d+/g),
  ).toEqual(Array.from({ length: 20 }, (_, i) => `note ${i + 1}`));
});

test('a line among a thousand messages is said once, also after a restart, and the messages cost no call', async () => {
  const { sandbox, begin, start, logbook, hand, ana } = await world();
  const incident = await start();
  const surfaces = begin();
  logbook.watch(surfaces.news);
  await surfaces.converge(incident.id);
  await logbook.settled();
  await surfaces.settled();
  const author = { id: ana.id, name: 'Ana Silva' };
  const messages = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => {
      const ref = {
        channel: 'C1',
        ts: `1772366400.${from + i}`,
        version: '',
        files: [],
        permalink: 'https://acme.slack.com/',
      };
      const decide = wordMessage({ ref, words: { text: `message ${from + i}` }, author, at: new Date(0) });
      return { hand, decide, messages: [ref] };
    });
  const before = sandbox.calls.length;
  await logbook.recordAll(incident.id, messages(100_000, 101_100));
  await logbook.settled();
  await surfaces.settled();
  expect(sandbox.calls.length).toBe(before);
  await logbook.record(incident.id, hand, tellMoment({ kind: 'note', words: { text: 'restarted db-2' } }));
  await logbook.recordAll(incident.id, messages(101_100, 101_110));
  await logbook.settled();
  await surfaces.settled();
  await surfaces.stop();
  await begin().converge(incident.id);
  const said = sandbox
    .channelNamed('inc-1-checkout-is-down')
    ?.messages.filter(({ text }) => text?.includes('restarted db-2'));
  expect(said).toHaveLength(1);
});

test('a post whose answer was lost is not posted again', async () => {
  const { sandbox, begin, start, logbook, hand } = await world();
  const incident = await start();
  const surfaces = begin();
  await surfaces.converge(incident.id);
  await logbook.record(incident.id, hand, tellMoment({ kind: 'note', words: { text: 'only once' } }));
  sandbox.faults.next('chat.postMessage', { reset: true, when: 'after' });
  await surfaces.converge(incident.id);
  await surfaces.converge(incident.id);
  const said = sandbox
    .channelNamed('inc-1-checkout-is-down')
    ?.messages.filter(({ text }) => text?.includes('only once'));
  expect(said).toHaveLength(1);
});

test('a name that strangers took gets a number; a channel of ours that nobody wrote down is taken over', async () => {
  const { sandbox, begin, start, ana } = await world();
  sandbox.channel('inc-1-checkout-is-down', { members: [ana] });
  const incident = await start();
  await begin().converge(incident.id);
  expect(sandbox.channelNamed('inc-1-checkout-is-down-2')).toBeDefined();

  sandbox.faults.next('conversations.create', { reset: true, when: 'after' });
  const second = await start('Search is slow');
  const surfaces = begin();
  await surfaces.converge(second.id);
  await surfaces.converge(second.id);
  expect(sandbox.channels().filter(({ name }) => name.startsWith('inc-2'))).toHaveLength(1);
});

test.each([
  ['emoji only', '🔥🔥🔥', 'inc-1'],
  ['markup only', '*_~<!channel>~_*', 'inc-1-channel'],
  ['200 characters', 'a'.repeat(200), `inc-1-${'a'.repeat(74)}`],
])('a title of %s gets a channel', async (_, title, name) => {
  const { sandbox, begin, start, warnings } = await world();
  const incident = await start(title);
  await begin().converge(incident.id);
  expect(warnings).toEqual([]);
  expect(sandbox.channelNamed(name)?.pinned).toHaveLength(1);
  expect(sandbox.people.flatMap((person) => person.sees().pings)).toEqual([]);
});

test('a private incident has a private channel and is never announced', async () => {
  const { sandbox, begin, start, lobby } = await world();
  const incident = await start('Leaked keys', true);
  await begin().converge(incident.id);
  expect(sandbox.channelNamed('inc-1-leaked-keys')?.isPrivate).toBe(true);
  expect(lobby.messages.filter(({ user }) => user === sandbox.botUserId)).toHaveLength(0);
});

test("topic, card and announcement follow the record; updates go into the announcement's thread", async () => {
  const { sandbox, begin, start, lobby, logbook, hand, ben } = await world();
  const incident = await start();
  const surfaces = begin();
  await surfaces.converge(incident.id);
  await logbook.record(incident.id, hand, assignRole('lead', { id: ben.id, name: 'Ben Okafor' }));
  await logbook.record(incident.id, hand, giveUpdate({ words: { text: 'Half is back' }, now: sandbox.clock.now() }));
  await surfaces.converge(incident.id);
  const channel = sandbox.channelNamed('inc-1-checkout-is-down');
  expect(channel?.topic).toContain('lead Ben Okafor');
  expect(channel?.members).toContain(ben.id);
  const posted = lobby.messages.filter(({ user }) => user === sandbox.botUserId);
  expect(posted).toHaveLength(2);
  expect(posted[1]?.thread_ts).toBe(posted[0]?.ts);
  expect(JSON.stringify(posted[1]?.blocks)).toContain('Half is back');
});

test.each([[true], [false]])(
  'at resolution the draft is in the channel as a message and a file (canvases: %s)',
  async (canvases) => {
    const { sandbox, begin, start, logbook, hand, warnings } = await world({ canvases });
    const incident = await start();
    const surfaces = begin();
    await logbook.record(incident.id, hand, resolve({ words: { text: 'Rolled back' } }));
    await surfaces.converge(incident.id);
    await surfaces.converge(incident.id);
    const channel = sandbox.channelNamed('inc-1-checkout-is-down');
    expect(warnings).toEqual([]);
    expect(JSON.stringify(channel?.messages)).toContain('the root cause');
    expect(sandbox.files.map(({ name }) => name)).toEqual(['postmortem-inc-1.md']);
    expect(channel?.canvas !== undefined).toBe(canvases);
  },
);

test('a topic that is too long for Slack is cut, and no entity in two', async () => {
  const { sandbox, begin, start, logbook, hand, warnings } = await world();
  const incident = await start();
  await logbook.record(incident.id, hand, assignRole('lead', { id: 'UBOBBY', name: '&'.repeat(300) }));
  await begin().converge(incident.id);
  const { topic = '' } = sandbox.channelNamed('inc-1-checkout-is-down') ?? {};
  expect(topic.length).toBeLessThanOrEqual(250);
  expect(topic).toMatch(/(&amp;)+…$/);
  expect(warnings.filter((each) => each.startsWith('topic'))).toEqual([]);
});

test('a document whose upload was not answered is not uploaded again', async () => {
  const { sandbox, begin, start, logbook, hand } = await world();
  const incident = await start();
  const surfaces = begin();
  await surfaces.converge(incident.id);
  await logbook.record(incident.id, hand, resolve({ words: { text: 'Rolled back' } }));
  sandbox.faults.next('files.completeUploadExternal', { reset: true, when: 'after' });
  await surfaces.converge(incident.id);
  await surfaces.converge(incident.id);
  expect(sandbox.files).toHaveLength(1);
});

test('a rate limit delays one surface and loses nothing', async () => {
  const { sandbox, begin, start } = await world();
  const incident = await start();
  sandbox.faults.next('conversations.setTopic', { status: 429, retryAfter: 1 });
  const surfaces = begin();
  await surfaces.converge(incident.id);
  expect(sandbox.channelNamed('inc-1-checkout-is-down')?.pinned).toHaveLength(1);
});
