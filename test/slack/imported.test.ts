import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draft } from '../../src/incident/entry.ts';
import { reopen } from '../../src/incident/lifecycle.ts';
import { plain } from '../../src/incident/words.ts';
import type { Hand } from '../../src/logbook.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { readSelf } from '../../src/slack/identity.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let channel: Channel;
const hand: Hand = { recorder: { id: 'debrief', name: 'Debrief' }, source: { type: 'import' } };

beforeEach(async () => {
  world = await slackWorld();
  channel = world.sandbox.channel('old-outage', { members: [world.ana], bot: true });
});
afterEach(() => world.close());

const imports = async (): Promise<string> => {
  const { team } = (await readSelf(world.bot().database.meta)) ?? { team: '' };
  const opening = { team, title: 'Old outage', zone: 'UTC', private: false, test: false, imported: true };
  const { incident } = await world.bot().logbook.open(team, hand, (number): Draft[] => [
    { kind: 'incident.opened', data: { ...opening, number } },
    { kind: 'channel.adopted', data: { channel: channel.id, name: channel.name } },
    { kind: 'incident.resolved', data: {} },
  ]);
  await world.settled();
  return incident.id;
};
const posted = () => world.sandbox.calls.filter(({ method }) => /^(chat|files|pins|bookmarks)\./.test(method));

test('an imported incident is posted nowhere, also after a while; reopened, it is shown like any other', async () => {
  const id = await imports();
  await world.clock.advance(120_000);
  await world.bot().converge(id);
  await world.settled();
  expect(posted()).toEqual([]);
  await world.bot().logbook.record(id, hand, reopen(plain('it is back')));
  await world.settled();
  expect(channel.messages.some(({ text }) => text.includes('INC-1'))).toBe(true);
});
