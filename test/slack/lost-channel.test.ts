import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let room: Channel;
let id: string;
afterEach(() => world.close());

const loses = async (how = 'checkout is down', before: readonly string[] = []): Promise<void> => {
  world = await slackWorld();
  room = await world.opens(how);
  for (const line of before) await world.ana.types(`/incident ${line}`, room.id);
  await world.settled();
  id = (await world.incident(room)).id;
  await world.sandbox.deleteChannel(room, world.ben);
  await world.settled();
};
const types = async (who: World['ana'], line: string, place = world.incidents.id): Promise<string> => {
  const { words } = await who.types(`/incident ${line}`, place);
  await world.settled();
  return words;
};
const incident = () => world.bot().logbook.read(id);
const direct = (person: World['ana']) =>
  world.sandbox.calls.filter(({ method, args }) => method === 'chat.postMessage' && args.channel === person.id);
const told = () => world.incidents.messages.map(({ text }) => text).join('\n');

test('who leads and whoever reads the announcement are told once that the channel was deleted, and how to go on', async () => {
  await loses('checkout is down', ['lead @ben']);
  expect(told()).toContain('The channel of *INC-1* checkout is down was deleted in Slack.');
  expect(direct(world.ben).map(({ args }) => args.text)).toEqual([
    expect.stringContaining('`/incident INC-1 resolve …`'),
  ]);
  expect(direct(world.ana)).toEqual([]);
  expect((await incident()).moments.at(-1)?.entry).toMatchObject({ kind: 'channel.deleted' });
  const said = told();
  await world.stop();
  await world.start();
  await world.clock.advance(120_000);
  await world.settled();
  expect(told()).toBe(said);
  expect(direct(world.ben)).toHaveLength(1);
});

test('Slack is not asked again and again for a channel that is gone', async () => {
  await loses();
  const asked = () =>
    world.sandbox.calls.filter(({ args }) => args.channel === room.id || args.channel_id === room.id).length;
  const before = asked();
  await world.clock.advance(540_000);
  await world.settled();
  expect(asked()).toBe(before);
});

test('an incident without its channel is told, corrected, read and resolved from another one, by its number', async () => {
  await loses();
  expect(await types(world.ana, 'INC-1 note we talk by phone now')).toContain('INC-1');
  expect(await types(world.ana, 'inc-1')).toContain('INC-1 is investigating');
  expect(await types(world.ana, 'inc-1: task call the vendor')).toContain('is shown in no channel');
  expect(await types(world.ana, 'INC-1 timeline')).toContain('we talk by phone now');
  expect(await types(world.ana, 'INC-1 postmortem')).toContain('we talk by phone now');
  expect(await types(world.ana, 'INC-1 export')).toContain('nowhere to upload it');
  expect(await types(world.ana, 'INC-1 resolve rolled back')).toContain('resolved');
  const { status, tasks } = await incident();
  expect({ status, tasks: tasks.length }).toEqual({ status: 'resolved', tasks: 1 });
  expect(told()).toContain('resolved');
});

test('a form that was opened by number resolves it, too', async () => {
  await loses();
  await world.ana.types('/incident INC-1 resolve', world.incidents.id);
  await world.settled();
  const form = world.ana.sees().modal;
  await world.ana.submits(form!, { words: 'rolled back' });
  await world.settled();
  expect((await incident()).status).toBe('resolved');
});

test('who may not see an incident reads the same as for none, and nothing is written', async () => {
  world = await slackWorld();
  await types(world.ana, 'start --private swordfish is down');
  room = world.sandbox.channels().find(({ name }) => name.includes('swordfish'))!;
  await types(world.ana, 'lead @ben', room.id);
  id = (await world.incident(room)).id;
  await world.sandbox.deleteChannel(room, world.ben);
  await world.settled();
  expect(told()).not.toContain('swordfish');
  expect(direct(world.ben)).toHaveLength(1);
  const seq = (await incident()).seq;
  const dora = world.sandbox.person('Dora');
  world.sandbox.channel('lobby', { members: [dora, world.ben, world.cleo], bot: true });
  await world.settled();
  const lobby = world.sandbox.channelNamed('lobby')!.id;
  expect(await types(dora, 'INC-1 note hello', lobby)).toContain('There is no INC-1 that you can see');
  expect(await types(dora, 'INC-9 note hello', lobby)).toContain('There is no INC-9 that you can see');
  expect(await types(world.cleo, 'INC-1 note hello', lobby)).toContain('There is no INC-1 that you can see');
  expect((await incident()).seq).toBe(seq);
  expect(await types(world.ben, 'INC-1 note we talk by phone', lobby)).toContain('note');
});

test('words that begin with a number are words: nothing is written into another incident by mistake', async () => {
  world = await slackWorld();
  room = await world.opens();
  const other = await world.opens('search is slow');
  const answer = await types(world.ana, 'INC-1 is related', other.id);
  expect(answer).toContain('nothing was done');
  expect(await types(world.ana, 'note INC-1 is related', other.id)).toContain('#');
  expect((await world.incident(room)).moments).toHaveLength(1);
  // Its own channel shows what was written from elsewhere.
  await types(world.ana, 'INC-1 note seen in search, too', other.id);
  expect(room.messages.map(({ text }) => text).join('\n')).toContain('seen in search, too');
});

test('who was put out of a private incident hears and sees nothing more of it when its channel is deleted', async () => {
  world = await slackWorld();
  await types(world.ana, 'start --private swordfish is down');
  room = world.sandbox.channels().find(({ name }) => name.includes('swordfish'))!;
  await types(world.ana, 'lead me', room.id);
  await world.ana.invites(world.ben, room);
  await world.settled();
  id = (await world.incident(room)).id;
  await world.ana.leaves(room);
  await types(world.ben, 'rename Ana leaked it', room.id);
  await world.sandbox.deleteChannel(room, world.ben);
  await world.settled();
  expect(direct(world.ana)).toEqual([]);
  expect(await types(world.ana, 'INC-1 timeline')).toContain('There is no INC-1 that you can see');
  await world.stop();
  await world.start();
  expect(await types(world.ana, 'INC-1 note it was not me')).toContain('There is no INC-1 that you can see');
  expect((await incident()).moments.at(-1)?.entry.kind).toBe('channel.deleted');
});

test('a document is not uploaded elsewhere while an incident has no channel yet', async () => {
  world = await slackWorld();
  world.sandbox.faults.always('conversations.create', { error: 'restricted_action' });
  await types(world.ana, 'start checkout is down');
  const lobby = world.sandbox.channel('lobby', { members: [world.ana, world.cleo], bot: true });
  expect(await types(world.ana, 'INC-1 export json', lobby.id)).toContain('no channel yet');
  expect(world.sandbox.calls.filter(({ method }) => method.startsWith('files.'))).toEqual([]);
});

test('an incident that is made private without a channel is left to who opened it, and nobody is told to convert one', async () => {
  await loses('swordfish leaked');
  const asked = await types(world.ana, 'INC-1 private', world.general.id);
  expect(asked).toContain('for who opened it or has a role in it only');
  await world.ana.clicks('make_private', world.ana.sees(world.general.id).ephemerals.at(-1)!);
  await world.settled();
  const answer = world.ana.sees(world.general.id).ephemerals.at(-1)!.text;
  expect(answer).toContain('INC-1 is private');
  expect(`${asked}${answer}`).not.toContain('convert');
  expect(told()).not.toContain('swordfish');
  expect(await types(world.ben, 'INC-1 timeline')).toContain('There is no INC-1 that you can see');
  expect(await types(world.ana, 'INC-1 timeline')).toContain('swordfish');
});
