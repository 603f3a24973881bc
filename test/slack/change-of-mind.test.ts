import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let room: Channel;
afterEach(() => world.close());

test('who confirms what was ruled out is told so, everybody sees it, and the document says what misled', async () => {
  world = await slackWorld();
  room = await world.opens();
  const types = async (line: string): Promise<string> => {
    const { words } = await world.ana.types(`/incident ${line}`, room.id);
    await world.clock.advance(600_000);
    await world.settled();
    return words;
  };
  const card = () => JSON.stringify(room.pinned[0]?.blocks);
  await types('hypothesis it is the deploy');
  await types('ruled-out #2 the rollback changed nothing');
  expect(card()).toContain('~it is the deploy~');
  expect(await types('confirmed #2 it was rolled back in one region only')).toContain(
    'otherwise than #3 says: both stay, and the last one counts',
  );
  expect(card()).not.toContain('~it is the deploy~');
  expect(room.messages.map(({ text }) => text).join('\n')).toContain('[#3 had said otherwise]');
  expect(await types('confirmed #2')).toContain('#2 is confirmed already: #4 says so.');
  const document = (await world.bot().document((await world.incident(room)).id)).as('markdown');
  expect(document).toContain('**Ruled out (misleading path):**');
  expect(document).toMatch(/\*\*not so: it is the deploy\*\* \(12:10.*12:20 UTC, 10 minutes\)/);
  await types('ruled-out #2 the other region was clean');
  expect(card()).toContain('~it is the deploy~');
});
