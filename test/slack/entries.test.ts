import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { nearestVerb } from '../../src/slack/listeners/commands.ts';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

let world: DeskWorld;
let room: Channel;
beforeAll(async () => {
  world = await deskWorld();
  room = await world.open(world.ana, 'Checkout is down --tz UTC');
  await world.ben.joins(room);
  await world.gus.joins(room);
  await world.settled();
});
beforeEach(() => world.later(1));
afterAll(() => world.close());

const latest = async () => (await world.incidentIn(room)).moments.at(-1)!;

test.each([
  ['started', 'started 11:30 payments begin to fail', 'started'],
  ['alert', 'alert 11:31 monitoring: 5xx on checkout', 'detected'],
  ['ack', 'ack on it', 'acknowledged'],
  ['investigation', 'investigation looking at the gateway', 'investigating'],
  ['theory', 'theory it is the deploy', 'hypothesis'],
  ['dead-end', 'dead-end not the deploy', 'ruled-out'],
  ['ruled out, in two words', 'ruled out: not the cache either', 'ruled-out'],
  ['escalation', 'escalation to the database team', 'escalated'],
  ['did', 'did restart db-2', 'action'],
  ['decision', 'DECISION   we fail over', 'decision'],
  ['identified', 'identified the certificate expired', 'identified'],
  ['mitigation', 'mitigation traffic moved away', 'mitigated'],
  ['note', 'note the vendor was called', 'note'],
  ['log', 'log the vendor called back', 'note'],
  ['add', 'add nothing else to see', 'note'],
])('`%s` writes its kind', async (_, line, kind) => {
  const { ana, types } = world;
  const words = await types(ana, line, room);
  const { number, entry } = await latest();
  expect(entry).toMatchObject({ kind: 'marked', data: { kind }, author: { id: ana.id }, recorder: { id: ana.id } });
  expect(words).toContain(`#${number} ${kind}`);
});

test('words after verb and time are kept to the letter, over several lines, and so is the line as typed', async () => {
  const { ben, types } = world;
  await types(
    ben,
    'note 12:00, it’s “down” — 5 < 6 & 7 > 2\n  - first *thing*\n  - see https://example.com/a?b=1&c=2',
    room,
  );
  const { entry } = await latest();
  const words = 'words' in entry.data ? entry.data.words?.text : '';
  expect(words).toBe('it’s “down” — 5 < 6 & 7 > 2\n  - first *thing*\n  - see https://example.com/a?b=1&c=2');
  expect(entry.typed).toContain('/incident note 12:00, it’s “down” — 5 < 6 & 7 > 2');
});

test.each([
  ['note 3 replicas are down', 'note: 3 replicas are down'],
  ['note 14 of 20 pods restarted', 'note: 14 of 20 pods restarted'],
  ['note ruled out: not the deploy', 'ruled-out: not the deploy'],
  ['note 12:01 ruled out: nor the cache', 'ruled-out: nor the cache'],
  ['note resolved: not a kind here', 'note: resolved: not a kind here'],
  ['note update: nor this', 'note: update: nor this'],
  ['action note: stays words', 'action: note: stays words'],
])('`%s` reads %s', async (line, told) => {
  await world.types(world.ana, line, room);
  expect(await world.story(room)).toContain(told);
});

test("a typed time is answered with date, zone and the writer's own clock", async () => {
  const words = await world.types(world.ben, 'note 12:00 seen from the west', room);
  expect(words).toMatch(/Sun 1 Mar 12:00 UTC/);
  expect(words).toMatch(/your clock.*04:00 PST/);
});

test('a minus of a Mac is a minus', async () => {
  const { ana, types, clock } = world;
  await types(ana, 'note −20m the pager rang', room);
  expect(+(await latest()).entry.at).toBe(+clock.now() - 20 * 60_000);
});

test.each([
  ['in the future', 'note 2026-03-02 10:00 we will see', /future/],
  ['that is none', 'note 25:00 nonsense', /not a time/],
  ['whose zone means several', 'note 12:00 IST lunch', /several/],
])('a time %s is refused, with the words that were typed', async (_, line, why) => {
  const before = (await latest()).number;
  const words = await world.types(world.ana, line, room);
  expect(words).toMatch(why);
  expect(words).toContain(line.replace('note ', ''));
  expect((await latest()).number).toBe(before);
});

test('a time long ago has buttons that put it right', async () => {
  const { ana, ben, types, presses, clock, story } = world;
  clock.set(new Date('2026-03-01T22:00:00Z'));
  await types(ana, 'note 8:00 twelve hours off', room);
  const { number } = await latest();
  const at = async () => (await world.incidentIn(room)).moments[number - 1]!.entry.at.toISOString();
  expect(await at()).toBe('2026-03-01T08:00:00.000Z');
  await presses(ana, '12 hours later', room);
  expect(await at()).toBe('2026-03-01T20:00:00.000Z');

  await types(ben, 'note 10:00 by my own watch', room);
  await presses(ben, 'In my zone', room);
  expect((await latest()).entry.at.toISOString()).toBe('2026-03-01T18:00:00.000Z');

  // Whenever it is pressed, it means the day that was meant.
  await types(ben, 'note 9:00 before I slept over it', room);
  clock.set(new Date('2026-03-02T18:00:00Z'));
  await presses(ben, 'In my zone', room);
  expect((await latest()).entry.at.toISOString()).toBe('2026-03-01T17:00:00.000Z');
  clock.set(new Date('2026-03-02T22:00:00Z'));

  await types(ana, 'note 14:05 is when the train leaves', room);
  await presses(ana, 'Not a time', room);
  expect(await story(room)).toContain('note: 14:05 is when the train leaves');
  expect((await latest()).entry.at.toISOString()).toBe('2026-03-02T22:00:00.000Z');
});

test('how it was detected is read from the words', async () => {
  await world.types(world.ana, 'detected customer: a tweet', room);
  expect((await latest()).entry.data).toMatchObject({ kind: 'detected', how: 'customer' });
});

test('a verdict names its hypothesis; with one open it is linked, with several one is asked which', async () => {
  const { ana, types, presses, open } = world;
  const there = await open(ana, 'Verdicts are needed');
  const about = async () => {
    const { entry } = (await world.incidentIn(there)).moments.findLast(
      (each) => each.entry.kind === 'marked' && each.entry.data.kind === 'ruled-out',
    )!;
    return entry.kind === 'marked' ? entry.data.about : undefined;
  };
  const say = (line: string) => types(ana, line, there);
  await say('hypothesis it is the deploy');
  const deploy = (await world.incidentIn(there)).moments.length;
  await say('ruled-out rollback changed nothing');
  expect(await about()).toBe(deploy);

  await say('hypothesis it is the cache');
  const cache = (await world.incidentIn(there)).moments.length;
  await say('hypothesis it is the network');
  const network = cache + 1;
  await say(`ruled-out #${network} packets are fine`);
  expect(await about()).toBe(network);

  await say('hypothesis it is the moon');
  await say('ruled-out it was flushed');
  await presses(ana, `#${cache} it is the cache`, there);
  const told = await world.story(there);
  expect(told.filter((line) => line === 'ruled-out: it was flushed')).toHaveLength(1);
  expect(await about()).toBe(cache);

  await say(`confirmed #${network + 2} tides explain it`);
  const last = (await world.incidentIn(there)).moments.at(-1)!.entry;
  expect(last.data).toMatchObject({ kind: 'identified', about: network + 2 });
  expect(await say('ruled-out #1 no such thing')).toMatch(/not a hypothesis/);
  expect(await say('ruled-out #99 no such thing')).toMatch(/no #99/);
});

test('a kind without words shows what there is of it', async () => {
  expect(await world.types(world.ana, 'decision', room)).toContain('we fail over');
});

test('an entry is corrected, taken off and put back, and its history stays', async () => {
  const { ana, types, story } = world;
  await types(ana, 'action restarted db-1', room);
  const { number } = await latest();
  const say = (line: string) => types(ana, line, room);
  await say(`edit ${number} 12:10 restarted db-2`);
  const moment = (await world.incidentIn(room)).moments[number - 1]!;
  expect(moment.entry.at.toISOString()).toMatch(/T12:10/);
  expect(moment.history).toHaveLength(1);
  expect(await story(room)).toContain('action: restarted db-2');
  await say(`hide #${number}`);
  expect(await story(room)).not.toContain('action: restarted db-2');
  await say(`unhide #${number}`);
  expect(await story(room)).toContain('action: restarted db-2');
  expect(await say('edit #999 something')).toMatch(/no #999/);
  expect(await say('hide')).toMatch(/which/i);
  expect(await say('edit')).toMatch(/which/i);
});

test('`edit #n` alone opens a form with the entry in it', async () => {
  const { ana, types, settled, story } = world;
  await types(ana, 'action drained node 7', room);
  const { number } = await latest();
  await types(ana, `edit #${number}`, room);
  const form = formOf(ana);
  expect(JSON.stringify(form.blocks)).toContain('drained node 7');
  const block = (name: RegExp) => form.blocks.map(({ block_id }) => String(block_id)).find((id) => name.test(id))!;
  const { errors } = await ana.submits(form, { [block(/when/)]: '25:00' });
  expect(errors?.[block(/when/)]).toMatch(/not a time/);
  expect(await ana.submits(form, { [block(/words/)]: 'drained node 8 & 9', [block(/kind/)]: 'decision' })).toEqual({});
  await settled();
  expect(await story(room)).toContain('decision: drained node 8 & 9');
});

test('twenty notes at once are twenty entries', async () => {
  const { ana, ben, settled, story } = world;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? ana : ben).types(`/incident note at once ${i}`, room)),
  );
  await settled();
  expect(answers.map(({ failed }) => failed)).toEqual(Array(20).fill(undefined));
  expect(new Set(answers.map(({ words }) => /#\d+/.exec(words)?.[0])).size).toBe(20);
  expect((await story(room)).filter((line) => /at once \d+$/.test(line))).toHaveLength(20);
});

test('a guest in the channel writes entries and nothing else', async () => {
  const { gus, types, story } = world;
  await types(gus, 'note from a guest', room);
  expect(await story(room)).toContain('note: from a guest');
  for (const line of ['resolve it is over', 'severity sev1', 'update all is well', 'export', 'lead me'])
    expect(await types(gus, line, room)).toMatch(/guest/i);
  expect((await world.incidentIn(room)).status).not.toBe('resolved');
});

test('an unknown verb writes nothing; its words come back with buttons that use them', async () => {
  const { ana, types, presses, story } = world;
  const before = (await latest()).number;
  const long = 'z'.repeat(2500);
  const words = await types(ana, 'desicion we wait for the vendor', room);
  expect(words).toContain('we wait for the vendor');
  expect((await latest()).number).toBe(before);
  await presses(ana, 'Did you mean decision?', room);
  expect(await story(room)).toContain('decision: we wait for the vendor');
  await types(ana, `the logs say ${long}`, room);
  await presses(ana, 'Note it', room);
  expect(await story(room)).toContain(`note: the logs say ${long}`);
});

test('a word that is like no verb is not taken for one', () => {
  expect(['frobnicate', 'postpone', 'x'].map(nearestVerb)).toEqual([undefined, undefined, undefined]);
  expect(['tsak', 'udpate', 'timelien', 'reslove'].map((typed) => nearestVerb(typed)?.name)).toEqual([
    'task',
    'update',
    'timeline',
    'resolve',
  ]);
});

test('the message of a mistyped verb can open an incident', async () => {
  const { ana, types, presses, lobby, bot } = world;
  await types(ana, 'everything is on fire', lobby);
  await presses(ana, 'Start an incident', lobby);
  expect((await bot.logbook.heads()).map(({ title }) => title)).toContain('everything is on fire');
});

test('a verb that only reads asks about words', async () => {
  const { ana, types, presses, story } = world;
  const before = (await latest()).number;
  expect(await types(ana, 'timeline the database came back', room)).toContain('the database came back');
  expect((await latest()).number).toBe(before);
  await presses(ana, 'Note it', room);
  expect((await story(room)).at(-1)).toContain('the database came back');
});

test.each(['catchup', 'asof'])('`%s` is not there yet, and says so', async (verb) => {
  const { ana, types } = world;
  expect(await types(ana, `${verb} 12`, room)).toMatch(/not in this version/);
  expect(await types(ana, 'help', room)).not.toContain(`/incident ${verb} `);
});

test('outside an incident channel one hears which are open, and only those one may see', async () => {
  const { ana, ben, types, lobby, open } = world;
  await open(ana, '--private Salaries leaked');
  const forAna = await types(ana, 'note where am I', lobby);
  expect(forAna).toMatch(/INC-\d+.*Checkout is down/s);
  expect(forAna).toContain('Salaries leaked');
  expect(await types(ben, 'note where am I', lobby)).not.toContain('Salaries');
});

test('when the database cannot be written, the person is told at once that nothing was saved', async () => {
  const { ana, types, holdDatabase, story } = world;
  const release = holdDatabase();
  const { words } = await ana.types('/incident note lost words', room).finally(release);
  expect(words).toMatch(/nothing was saved/i);
  expect(words).toContain('lost words');
  await world.settled();
  expect(await story(room)).not.toContain('note: lost words');
  await types(ana, 'note kept words', room);
  expect(await story(room)).toContain('note: kept words');
});
