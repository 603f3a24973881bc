import { afterEach, beforeEach, expect, test } from 'vitest';
import { isTold } from '../../src/incident/incident.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

// What is said of INC-1 in the channel of INC-2.

let world: World;
let first: Channel;
let second: Channel;

beforeEach(async () => {
  world = await slackWorld();
  first = await world.opens();
  second = await world.opens('search is slow');
});
afterEach(() => world.close());

const types = async (line: string, place = second.id): Promise<string> => {
  const { words } = await world.ana.types(`/incident ${line}`, place);
  await world.settled();
  return words;
};
const presses = async (label: string): Promise<void> => {
  await world.ana.clicks(label, world.ana.sees(second.id).ephemerals.at(-1)!);
  await world.settled();
};
const answer = (): string => JSON.stringify(world.ana.sees(second.id).ephemerals.at(-1));
const told = async (room: Channel): Promise<string[]> =>
  (await world.incident(room)).moments
    .filter(isTold)
    .flatMap(({ entry }) => ('words' in entry.data && entry.data.words ? [entry.data.words.text] : []));

test('whatever an answer says to type names the incident that it is about', async () => {
  await types('INC-1 note it is dns');
  for (const [line, hint] of [
    ['INC-1 hold because of legal', '`/incident INC-1 hold off`'],
    ['INC-1 hide #2', '`/incident INC-1 unhide #2`'],
    ['INC-1 task call the vendor', '`/incident INC-1 task edit T1 @ana by Friday`'],
    ['INC-1 reopen', 'INC-1 is open'],
    ['INC-1 redact', '`/incident INC-1 redact #12`'],
    ['INC-1 impact', '`/incident INC-1 impact ~40% of users see errors at checkout`'],
    ['INC-1 postmortem', '`/incident INC-1 cause'],
  ] as const)
    expect(await types(line)).toContain(hint);
});

test('a missing part is filled in by its button, in the incident that lacks it', async () => {
  await types('INC-1 postmortem');
  const shown = world.ana.sees(second.id).ephemerals.at(-1)!;
  const block = (shown.blocks ?? []).findLast((each) => JSON.stringify(each).includes('INC-1 cause'))!;
  const { action_id } = block.accessory as { action_id: string };
  await world.ana.clicks(action_id, shown);
  await world.settled();
  await world.ana.submits(world.ana.sees().modal!, { words: 'a full disk' });
  await world.settled();
  expect((await world.incident(first)).sections.cause!.map(({ words }) => words.text)).toEqual(['a full disk']);
});

test('words after a verb that only reads are noted by the button where they were meant to be', async () => {
  expect(await types('INC-1 timeline we called the vendor')).toContain('nothing was written');
  await presses('Note it');
  expect(await told(first)).toEqual(['we called the vendor']);
  expect(await told(second)).toEqual([]);
  expect(answer()).toContain('INC-1');
});

test('a timeline that is looked at elsewhere is corrected by its menu, and the answer names it', async () => {
  await types('INC-1 note it is dns');
  await types('INC-1 timeline');
  await presses('Hide #2');
  expect(answer()).toContain('/incident INC-1 unhide #2');
  expect(await told(first)).toEqual([]);
});

test('who is not in its channel writes in an incident from elsewhere, and does not end it or make it private', async () => {
  const dora = world.sandbox.person('Dora');
  await dora.joins(second.id);
  await world.settled();
  const says = async (line: string): Promise<string> => {
    const { words } = await dora.types(`/incident INC-1 ${line}`, second.id);
    await world.settled();
    return words;
  };
  expect(await says('note the cache is cold')).toContain('#2 note');
  for (const line of ['resolve', 'cancel a false alarm', 'private', 'export json', 'edit #1 it is dns'])
    expect(await says(line)).toMatch(/takes somebody who is in .*inc-1-checkout-is-down\. Nothing was done\./);
  expect((await world.incident(first)).status).toBe('investigating');
  await dora.joins(first.id);
  await world.settled();
  expect(await says('cancel a false alarm')).not.toContain('Nothing was done');
  expect((await world.incident(first)).status).toBe('cancelled');
});
