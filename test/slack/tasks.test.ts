import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

let world: DeskWorld;
let room: Channel;
beforeAll(async () => {
  world = await deskWorld();
  room = await world.open(world.ana, 'Checkout is down');
});
afterAll(() => world.close());

const say = (line: string) => world.types(world.ana, line, room);
const task = async (number: number) => (await world.incidentIn(room)).tasks[number - 1]!;

test('owner, date and type are read from the words, which stay as typed; further lines are details', async () => {
  const words = await say(
    'task Alert before a certificate expires @Ben Okafor by 2026-03-20 type:detect\nread the wire',
  );
  expect(await task(1)).toMatchObject({
    words: { text: 'Alert before a certificate expires @Ben Okafor by 2026-03-20 type:detect' },
    details: [{ text: 'read the wire' }],
    owner: { id: world.ben.id, name: 'Ben Okafor' },
    due: '2026-03-20',
    type: 'detect',
  });
  for (const part of ['T1', 'Ben Okafor', '2026-03-20', 'detect']) expect(words).toContain(part);
});

test('a task without owner and date says how to give them', async () => {
  expect(await say('task Write the runbook')).toMatch(/task edit T2/);
});

test('an unknown type is refused, and nothing is added', async () => {
  expect(await say('task Something type:magic')).toMatch(/type magic/);
  expect((await world.incidentIn(room)).tasks).toHaveLength(2);
});

test('`task edit` changes only what it names', async () => {
  await say('task edit T2 @Ana Silva by Friday');
  expect(await task(2)).toMatchObject({
    words: { text: 'Write the runbook' },
    owner: { id: world.ana.id },
    due: '2026-03-06',
  });
  await say('task edit t2 type:process');
  expect(await task(2)).toMatchObject({ words: { text: 'Write the runbook' }, type: 'process', due: '2026-03-06' });
  await say('task edit 2 Write and test the runbook');
  expect(await task(2)).toMatchObject({ words: { text: 'Write and test the runbook' }, owner: { id: world.ana.id } });
  expect(await say('task edit T9 whatever')).toMatch(/no T9/);
});

test('`task edit T2` alone opens a form', async () => {
  const { ana, ben, settled } = world;
  await say('task edit T2');
  const form = formOf(ana);
  const block = (name: RegExp) => form.blocks.map(({ block_id }) => String(block_id)).find((id) => name.test(id))!;
  expect(await ana.submits(form, { [block(/owner/)]: ben, [block(/due/)]: '2026-04-01' })).toEqual({});
  await settled();
  expect(await task(2)).toMatchObject({
    owner: { id: ben.id },
    due: '2026-04-01',
    words: { text: 'Write and test the runbook' },
  });
});

test('a task is done by command or button, and the list shows it', async () => {
  const { ana, presses } = world;
  expect(await say('tasks')).toMatch(/T1.*T2/s);
  await presses(ana, 'Done', room);
  expect((await world.incidentIn(room)).tasks.filter(({ done }) => done)).toHaveLength(1);
  await say('done T2');
  await say('done T1');
  expect((await world.incidentIn(room)).tasks.every(({ done }) => done)).toBe(true);
  expect(await say('done T7')).toMatch(/no T7/);
  expect(await say('done')).not.toBe('');
});
