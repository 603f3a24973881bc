import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../../src/sandbox/channel.ts';
import { pasted } from '../../credentials/samples.ts';
import { slackWorld, type World } from '../workspace.ts';

let world: World;
let room: Channel;
afterEach(() => world.close());

const [, leak, secret] = pasted.find(([kind]) => kind === 'GitHub token') ?? ['', '', ''];

/** All that one person's screen holds, the values of its buttons too. */
const screen = () => JSON.stringify(world.ana.sees(room.id).ephemerals);

test.each([
  ['an unknown verb', `nota we used ${leak}`, 'nothing was done'],
  ['a verb that only reads', `timeline we used ${leak}`, 'only reads'],
  ['a refusal that gives the line back', `note 25:00 the key that we used is ${leak}`, 'ou typed'],
  ['a value that is none', `timezone ${leak}`, ''],
  ['a bare password', 'nota password: hunter2x', 'nothing was done'],
])('the answer to %s shows no credential, nor do its buttons hold one', async (_, line, answer) => {
  world = await slackWorld();
  room = await world.opens();
  const { words } = await world.ana.types(`/incident ${line}`, room.id);
  await world.settled();
  expect(words).toContain(answer);
  for (const each of [secret, 'hunter2x']) {
    expect(words).not.toContain(each);
    expect(screen()).not.toContain(each);
  }
});

test('a button that gives the words back has them all the same, and they are masked where they are told', async () => {
  world = await slackWorld();
  room = await world.opens();
  await world.ana.types(`/incident nota we used ${leak}`, room.id);
  await world.settled();
  await world.ana.clicks('Note it', world.ana.sees(room.id).ephemerals.at(-1)!);
  await world.settled();
  const { entry } = (await world.incident(room)).moments.at(-1)!;
  expect(entry).toMatchObject({ kind: 'marked', credentials: ['GitHub token'] });
  expect(JSON.stringify(entry)).toContain('nota we used');
  expect(JSON.stringify(world.sandbox.calls) + screen()).not.toContain(secret);
});

test('a password that is called so is masked in the document, and its writer is told', async () => {
  world = await slackWorld();
  room = await world.opens();
  await world.ana.types('/incident note the jump host: user app, password: hunter2x', room.id);
  await world.settled();
  const document = (await world.bot().document((await world.incident(room)).id)).as('markdown');
  expect(document).toContain('user app, password: ••••••••');
  expect(
    world.ana
      .sees(room.id)
      .ephemerals.map(({ text }) => text)
      .join(),
  ).toContain('There is a credential');
});

test('words that only a button holds are forgotten after two days', async () => {
  world = await slackWorld();
  room = await world.opens();
  const sleeps = async (hours: number) => {
    await world.stop();
    await world.clock.advance(hours * 3_600_000);
    await world.start();
  };
  const presses = async () => {
    for (const old of world.ana.sees(room.id).ephemerals.filter(({ text }) => text.includes('nothing was done')))
      await world.ana.clicks('Note it', old);
    await world.settled();
    return (await world.incident(room)).moments.filter(({ entry }) => JSON.stringify(entry).includes('nota')).length;
  };
  const kept = () =>
    new Database(join(world.home, 'debrief.db')).prepare("SELECT * FROM meta WHERE key > 'carried:'").all();
  await world.ana.types('/incident nota password: hunter2x', room.id);
  await world.ana.types(`/incident nota ${'much '.repeat(500)}`, room.id);
  await world.settled();
  await sleeps(24);
  expect(await presses()).toBe(2);
  await sleeps(48);
  await world.clock.advance(3_600_000);
  await world.settled();
  expect(JSON.stringify(kept())).not.toMatch(/hunter2x|much/);
  expect(await presses()).toBe(2);
  expect(world.ana.sees(room.id).ephemerals.at(-1)?.text).toContain('not kept any more');
});
