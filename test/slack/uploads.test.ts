import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { debrief } from '../cli/debrief.ts';
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

/** The answer, after everything that follows from it. */
const redacts = async (who: Person, what: string): Promise<string> => {
  await types(who, `redact ${what}`);
  return confirms(who);
};

const confirms = async (who: Person): Promise<string> => {
  const asked = who.sees(channel.id).ephemerals.findLast(({ blocks }) => JSON.stringify(blocks).includes('redact_now'));
  const name = /Destroy the words of [^"]+/.exec(JSON.stringify(asked?.blocks))?.[0] ?? '';
  await who.clicks(name, asked!);
  await world.settled();
  return JSON.stringify(who.sees(channel.id).ephemerals.at(-1)?.blocks);
};

/** Another incident has ended long after: of the first, nothing is put right by itself. */
const yearLater = async (): Promise<void> => {
  await world.stop();
  await world.clock.advance(365 * 86_400_000);
  await world.start();
  const other = await world.opens('Login is down');
  await world.ana.types('/incident resolve it is over', other.id);
  await world.settled();
};

type There = { readonly name: string; readonly text: string };

/** The files that people can open. */
const files = (): There[] =>
  world.sandbox.files
    .filter(({ complete, deleted }) => complete && !deleted)
    .map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }));
const namesWith = (words: string): string[] => files().flatMap(({ name, text }) => (text.includes(words) ? name : []));
/** What is uploaded but not shared is seen by nobody. */
const shared = (): string[] =>
  channel.messages.flatMap(({ files: enclosed = [] }) => enclosed.map(({ mode }) => String(mode)));
const called = (method: string): number => world.sandbox.calls.filter((call) => call.method === method).length;

test('after a redaction the draft is there without the words, and exports that hold them are deleted', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'resolve it is over');
  await types(world.ana, 'export json');
  await types(world.ana, 'export html');
  expect(namesWith('swordfish')).toEqual(['postmortem-inc-1.md', 'postmortem-inc-1.json', 'postmortem-inc-1.html']);
  const asked = await types(world.ben, 'redact 2');
  expect(asked).toContain('Documents that Debrief uploaded here before are deleted, too');
  const answer = await confirms(world.ben);
  expect(answer).toContain(`/files/${world.sandbox.botUserId}/`);
  expect(answer).toContain('postmortem-inc-1.json');
  expect(files().map(({ name }) => name)).toEqual(['postmortem-inc-1.md']);
  expect(files()[0]?.text).toContain('(redacted)');
  expect(JSON.stringify(channel.messages)).not.toContain('swordfish');
  expect(called('files.delete')).toBe(3);
  await world.bot().converge((await world.incident(channel)).id);
  expect(files()).toHaveLength(1);
});

test('what no file can hold deletes none: a message that nobody marked is in the full log only, a later note nowhere', async () => {
  await begin();
  const message = await world.ben.posts('the key is swordfish', channel.id);
  await world.settled();
  await types(world.ana, 'resolve it is over');
  await types(world.ana, 'export json');
  await types(world.ben, 'note later: mackerel');
  await redacts(world.ben, '3');
  expect(called('files.delete')).toBe(0);
  await world.ben.uses('redact_message', message);
  await world.settled();
  expect(await confirms(world.ben)).toContain('postmortem-inc-1.json');
  expect(files().map(({ name }) => name)).toEqual(['postmortem-inc-1.md']);
  expect(called('files.delete')).toBe(1);
});

test.each([
  ['before its bytes are there', 'files.getUploadURLExternal', 1],
  ['while it becomes visible', 'files.completeUploadExternal', 0],
])('words that are destroyed while an export goes up, %s, are in no file', async (_, method, anew) => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ben, 'redact 2');
  world.sandbox.faults.next(method, { latency: 5_000 });
  await world.ana.types('/incident export markdown', channel.id);
  await expect.poll(() => called(method)).toBe(1);
  const asked = world.ben.sees(channel.id).ephemerals.at(-1)!;
  await world.ben.clicks('Destroy the words of #2', asked);
  await world.clock.advance(5_000);
  await world.settled();
  expect(namesWith('swordfish')).toEqual([]);
  expect(files()).toHaveLength(anew);
});

test('words that are destroyed while the draft goes up are in no file, and the draft is', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ben, 'redact 2');
  const asked = world.ben.sees(channel.id).ephemerals.at(-1)!;
  world.sandbox.faults.next('files.getUploadURLExternal', { latency: 5_000 });
  await world.ana.types('/incident resolve it is over', channel.id);
  await expect.poll(() => called('files.getUploadURLExternal')).toBe(1);
  await world.ben.clicks('Destroy the words of #2', asked);
  await world.clock.advance(5_000);
  await world.settled();
  await world.clock.advance(30_000);
  await world.settled();
  expect(files()).toHaveLength(1);
  expect(namesWith('swordfish')).toEqual([]);
  expect(shared()).toEqual(['snippet']);
});

test('a kill -9 in the moment in which the draft became visible: it is found, and not given again, and deleted later', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await world.stop();
  const bot = startProcess(world.environment);
  await bot.ready();
  world.sandbox.faults.next('files.completeUploadExternal', { reset: true, when: 'after' });
  world.sandbox.faults.always('files.info', { status: 503 });
  await world.ana.types('/incident resolve it is over', channel.id);
  await expect.poll(() => called('files.completeUploadExternal'), { timeout: 10_000 }).toBe(1);
  await bot.kill('SIGKILL');
  world.sandbox.faults.clear();
  await world.start();
  expect(files()).toHaveLength(1);
  expect(called('files.completeUploadExternal')).toBe(1);
  await redacts(world.ben, '2');
  expect(namesWith('swordfish')).toEqual([]);
  expect(files()).toHaveLength(1);
}, 60_000);

test('what the command line redacts while Debrief is down is deleted after its start', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'export markdown');
  await world.stop();
  await debrief(['redact', '1', '2', '--yes'], { DATABASE_URL: world.environment.DATABASE_URL ?? '' });
  await world.start();
  expect(files()).toEqual([]);
}, 60_000);

test('the messages of a person who is erased are in no full log that was uploaded', async () => {
  await begin();
  await world.ben.posts('the key is swordfish', channel.id);
  await world.settled();
  await types(world.ana, 'export json');
  await types(world.ana, 'export markdown');
  await world.stop();
  const database = { DATABASE_URL: world.environment.DATABASE_URL ?? '' };
  expect((await debrief(['person', world.ben.id, '--erase', '--yes'], database)).code).toBe(0);
  await world.start();
  expect(files().map(({ name }) => name)).toEqual(['postmortem-inc-1.md']);
  expect(await world.bot().database.unshown.pending()).toEqual([]);
}, 60_000);

test('a message that is deleted in Slack is in no full log that was uploaded; what never held its words stays', async () => {
  await begin();
  const [one, two] = [
    await world.ben.posts('the key is swordfish', channel.id),
    await world.ben.posts('the key is mackerel', channel.id),
  ];
  await world.settled();
  await types(world.ana, 'export json');
  await types(world.ana, 'export markdown');
  expect(files()).toHaveLength(2);
  const after = await world.ben.posts('said after it', channel.id);
  await world.settled();
  await world.ben.deletes(after);
  await world.settled();
  expect(called('files.delete')).toBe(0);
  await world.ben.deletes(one!);
  await world.settled();
  expect(files().map(({ name }) => name)).toEqual(['postmortem-inc-1.md']);
  await types(world.ana, 'export json');
  await types(world.ana, 'resolve it is over');
  await yearLater();
  expect(namesWith('mackerel')).toEqual(['postmortem-inc-1.json']);
  await world.ben.deletes(two!);
  await world.settled();
  expect(namesWith('mackerel')).toEqual([]);
  await world.clock.advance(30_000);
  await world.settled();
  expect(await world.bot().database.unshown.pending()).toEqual([]);
});

test('an old full log that Slack did not delete is not forgotten over a restart', async () => {
  await begin();
  const message = await world.ben.posts('the key is swordfish', channel.id);
  await types(world.ana, 'resolve it is over');
  await types(world.ana, 'export json');
  await yearLater();
  world.sandbox.faults.always('files.delete', { status: 503 });
  await world.ben.deletes(message);
  await world.settled();
  expect(namesWith('swordfish')).toEqual(['postmortem-inc-1.json']);
  await world.stop();
  world.sandbox.faults.clear();
  await world.start();
  await world.clock.advance(30_000);
  await world.settled();
  expect(namesWith('swordfish')).toEqual([]);
  expect(await world.bot().database.unshown.pending()).toEqual([]);
});

test('where Slack refuses to delete a file, who redacted is asked to, once, and the operator is told', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'resolve it is over');
  world.sandbox.faults.always('files.delete', { error: 'cant_delete_file' });
  await redacts(world.ben, '2');
  expect(JSON.stringify(world.ben.sees(channel.id).ephemerals)).toContain('Slack still shows some of it');
  const told = () =>
    world.ben.sees(channel.id).ephemerals.filter(({ text }) => text.includes('does not let Debrief delete it'));
  expect(told()).toHaveLength(1);
  expect(told()[0]?.text).toContain('postmortem-inc-1.md');
  expect(world.told.filter(({ facts }) => JSON.stringify(facts).includes('cant_delete_file'))).toHaveLength(1);
  expect(files()).toHaveLength(2);
  await world.stop();
  await world.start();
  await world.clock.advance(60_000);
  await world.settled();
  expect(told()).toHaveLength(1);
  expect(called('files.delete')).toBe(1);
  world.sandbox.faults.clear();
  expect(await redacts(world.ana, '3')).toContain('is put right: card, lines, announcement and documents');
  expect(files()).toHaveLength(1);
  expect(told()).toHaveLength(1);
});

test.each([
  ['is slow', { status: 429, retryAfter: 2 }],
  ['is down', { status: 503 }],
  ['loses its answer', { reset: true, when: 'after' }],
  ['lacks a scope', { error: 'missing_scope' }],
] as const)('while Slack %s nothing is forgotten: the file is gone when it works again', async (_, fault) => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'resolve it is over');
  world.sandbox.faults.always('files.delete', fault);
  await redacts(world.ben, '2');
  expect(files()).toHaveLength('when' in fault ? 0 : 1);
  await world.stop();
  world.sandbox.faults.clear();
  await world.start();
  expect(files()).toHaveLength(1);
  expect(namesWith('swordfish')).toEqual([]);
});

test('of a draft that an earlier version uploaded it is not known which file it is: the answer names it', async () => {
  await begin();
  await types(world.ben, 'note the key is swordfish');
  await types(world.ana, 'resolve it is over');
  await world.stop();
  const database = new Database(join(world.home, 'debrief.db'));
  database.exec(`DELETE FROM surfaces WHERE name LIKE 'upload:%'`);
  database.close();
  await world.start();
  expect(files()).toHaveLength(1);
  expect(await redacts(world.ben, '2')).toContain('the draft that was uploaded here (delete it in the channel)');
});
