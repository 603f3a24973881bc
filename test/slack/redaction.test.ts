import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { debrief } from '../cli/debrief.ts';
import { filesWith } from '../store/bytes.ts';
import { startProcess } from './bot-process.ts';
import { slackWorld, type World, type WorldOptions } from './workspace.ts';

let world: World;
let channel: Channel;

afterEach(() => world.close());

const begin = async (options: WorldOptions = {}): Promise<void> => {
  world = await slackWorld(options);
  channel = await world.opens();
};

const types = async (who: Person, line: string): Promise<string> => {
  const { words } = await who.types(`/incident ${line}`, channel.id);
  await world.settled();
  return words;
};
const presses = async (who: Person, button: string): Promise<string> => {
  const { messages, ephemerals } = who.sees(channel.id);
  const on = [...messages, ...ephemerals].findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(button));
  if (!on) throw new Error(`${who.name} sees no "${button}"`);
  await who.clicks(button, on);
  await world.settled();
  return JSON.stringify(who.sees(channel.id).ephemerals.at(-1)?.blocks ?? '');
};
/** In which files of the database, and in which messages that people see, something stands. */
const places = (words: string) => ({
  files: filesWith(world.home, words),
  slack: world.sandbox
    .channels()
    .flatMap(({ messages }) => messages)
    .filter(({ user, text, blocks }) => user !== world.ben.id && JSON.stringify([text, blocks]).includes(words)).length,
});

test('an entry is redacted after a question: log, files, lines, card and document lose the words', async () => {
  await begin();
  await types(world.ben, 'hypothesis the key is swordfish');
  await types(world.ben, 'edit #2 the key was swordfish2');
  await types(world.ana, 'ruled-out #2 no');
  expect(places('swordfish').slack).toBeGreaterThan(2);
  const question = await types(world.ben, 'redact 2');
  expect(question).toContain('*Redact #2?* It cannot be undone.');
  expect((await world.incident(channel)).moments[1]?.redacted).toBeUndefined();
  const receipt = await presses(world.ben, 'Destroy the words of #2');
  expect(receipt).toContain('The words of #2 are destroyed');
  expect(receipt).toContain('No file of the database holds them any more');
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
  const { moments } = await world.incident(channel);
  expect(moments[1]).toMatchObject({
    redacted: { by: { name: 'Ben' } },
    entry: { data: { words: { text: '(redacted)' } } },
  });
  expect(channel.messages.some(({ text }) => text.includes('*#2:* redacted: its words were destroyed (Ben)'))).toBe(
    true,
  );
  expect(world.bot().database.verify().difference).toBeUndefined();
});

test('who may not is refused, and nothing happens when it is left', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'lead @ana');
  await world.cleo.joins(channel.id);
  await world.settled();
  expect(await types(world.cleo, 'redact 2')).toContain('guests redact their own only');
  await types(world.ben, 'redact #2');
  expect(await presses(world.ben, 'Leave it as it is')).toContain('Nothing was destroyed: #2 is as it was.');
  expect(places('swordfish').files).not.toEqual([]);
});

const uses = async (who: Person, on: Parameters<Person['uses']>[1]): Promise<string> => {
  await who.uses('redact_message', on);
  await world.settled();
  return JSON.stringify(who.sees(channel.id).ephemerals.at(-1)?.blocks ?? '');
};
const log = async () => (await world.entries(channel)).map(({ kind }) => kind);

test('a message that nobody marked is redacted from its menu; its edits that come later do not bring it back', async () => {
  await begin();
  const message = await world.ben.posts('the key is swordfish', channel.id);
  await world.settled();
  expect(await uses(world.ben, message)).toContain('1 wording of the message');
  const receipt = await presses(world.ben, 'Destroy the words of that message');
  expect(receipt).toContain('delete it there');
  expect(receipt).toContain(`archives/${channel.id}/p${message.ts.replace('.', '')}`);
  expect(places('swordfish').files).toEqual([]);
  const before = await log();
  await world.ben.edits(message, 'the key was swordfish');
  await world.settled();
  expect(await log()).toEqual(before);
  expect(places('swordfish').files).toEqual([]);
  await world.ana.reacts('bulb', message);
  await world.settled();
  expect((await world.incident(channel)).moments).toHaveLength(1);
  await world.stop();
  await world.start();
  expect(places('swordfish').files).toEqual([]);
  expect(world.bot().database.verify().difference).toBeUndefined();
});

test('a marked message goes with its mark, and a task that was made of it', async () => {
  await begin();
  const message = await world.ben.posts('the key is swordfish', channel.id);
  await world.ana.reacts('bulb', message);
  await world.ana.reacts('memo', message);
  await world.settled();
  await presses(world.ana, 'Add the task');
  await types(world.ana, 'lead @ana');
  await uses(world.ana, message);
  await presses(world.ana, 'Destroy the words of #2');
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
  const { moments, tasks } = await world.incident(channel);
  expect(moments[1]?.entry.author.name).toBe('Ben');
  expect(tasks[0]?.words.text).toBe('(redacted)');
});

test('a task, a paragraph and a title are redacted, and who redacts a title is told to give another', async () => {
  world = await slackWorld();
  channel = await world.opens('swordfish is the key');
  await types(world.ana, 'task rotate swordfish');
  await types(world.ana, 'cause because of swordfish');
  expect(await types(world.ana, 'redact')).toContain('Which words?');
  expect(await types(world.ana, 'redact cause 3')).toContain('Which paragraph? `cause` has 1: `cause 1` is the first.');
  for (const [line, name] of [
    ['T1', 'T1'],
    ['cause', 'that paragraph'],
    ['1', '#1'],
  ]) {
    expect(await types(world.ana, `redact ${line}`)).toContain(`Redact ${name}?`);
    await presses(world.ana, `Destroy the words of ${name}`);
  }
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
  expect((await world.incident(channel)).title).toBe('(redacted)');
  const [last] = world.ana.sees(channel.id).ephemerals.slice(-1);
  expect(JSON.stringify(last?.blocks)).toContain('rename');
  expect(world.bot().database.verify().difference).toBeUndefined();
});

test('after the resolution the draft and the canvas lose the words, too, and an update in the announcements', async () => {
  await begin();
  await types(world.ana, 'update the key is swordfish');
  await types(world.ana, 'hide 2');
  await types(world.ana, 'note again: swordfish');
  await types(world.ana, 'resolve swordfish was revoked');
  const canvas = () => JSON.stringify(channel.canvas ?? '');
  expect(canvas()).toContain('swordfish');
  for (const number of [2, 3, 4]) {
    await types(world.ana, `redact ${number}`);
    await presses(world.ana, `Destroy the words of #${number}`);
  }
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
  expect(canvas()).not.toContain('swordfish');
});

test('who deletes a marked message may redact it with a button; one whose mark was taken back leaves nothing', async () => {
  await begin();
  const marked = await world.ben.posts('the key is swordfish', channel.id);
  const once = await world.ben.posts('the other key is mackerel', channel.id);
  await world.ana.reacts('bulb', marked);
  await world.settled();
  await world.ana.reacts('bulb', once);
  await world.settled();
  await world.clock.advance(1000);
  await world.ana.unreacts('bulb', once);
  await world.settled();
  await world.ben.deletes(marked);
  await world.ben.deletes(once);
  await world.settled();
  expect(places('mackerel')).toEqual({ files: [], slack: 0 });
  await presses(world.ben, 'Redact #2');
  await presses(world.ben, 'Destroy the words of #2');
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
  expect(world.bot().database.verify().difference).toBeUndefined();
});

test('two who redact the same: the second hears that it is done', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'lead @ana');
  await types(world.ben, 'redact 2');
  await types(world.ana, 'redact 2');
  const both = [world.ben, world.ana].map((who) => presses(who, 'Destroy the words of #2'));
  const said = await Promise.all(both);
  expect(said.filter((text) => text.includes('The words of #2 are destroyed'))).toHaveLength(1);
  expect(said.filter((text) => text.includes('was redacted by'))).toHaveLength(1);
  expect((await log()).filter((kind) => kind === 'entry.redacted')).toHaveLength(1);
});

test('while somebody reads the database the answer says so, and Debrief goes on until the words are gone', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  const reader = new Database(join(world.home, 'debrief.db'), { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM entries').get();
  await types(world.ben, 'redact 2');
  expect(await presses(world.ben, 'Destroy the words of #2')).toContain('Debrief tries again until they are gone');
  expect(places('swordfish').files).toContain('debrief.db-wal');
  reader.close();
  await expect.poll(() => places('swordfish').files, { timeout: 10_000 }).toEqual([]);
});

test('what the command line redacts while Debrief is down is put right in Slack after its start, however old', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'resolve it is over');
  await world.stop();
  await world.clock.advance(2 * 86_400_000);
  await world.start();
  await world.ana.types('/incident start another one', world.incidents.id);
  await world.settled();
  const other = world.sandbox.channels().at(-1);
  await world.ana.types('/incident resolve it is over', other?.id ?? '');
  await world.settled();
  await world.stop();
  const ran = await debrief(['redact', '1', '2', '--yes'], { DATABASE_URL: world.environment.DATABASE_URL ?? '' });
  expect(ran.code).toBe(0);
  expect(places('swordfish').files).toEqual([]);
  expect(places('swordfish').slack).toBeGreaterThan(0);
  await world.start();
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
}, 60_000);

test('an entry is redacted from its menu on the timeline', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ben, 'timeline');
  await presses(world.ben, 'Redact #2');
  await presses(world.ben, 'Destroy the words of #2');
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
  expect(await types(world.ben, 'timeline')).toContain('redacted by Ben');
});

test('a hold is told in the channel and on the card, and ends', async () => {
  await begin();
  const card = () =>
    JSON.stringify(channel.messages.find(({ blocks }) => JSON.stringify(blocks ?? []).includes('recorded by Debrief')));
  expect(card()).toContain('Kept 90 days after its end; what is on the timeline stays.');
  expect(await types(world.ana, 'hold the auditors ask')).toContain('INC-1 is held');
  expect(card()).toContain('Kept until Ana or another releases it');
  expect(channel.messages.some(({ text }) => text.includes('*Hold:* the auditors ask (Ana)'))).toBe(true);
  expect(await types(world.ben, 'hold')).toContain('held already, by Ana');
  await world.cleo.joins(channel.id);
  expect(await types(world.cleo, 'hold off')).toContain('needs a member');
  expect(await types(world.ben, 'hold off')).toContain('not held any more');
  expect(card()).toContain('Kept 90 days after its end');
});

test('words that were destroyed before a kill -9 are taken out of the files after the next start', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await world.stop();
  const bot = startProcess(world.environment);
  await bot.ready();
  const reader = new Database(join(world.home, 'debrief.db'), { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM entries').get();
  const ran = await debrief(['redact', '1', '2', '--yes'], { DATABASE_URL: world.environment.DATABASE_URL ?? '' });
  expect(ran.err).toContain('the bot tries again until they are gone');
  await bot.kill('SIGKILL');
  expect(places('swordfish').files).toEqual(['debrief.db', 'debrief.db-wal']);
  reader.close();
  await world.start();
  await expect.poll(() => places('swordfish').files, { timeout: 10_000 }).toEqual([]);
  expect(places('swordfish').slack).toBe(0);
}, 60_000);

test('a reply that Slack tells with the message that it answers does not bring the words back', async () => {
  await begin();
  const message = await world.ben.posts('the key is swordfish', channel.id);
  await world.settled();
  await uses(world.ben, message);
  await presses(world.ben, 'Destroy the words of that message');
  const inner = {
    ...{ type: 'message', subtype: 'thread_broadcast', channel: channel.id, user: world.ana.id, text: 'oh dear' },
    ...{
      ts: '1772366499.000100',
      thread_ts: message.ts,
      root: { ts: message.ts, user: world.ben.id, text: 'the key is swordfish' },
    },
  };
  const body = JSON.stringify({ type: 'event_callback', event_id: 'EvBroadcast', event: inner });
  const { inbox } = world.bot().database;
  await inbox.put({
    key: 'EvBroadcast',
    kind: 'event',
    team: 'T1',
    channel: channel.id,
    body,
    receivedAt: 1,
    transport: 'socket',
  });
  await world.ana.posts('so what now', channel.id);
  await world.settled();
  expect(await log()).toContain('message.worded');
  await expect.poll(() => places('swordfish').files, { timeout: 10_000 }).toEqual([]);
});

test('what is written while Debrief is down about a redacted message is not taken up by reading the channel', async () => {
  await begin();
  const message = await world.ben.posts('the key is swordfish', channel.id);
  await world.settled();
  await uses(world.ben, message);
  await presses(world.ben, 'Destroy the words of that message');
  await world.stop();
  await world.clock.advance(600_000);
  await world.ben.edits(message, 'the key was swordfish');
  const missed = await world.ben.posts('nobody heard me', channel.id);
  await world.start();
  const entries = await world.entries(channel);
  expect(entries.filter(({ kind }) => kind === 'message.worded').map(({ data }) => data)).toMatchObject([
    { words: { text: '(redacted)' } },
    { message: { ts: missed.ts } },
  ]);
  expect(places('swordfish').files).toEqual([]);
});

test('a person who is erased while the bot runs is gone from what Slack shows, too', async () => {
  await begin();
  await types(world.ben, 'lead @ben');
  await types(world.ben, 'update the key is swordfish');
  await types(world.ben, 'hide 3');
  await types(world.ana, 'task rotate the key @ben');
  const message = await world.ben.posts('mackerel', channel.id);
  await world.ana.reacts('bulb', message);
  await world.settled();
  expect(places('swordfish').slack).toBeGreaterThan(1);
  const env = { DATABASE_URL: world.environment.DATABASE_URL ?? '' };
  const ran = await debrief(['person', world.ben.id, '--erase', '--yes'], env);
  expect(ran).toMatchObject({ code: 0 });
  await expect.poll(() => places('swordfish'), { timeout: 10_000 }).toEqual({ files: [], slack: 0 });
  await expect.poll(() => places('mackerel'), { timeout: 10_000 }).toEqual({ files: [], slack: 0 });
  const shown = () =>
    JSON.stringify(channel.messages.filter(({ user }) => user !== world.ben.id).map(({ blocks }) => blocks));
  await expect.poll(shown, { timeout: 10_000 }).not.toMatch(/\(Ben\)|lead Ben/i);
  expect(shown()).toContain('erased person');
  expect(world.bot().database.verify().difference).toBeUndefined();
}, 60_000);

test('a paragraph that was taken out of its section is still in the log, and can be destroyed', async () => {
  await begin();
  await types(world.ben, 'fix swordfish was typed again');
  await types(world.ben, 'fix');
  await presses(world.ben, 'Remove');
  expect(await types(world.ben, 'redact fix')).toContain('`fix removed` is what was taken out of it');
  await types(world.ben, 'redact fix removed');
  await presses(world.ben, 'Destroy the words of what was taken out of fix');
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
});

test('why an incident was held and released is destroyed, by who said it', async () => {
  await begin();
  expect(await types(world.ben, 'hold legal asks for swordfish')).toContain('`/incident redact hold`');
  await types(world.ana, 'hold off they have what they need');
  expect(places('swordfish').slack).toBeGreaterThan(0);
  await types(world.ben, 'redact hold');
  expect(await presses(world.ben, 'Destroy the words of what was said with hold')).toContain('are destroyed');
  expect(places('swordfish')).toEqual({ files: [], slack: 0 });
  expect(places('they have what').slack).toBeGreaterThan(0);
  expect((await log()).filter((kind) => kind.startsWith('words.'))).toEqual(['words.held', 'words.released']);
  expect(world.bot().database.verify().difference).toBeUndefined();
});

test('the answer says whether Slack shows the words still, and they go when Slack lets Debrief', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ben, 'note another is mackerel');
  await types(world.ben, 'redact 2');
  expect(await presses(world.ben, 'Destroy the words of #2')).toContain('What Debrief shows in Slack is put right');
  await types(world.ben, 'redact 3');
  world.sandbox.faults.always('chat.update', { status: 503 });
  const answer = await presses(world.ben, 'Destroy the words of #3');
  expect(answer).toContain('The words of #3 are destroyed in the log.');
  expect(answer).toContain('Slack still shows some of it in what Debrief posted there.');
  expect(places('mackerel').slack).toBeGreaterThan(0);
  world.sandbox.faults.clear();
  await expect
    .poll(
      async () => {
        await world.clock.advance(30_000);
        await world.settled();
        return places('mackerel');
      },
      { timeout: 20_000 },
    )
    .toEqual({ files: [], slack: 0 });
}, 40_000);
