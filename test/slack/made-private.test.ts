import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { rawRequests } from './raw-requests.ts';
import { slackWorld, type World, type WorldOptions } from './workspace.ts';

let world: World;
afterEach(() => world.close());

/** An open, public incident with one update that was told to the stakeholders. */
const told = async (options: WorldOptions = {}): Promise<Channel> => {
  world = await slackWorld(options);
  const room = await world.opens('the vault key leaked');
  await world.ana.types('/incident update we are rotating the vault key', room);
  await world.settled();
  return room;
};
const announced = () => world.sandbox.messagesIn(world.incidents).filter(({ bot_id }) => bot_id);
const words = (): string => JSON.stringify(announced().map(({ text, blocks }) => [text, blocks]));
const makePrivate = async (room: Channel): Promise<string> => {
  await world.ana.types('/incident private', room);
  const question = world.ana.sees(room).ephemerals.at(-1);
  if (!question) throw new Error('nothing was asked');
  await world.ana.clicks('Make INC-1 private', question);
  await world.settled();
  return world.ana.sees(room).ephemerals.at(-1)?.text ?? '';
};
const lists = async (who = world.ben): Promise<string> =>
  (await who.types('/incident list vault', world.incidents)).words;

test('`private` says first what it means, and does nothing', async () => {
  const room = await told();
  const { words: said } = await world.ana.types('/incident private', room);
  expect(said).toMatch(/Nothing is done yet.*cannot be made public again.*everybody in the workspace can read it/s);
  expect((await world.incident(room)).private).toBe(false);
});

test('its announcement is taken back, and a person is told to convert the channel', async () => {
  const room = await told();
  expect(words()).toContain('rotating the vault key');
  expect(await makePrivate(room)).toMatch(/INC-1 is private.*please do.*Until then everybody/s);
  expect(announced().map(({ text }) => text)).toEqual(['INC-1 is restricted']);
  expect(words()).not.toMatch(/vault|sev|<#C/);
  expect(JSON.stringify(world.sandbox.messagesIn(room).map(({ blocks }) => blocks))).toContain('its channel is not');
  expect((await world.entries(room)).at(-1)).toMatchObject({
    kind: 'incident.made-private',
    recorder: { name: 'Ana' },
  });
});

test('from then on nothing more is told of it', async () => {
  const room = await told();
  await makePrivate(room);
  for (const line of ['update the new key is out', 'rename the vault key and its backup leaked', 'resolve all rotated'])
    await world.ana.types(`/incident ${line}`, room);
  await world.settled();
  expect(announced().map(({ text }) => text)).toEqual(['INC-1 is restricted']);
  expect(words()).not.toMatch(/vault|rotat/);
});

test('lists and searches hide it at once, for all but the members of its channel', async () => {
  const room = await told();
  const eve = world.sandbox.person('Eve');
  await eve.joins(world.incidents);
  expect(await lists(eve)).toContain('INC-1');
  await makePrivate(room);
  expect(await lists(eve)).not.toMatch(/INC-1|leaked/);
  expect(await lists(world.ben)).toContain('INC-1');
  await eve.joins(room);
  await world.settled();
  expect(await lists(eve)).toContain('INC-1');
});

test('while Slack is down it is hidden all the same, and its announcement follows when Slack is back', async () => {
  const room = await told();
  const eve = world.sandbox.person('Eve');
  await eve.joins(world.incidents);
  const { faults } = world.sandbox;
  for (const method of ['chat.update', 'chat.delete'] as const) faults.always(method, { status: 500 });
  await makePrivate(room);
  expect(await lists(eve)).not.toContain('INC-1');
  expect(words()).toContain('vault');
  faults.clear();
  await world.bot().converge((await world.incident(room)).id);
  await world.settled();
  expect(words()).not.toContain('vault');
});

test('a resolved one that was made private while Slack was down is taken back after a restart', async () => {
  const room = await told();
  await world.ana.types('/incident resolve all rotated', room);
  await world.settled();
  for (let later = 0; later < 2; later++) world.clock.set(new Date(+world.clock.now() + 24 * 3_600_000));
  const other = await world.opens('checkout is down');
  await world.ana.types('/incident resolve it is up', other);
  await world.settled();
  world.sandbox.faults.always('chat.update', { status: 500 });
  await makePrivate(room);
  await world.stop();
  world.sandbox.faults.clear();
  await world.start();
  expect(words()).not.toContain('vault');
});

test('an announcement of which nobody knows whether it arrived is looked for, and taken back', async () => {
  world = await slackWorld();
  const { faults } = world.sandbox;
  faults.always('chat.postMessage', { reset: true, when: 'after' });
  const room = await world.opens('the vault key leaked');
  await world.ana.types('/incident update we are rotating the vault key', room);
  await world.settled();
  await makePrivate(room);
  faults.clear();
  expect(announced().map(({ text }) => text)).toEqual(['INC-1 is restricted']);
  expect(words()).not.toContain('vault');
});

test('what Slack does not let us take back is told to the operator once, and not tried for ever', async () => {
  const room = await told();
  world.sandbox.faults.always('chat.update', { error: 'cant_update_message' });
  await makePrivate(room);
  expect(world.told.map(({ facts }) => facts)).toContainEqual(
    expect.objectContaining({ surface: 'announcement', error: 'cant_update_message' }),
  );
  const tries = () => world.sandbox.calls.filter(({ args }) => args.text === 'INC-1 is restricted').length;
  expect(tries()).toBe(1);
  world.sandbox.faults.clear();
  await world.bot().converge((await world.incident(room)).id);
  await world.settled();
  expect(tries()).toBe(1);
  expect(JSON.stringify(announced())).not.toContain('we are rotating');
});

test('twice is refused, and a press of an old button writes nothing more', async () => {
  const room = await told();
  await world.ana.types('/incident private', room);
  const old = world.ana.sees(room).ephemerals.at(-1);
  await makePrivate(room);
  if (old) await world.ana.clicks('Make INC-1 private', old).catch(() => {});
  await world.settled();
  expect((await world.ana.types('/incident private', room)).words).toContain('INC-1 is private already.');
  const made = (await world.entries(room)).filter(({ kind }) => kind === 'incident.made-private');
  expect(made).toHaveLength(1);
});

test('a guest cannot make an incident private', async () => {
  const room = await told();
  await world.cleo.joins(room);
  await world.settled();
  expect((await world.cleo.types('/incident private', room)).words).toMatch(/guest/i);
  expect((await world.incident(room)).private).toBe(false);
});

/** Slack says that something became of a channel. */
const happens = async (event: object): Promise<void> => {
  const raw = await rawRequests(world);
  expect(await raw.post(raw.event(event), { type: 'application/json' })).toMatchObject({ status: 200 });
  await world.settled();
  await raw.close();
};
const conversion = (subtype: string, channel: string) => ({
  ...{ type: 'message', subtype, channel, user: world.ben.id, text: 'converted', ts: '1772366999.000100' },
  channel_type: 'group',
});

test('a channel that a person makes private makes its incident private', async () => {
  const room = await told({ http: true });
  await happens(conversion('channel_convert_to_private', room.id));
  expect(await world.incident(room)).toMatchObject({ private: true, channel: { private: true } });
  expect((await world.entries(room)).slice(-2)).toMatchObject([
    { kind: 'channel.converted', data: { private: true }, recorder: { name: 'Ben' } },
    { kind: 'incident.made-private' },
  ]);
  expect(announced().map(({ text }) => text)).toEqual(['INC-1 is restricted']);
});

test('once the channel is converted, nobody is asked to convert it any more', async () => {
  const room = await told({ http: true });
  await makePrivate(room);
  await happens(conversion('channel_convert_to_private', room.id));
  await happens(conversion('channel_convert_to_private', room.id));
  const card = world.sandbox
    .messagesIn(room)
    .find(({ blocks }) => JSON.stringify(blocks ?? []).includes('card_actions'));
  expect(JSON.stringify(card)).not.toContain('its channel is not');
  expect((await world.entries(room)).filter(({ kind }) => kind === 'channel.converted')).toHaveLength(1);
});

test('a channel that is made public makes nothing public', async () => {
  const room = await told({ http: true });
  await happens(conversion('channel_convert_to_private', room.id));
  await happens(conversion('channel_convert_to_public', room.id));
  expect(await world.incident(room)).toMatchObject({ private: true, channel: { private: false } });
  expect(announced().map(({ text }) => text)).toEqual(['INC-1 is restricted']);
});

test('an incident follows its channel to another id', async () => {
  const room = await told({ http: true });
  const moved = { type: 'channel_id_changed', old_channel_id: room.id, new_channel_id: 'C0NEWHOME' };
  await happens(moved);
  await happens(moved);
  const head = await world.bot().logbook.head({ channel: 'C0NEWHOME' });
  expect(head).toMatchObject({ number: 1 });
  expect(await world.bot().logbook.head({ channel: room.id })).toBeUndefined();
  const said = {
    type: 'message',
    channel: 'C0NEWHOME',
    user: world.ben.id,
    text: 'are we still here?',
    ts: '1772367000.000100',
  };
  await happens(said);
  const log = await world.bot().logbook.entries(head?.id ?? '');
  expect(log.filter(({ kind }) => kind === 'channel.moved')).toHaveLength(1);
  expect(log.at(-1)).toMatchObject({ kind: 'message.worded', data: { words: { text: 'are we still here?' } } });
});

test('a channel that is deleted takes nothing from the record, and is told where the incident is announced', async () => {
  const room = await told({ http: true });
  await world.sandbox.deleteChannel(room, world.ben);
  await world.settled();
  expect(await world.incident(room)).toMatchObject({ status: 'investigating', channel: { deleted: true } });
  expect(words()).toContain('Its channel was deleted.');
  expect(await lists()).toContain('INC-1');
});

test('an incident that is over is private once its channel was made so while Debrief was down', async () => {
  world = await slackWorld();
  const room = await world.opens('swordfish is down');
  await world.ana.types('/incident resolve it is over', room.id);
  await world.settled();
  await world.stop();
  await world.ben.convertsToPrivate(room);
  await world.start();
  expect(await world.incident(room)).toMatchObject({ private: true, status: 'resolved' });
  expect(world.incidents.messages.map(({ text }) => text)).toEqual(['INC-1 is restricted']);
});
