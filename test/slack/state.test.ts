import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

let world: DeskWorld;
let room: Channel;
beforeAll(async () => {
  world = await deskWorld();
  room = await world.open(world.ana, 'Checkout is down --tz America/Los_Angeles');
});
beforeEach(() => world.later(20));
afterAll(() => world.close());

const say = (line: string, there = room) => world.types(world.ana, line, there);
const incident = (there = room) => world.incidentIn(there);

test.each([
  ['severity', 'severity SEV2 it spreads', 'sev2'],
  ['sev', 'sev 1', 'sev1'],
  ['status', 'status identified', 'identified'],
  ['lead', 'lead @Ben Okafor', 'Ben Okafor'],
  ['role comms', 'role comms me', 'Ana Silva'],
  ['rename', 'rename Payments are down', 'Payments are down'],
  ['timezone', 'timezone Europe/Berlin', 'Europe/Berlin'],
])('`%s` sets, and shows its value when it is given no words', async (verb, line, value) => {
  expect((await say(line)).toLowerCase()).toContain(value.toLowerCase());
  const seq = (await incident()).seq;
  expect((await say(verb)).toLowerCase()).toContain(value.toLowerCase());
  expect((await incident()).seq).toBe(seq);
});

test.each([
  ['severity sev9', /sev9.*sev1/s],
  ['status solved', /solved.*monitoring/s],
  ['status resolved', /resolve/],
  ['lead ana', /mention/i],
  ['role captain @Ben Okafor', /captain.*scribe/s],
  ['timezone Mars/Base', /Mars\/Base/],
  ['timezone CST', /several/],
])('`%s` is refused with what can be said', async (line, why) => {
  const { seq } = await incident();
  expect(await say(line)).toMatch(why);
  expect((await incident()).seq).toBe(seq);
});

test('a role can be given up', async () => {
  await say('role scribe @Ben Okafor');
  await say('role scribe nobody');
  expect((await incident()).roles.scribe).toBeUndefined();
});

test('an update of long ago is kept and not announced, and the answer says so', async () => {
  expect(await say('update half of it is back')).not.toMatch(/not announced/);
  expect(await say('update -40m it began to spread')).toMatch(/not announced/);
  expect((await incident()).moments.filter(({ entry }) => entry.kind === 'update.given')).toHaveLength(2);
  expect(await say('update')).toMatch(/half of it is back|it began to spread/);
});

test('`resolve` with words resolves at once, and a second time is refused', async () => {
  const { ana, open } = world;
  const there = await open(ana, 'Search is slow');
  await say('mitigated -19m traffic moved', there);
  await say('resolve the index was rebuilt', there);
  expect(await incident(there)).toMatchObject({ status: 'resolved' });
  expect(await say('resolve again', there)).toMatch(/resolved already/);
  expect(await say('resolve', there)).toMatch(/resolved already/);
});

test('a resolution long after the mitigation asks when users had recovered, and one button puts it right', async () => {
  const { ana, open, presses, clock, later } = world;
  const there = await open(ana, 'Mail is late');
  await say('mitigated queue is moving', there);
  const mitigated = +clock.now();
  later(30);
  expect(await say('resolve all mail was delivered', there)).toMatch(/recovered/);
  await presses(ana, 'At the mitigation', there);
  expect(+(await incident(there)).resolvedAt!).toBe(mitigated);
});

test('`resolve` alone opens a form that is filled in with what is known', async () => {
  const { ana, open, settled } = world;
  const there = await open(ana, 'Disk is full');
  await say('cause Logs were never rotated.', there);
  await say('mitigated deleted old logs', there);
  await say('resolve', there);
  const form = formOf(ana);
  expect(JSON.stringify(form.blocks)).toContain('Logs were never rotated.');
  const block = (name: RegExp) => form.blocks.map(({ block_id }) => String(block_id)).find((id) => name.test(id))!;
  const { errors } = await ana.submits(form, { [block(/when/)]: 'tomorrow-ish' });
  expect(errors?.[block(/when/)]).toBeTruthy();
  const wanted = {
    [block(/words/)]: 'Space is back',
    [block(/fix/)]: 'Rotation is on\nweekly',
    [block(/summary/)]: 'The disk was full.',
  };
  expect(await ana.submits(form, wanted)).toEqual({});
  await settled();
  const after = await incident(there);
  expect(after.status).toBe('resolved');
  expect(after.sections.cause).toHaveLength(1);
  expect(after.sections.fix?.[0]).toMatchObject({ words: { text: 'Rotation is on' }, details: [{ text: 'weekly' }] });
  expect(after.sections.summary?.[0]?.words.text).toBe('The disk was full.');
});

test('reopen and cancel want a reason', async () => {
  const { ana, open } = world;
  const there = await open(ana, 'Fans are loud');
  expect(await say('reopen because', there)).toMatch(/is open/);
  await say('resolve quiet now', there);
  expect(await say('reopen', there)).toMatch(/why/i);
  await say('reopen they started again', there);
  expect((await incident(there)).status).toBe('investigating');
  expect(await say('cancel', there)).toMatch(/false alarm/);
  expect(await say('cancel duplicate of INC-999', there)).toMatch(/INC-999/);
  await say('cancel duplicate of INC-1', there);
  expect((await incident(there)).status).toBe('cancelled');
});

test('a resolved incident reads a time within its own span', async () => {
  const { ana, open, clock, later } = world;
  const there = await open(ana, 'Backups failed --tz UTC');
  const opened = clock.now();
  later(60);
  await say('resolve they run again', there);
  later(26 * 60);
  const hm = new Date(+opened + 30 * 60_000).toISOString().slice(11, 16);
  await say(`note ${hm} the vendor called`, there);
  expect((await incident(there)).moments.at(-1)!.entry.at.toISOString().slice(0, 16)).toBe(
    new Date(+opened + 30 * 60_000).toISOString().slice(0, 16),
  );
});
