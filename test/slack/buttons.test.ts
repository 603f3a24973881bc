import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

let world: DeskWorld;
let room: Channel;
beforeAll(async () => {
  world = await deskWorld();
  room = await world.open(world.ana, 'Checkout is down');
  await world.ben.joins(room);
  await world.gus.joins(room);
  await world.settled();
});
beforeEach(() => world.later(20));
afterAll(() => world.close());

const told = () => world.gus.sees(room).ephemerals.at(-1)?.text ?? '';

test('a guest presses what writes, and hears why the rest is not for guests', async () => {
  const { ana, gus, types, presses, story } = world;
  await types(ana, 'hypothesis it is the deploy', room);
  for (const button of ['Postmortem', 'Resolve…']) {
    await presses(gus, button, room);
    expect(told()).toMatch(/member of the workspace/);
  }
  await types(gus, 'desicion wait for the vendor', room);
  await presses(gus, 'Did you mean decision?', room);
  expect(await story(room)).toContain('decision: wait for the vendor');
});

test('a guest corrects their own entries only', async () => {
  const { ana, gus, types, story } = world;
  await types(ana, 'action restarted db-1', room);
  const { length } = (await world.incidentIn(room)).moments;
  expect(await types(gus, `edit #${length} restarted nothing`, room)).toMatch(/own entries/);
  expect(await types(gus, `hide #${length}`, room)).toMatch(/own entries/);
  await types(gus, 'action looked at it', room);
  await types(gus, `edit #${length + 1} looked at it twice`, room);
  expect(await story(room)).toEqual(expect.arrayContaining(['action: restarted db-1', 'action: looked at it twice']));
});

test('the missing parts that are no sections have forms, too', async () => {
  const { ana, ben, types, settled } = world;
  await types(ana, 'postmortem', room);
  const press = async (line: RegExp) => {
    const shown = ana.sees(room).ephemerals.at(-1)!;
    const block = (shown.blocks ?? []).find((each) => line.test(JSON.stringify(each)))!;
    const { action_id } = block.accessory as { action_id: string };
    await ana.clicks(action_id, shown);
    await settled();
  };
  await press(/Missing: lead/);
  expect(await ana.submits(formOf(ana), { words: ben })).toEqual({});
  await settled();
  await types(ana, 'postmortem', room);
  await press(/Missing: severity/);
  expect(await ana.submits(formOf(ana), { words: 'sev2' })).toEqual({});
  await settled();
  await types(ana, 'postmortem', room);
  await press(/Missing: start/);
  const { errors } = await ana.submits(formOf(ana), { words: '25:00 broken' });
  expect(errors?.words).toMatch(/not a time/);
  expect(await ana.submits(formOf(ana), { words: '11:50 payments began to fail' })).toEqual({});
  await settled();
  expect(await world.incidentIn(room)).toMatchObject({ severity: 'sev2', roles: { lead: { id: ben.id } } });
  expect((await world.story(room))[0]).toBe('started: payments began to fail');
});

test('an entry that a form shows unchanged stays unchanged, to the millisecond', async () => {
  const { ana, clock, types, settled, incidentIn } = world;
  clock.set(new Date(+clock.now() + 123));
  await types(ana, 'action counted the milliseconds', room);
  const before = await incidentIn(room);
  await types(ana, `edit #${before.moments.length}`, room);
  expect(await ana.submits(formOf(ana), {})).toEqual({});
  await settled();
  expect((await incidentIn(room)).seq).toBe(before.seq);
});

test('a button about what is gone says so', async () => {
  const { ana, types, presses } = world;
  await types(ana, 'cause The certificate expired.', room);
  const older = ana.sees(room).ephemerals.at(-1)!;
  await types(ana, 'cause', room);
  await presses(ana, 'Remove', room);
  await ana.clicks('Edit', older);
  await world.settled();
  expect(ana.sees(room).ephemerals.at(-1)?.text).toMatch(/not there any more/);
});

test('nobody is pinged by what others typed, wherever it is shown', async () => {
  const { ana, ben, types, lobby } = world;
  const before = ben.sees().pings.length;
  for (const line of [
    'note <!channel> @channel @Ben Okafor',
    'cause @here look',
    'task ask @Ben Okafor',
    '@everyone up',
  ])
    await types(ana, line, room);
  for (const line of ['timeline', 'tasks', 'cause', 'postmortem']) await types(ana, line, room);
  await types(ana, 'list all', lobby);
  expect(ben.sees().pings.length).toBe(before);
});
