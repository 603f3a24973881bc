import { afterEach, beforeEach, expect, test } from 'vitest';
import { isTold } from '../../src/incident/incident.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { taskFromMessage } from '../../src/slack/whispers.ts';
import { rawRequests } from './raw-requests.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let room: Channel;
const HOME = 'C0SHAREDNOW';

beforeEach(async () => {
  world = await slackWorld();
  room = await world.opens();
});
afterEach(() => world.close());

const moves = async (): Promise<void> => {
  room = world.sandbox.moveChannel(room, HOME);
  await world.settled();
};
const here = <M extends { channel: string }>(message: M): M => ({ ...message, channel: HOME });
const story = async () =>
  (await world.incident(room)).moments
    .filter(isTold)
    .flatMap(({ number, entry }) => (entry.kind === 'marked' ? `#${number} ${entry.data.words.text}` : []));
const worded = async () =>
  (await world.entries(room)).flatMap(({ kind, data }) => (kind === 'message.worded' ? data.words.text : []));
const ticked = () =>
  room.messages.filter(({ reactions }) => JSON.stringify(reactions ?? []).includes('ballot_box')).map((m) => m.text);

test('marks, edits, unfurls, replies and deletions of what was said before a channel got another id find their message', async () => {
  const deploy = await world.ben.posts('it is the deploy', room.id);
  const cache = await world.ben.posts('it is the cache', room.id);
  const doomed = await world.ben.posts('never mind', room.id);
  await world.ana.reacts('bulb', deploy);
  await world.ana.reacts('bulb', cache);
  await world.settled();
  await moves();
  await world.ben.edits(here(deploy), 'it is the deploy of noon');
  await world.ben.unfurls(here(deploy));
  await world.ana.unreacts('bulb', here(cache));
  await world.ben.deletes(here(doomed));
  const reply = await world.ben.replies('rolling back', here(deploy));
  await world.ana.reacts('wrench', reply);
  await world.ana.reacts('no_entry_sign', here(deploy));
  await world.settled();
  expect(await story()).toEqual(['#2 it is the deploy of noon', '#4 rolling back', '#5 ']);
  expect(JSON.stringify(await world.entries(room))).not.toContain('never mind');
  expect(ticked()).toEqual(['it is the deploy of noon', 'rolling back']);
  expect((await worded()).filter((text) => text.includes('deploy'))).toHaveLength(2);
});

test('reading afterwards records nothing again, also while both ids are spoken of, and finds what was missed', async () => {
  const deploy = await world.ben.posts('it is the deploy', room.id);
  await world.ben.replies('which one?', deploy);
  await world.ana.reacts('bulb', deploy);
  await world.settled();
  await world.stop();
  world.sandbox.faults.alwaysDelivery('message', 'vanish');
  room = world.sandbox.moveChannel(room, HOME);
  await world.ben.posts('said meanwhile', HOME);
  await world.ben.edits(here(deploy), 'it is the deploy of noon');
  await world.clock.advance(120_000);
  world.sandbox.faults.clear();
  await world.start();
  // Slack tells of the other id again only now.
  await world.clock.advance(300_000);
  await world.settled();
  const all = ['it is the deploy', 'which one?', 'said meanwhile', 'it is the deploy of noon'];
  expect((await worded()).toSorted()).toEqual(all.toSorted());
  await world.stop();
  await world.clock.advance(120_000);
  await world.start();
  expect(await worded()).toHaveLength(4);
  expect((await world.entries(room)).filter(({ kind }) => kind === 'message.deleted' || kind === 'unmarked')).toEqual(
    [],
  );
});

test('what Slack shows moves with the channel: nothing is posted again, and every link leads there', async () => {
  const deploy = await world.ben.posts('it is the deploy', room.id);
  await world.ana.reacts('bulb', deploy);
  await world.ana.types('/incident note still down', room.id);
  await world.settled();
  const before = room.messages.length;
  const old = room.id;
  await moves();
  expect(room.messages.length).toBe(before);
  await world.ana.types('/incident note and still', HOME);
  await world.settled();
  expect(room.messages.length).toBe(before + 1);
  const { as } = await world.bot().document((await world.incident(room)).id);
  for (const text of [as('markdown'), as('html'), JSON.stringify(JSON.parse(as('json')).timeline)]) {
    expect(text).toContain(`/archives/${HOME}/`);
    expect(text).not.toContain(`/archives/${old}/`);
  }
});

test('a message that was marked for a task, or is redacted, is found under the new id', async () => {
  const task = await world.ben.posts('alert on certificates', room.id);
  const secret = await world.ben.posts('the word is swordfish', room.id);
  await world.settled();
  await moves();
  await world.ana.reacts('memo', here(task));
  await world.settled();
  const question = world.ana.sees(HOME).ephemerals.find(({ text }) => text.includes('task'));
  await world.ana.clicks('Add the task', question!);
  await world.ben.uses('redact_message', here(secret));
  await world.settled();
  const asked = world.ben.sees(HOME).ephemerals.at(-1);
  await world.ben.clicks('Destroy the words of that message', asked!);
  await world.settled();
  expect((await world.incident(room)).tasks).toMatchObject([{ words: { text: 'alert on certificates' } }]);
  expect(JSON.stringify(await world.entries(room))).not.toContain('swordfish');
});

test('a task that was offered before a channel got another id is still added', async () => {
  await world.close();
  world = await slackWorld({ http: true });
  room = await world.opens();
  const raw = await rawRequests(world);
  const { ts, channel } = await world.ben.posts('restart the cache each day', room.id);
  await world.settled();
  await moves();
  await raw.post(raw.press(world.ana.id, HOME, taskFromMessage, `${channel}:${ts}`));
  await world.settled();
  expect((await world.incident(room)).tasks.map(({ words }) => words.text)).toEqual(['restart the cache each day']);
  await raw.close();
});
