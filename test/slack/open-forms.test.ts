import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { filesWith } from '../store/bytes.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let channel: Channel;

beforeEach(async () => {
  world = await slackWorld();
  channel = await world.opens();
});
afterEach(() => world.close());

const types = async (who: Person, line: string): Promise<void> => {
  await who.types(`/incident ${line}`, channel.id);
  await world.settled();
};
const presses = async (who: Person, button: string): Promise<void> => {
  const on = who.sees(channel.id).ephemerals.findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(button));
  if (!on) throw new Error(`${who.name} sees no "${button}"`);
  await who.clicks(button, on);
  await world.settled();
};
const form = () => world.ana.sees().modal ?? expect.fail('no form is open');
const redacts = async (what: string, name: string): Promise<void> => {
  await types(world.ben, 'lead @ben');
  await types(world.ben, `redact ${what}`);
  await presses(world.ben, `Destroy the words of ${name}`);
};
const paragraphs = async (section: 'cause' | 'fix') =>
  (await world.incident(channel)).sections[section]?.map(({ words, by }) => `${by.name}: ${words.text}`);

const aTask = () => types(world.ana, 'task find out who has swordfish');
const aCause = () => types(world.ana, 'cause somebody posted swordfish');

test.each([
  ['a task', aTask, () => types(world.ana, 'task edit T1'), 'T1', 'T1'],
  ['a paragraph', aCause, () => presses(world.ana, 'Edit'), 'cause', 'that paragraph'],
  ['the resolution', aCause, () => types(world.ana, 'resolve'), 'cause', 'that paragraph'],
])('destroyed words do not come back by a form about %s that was open', async (_, says, opens, what, name) => {
  await says();
  await opens();
  const open = form();
  await redacts(what, name);
  expect(filesWith(world.home, 'swordfish')).toEqual([]);
  const { errors } = await world.ana.submits(open, {});
  await world.settled();
  expect(JSON.stringify(errors)).toContain('were destroyed since the form was opened');
  expect(filesWith(world.home, 'swordfish')).toEqual([]);
});

test('destroyed words of a message do not come back by its form, whenever that was opened', async () => {
  const message = await world.ben.posts('the key is swordfish', channel.id);
  await world.ana.reacts('bulb', message);
  await world.settled();
  await world.ana.uses('add_to_timeline', message);
  await world.settled();
  const open = form();
  await redacts('2', '#2');
  const { errors } = await world.ana.submits(open, {});
  expect(JSON.stringify(errors)).toContain('were destroyed');
  await world.ana.submits(open, { words: '' });
  await world.settled();
  expect(filesWith(world.home, 'swordfish')).toEqual([]);
});

test('what somebody else wrote while the form of the resolution was open stays, by its author', async () => {
  await types(world.ana, 'cause the deploy');
  await types(world.ana, 'resolve');
  await types(world.ben, 'cause the certificate had expired');
  await types(world.ben, 'fix it was renewed');
  await world.ana.submits(form(), { fix: 'we renewed it' });
  await world.settled();
  expect((await world.incident(channel)).status).toBe('resolved');
  expect(await paragraphs('cause')).toEqual(['Ana: the deploy', 'Ben: the certificate had expired']);
  expect(await paragraphs('fix')).toEqual(['Ben: it was renewed', 'Ana: we renewed it']);
});

test('a paragraph that somebody wrote while the whole section was open in a form is not replaced unseen', async () => {
  await types(world.ana, 'cause the deploy');
  await presses(world.ana, 'Replace');
  await types(world.ben, 'cause the certificate had expired');
  const { errors } = await world.ana.submits(form(), { words: 'the deploy, after all' });
  expect(JSON.stringify(errors)).toContain('Ben wrote here since the form was opened');
  expect(await paragraphs('cause')).toEqual(['Ana: the deploy', 'Ben: the certificate had expired']);
});

test('what somebody else changed of a task while its form was open stays, and is not overwritten unseen', async () => {
  await types(world.ana, 'task mend the alert');
  await types(world.ana, 'task edit T1');
  await types(world.ben, 'task edit T1 @Ben by 2026-04-01 type:prevent');
  await world.ana.submits(form(), { words: 'mend the alert of checkout' });
  await world.settled();
  const [task] = (await world.incident(channel)).tasks;
  expect(task).toMatchObject({ owner: { name: 'Ben' }, due: '2026-04-01', type: 'prevent' });
  await types(world.ana, 'task edit T1');
  await types(world.ben, 'task edit T1 mend every alert');
  const { errors } = await world.ana.submits(form(), { words: 'mend no alert' });
  expect(JSON.stringify(errors)).toContain('mend every alert');
  expect((await world.incident(channel)).tasks[0]?.words.text).toBe('mend every alert');
});

test('a form means its times in the zone in which it shows them, whatever zone the incident has when it is sent off', async () => {
  const message = await world.ben.posts('rolled back', channel.id);
  await types(world.ana, 'note 11:30 first');
  await types(world.ana, 'edit #2');
  const entry = form();
  await world.ben.uses('add_to_timeline', message);
  const zones = async (zone: string) => types(world.ben, `timezone ${zone}`);
  await zones('Asia/Tokyo');
  await world.ana.submits(entry, { Words: 'first, put right' });
  await world.ben.submits(world.ben.sees().modal!, {});
  await world.settled();
  await zones('America/Los_Angeles');
  await types(world.ana, 'resolve');
  const end = form();
  await zones('UTC');
  await world.clock.advance(30 * 60_000);
  await world.ana.submits(end, { when: '2026-03-01 04:20', 'How did it end?': 'over' });
  await world.settled();
  const { moments } = await world.incident(channel);
  expect(moments[1]?.entry.at.toISOString()).toBe('2026-03-01T11:30:00.000Z');
  expect(+(moments.find(({ standing }) => standing.length > 0)?.entry.at ?? 0)).toBe(
    Math.floor(Number(message.ts) * 1000),
  );
  expect(moments.at(-1)?.entry.at.toISOString()).toBe('2026-03-01T12:20:00.000Z');
});

test('an end that the form proposes is the very instant, after what happened within its minute', async () => {
  await world.clock.advance(30_000);
  await types(world.ana, 'mitigated it is back');
  await world.clock.advance(5_000);
  await types(world.ana, 'resolve done');
  await world.clock.advance(5_000);
  await types(world.ana, 'reopen no, it is not');
  await world.clock.advance(5_000);
  await types(world.ana, 'resolve');
  await world.ana.submits(form(), { 'How did it end?': 'over' });
  await world.settled();
  // The mitigation was before it was reopened: it says nothing of this end.
  expect((await world.incident(channel)).resolvedAt?.toISOString()).toBe('2026-03-01T12:00:45.000Z');
});

test('a form that is refused stays open, with all that was typed, and is told why', async () => {
  await types(world.ana, 'resolve');
  const open = form();
  await types(world.ben, 'cancel false alarm');
  const { errors } = await world.ana.submits(open, { words: 'a long story' });
  expect(JSON.stringify(errors)).toContain('INC-1 is cancelled already');
  await types(world.ben, 'reopen it was none');
  await world.ana.submits(form(), { words: 'a long story' });
  await world.settled();
  expect((await world.incident(channel)).moments.at(-1)?.entry).toMatchObject({
    data: { words: { text: 'a long story' } },
  });
});
