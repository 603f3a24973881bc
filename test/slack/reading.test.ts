import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { verbs } from '../../src/slack/listeners/commands.ts';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

let world: DeskWorld;
let room: Channel;
beforeAll(async () => {
  world = await deskWorld();
  room = await world.open(world.ana, 'Checkout is down');
  await world.ben.joins(room);
});
beforeEach(() => world.later(20));
afterAll(() => world.close());

const say = (line: string, there: Channel = room) => world.types(world.ana, line, there);

test('`help` tells every verb, and an empty command is `help`', async () => {
  const words = await say('help');
  for (const { usage } of verbs) expect(words).toContain(`/incident ${usage}`);
  expect(await say('')).toBe(words);
});

test('the timeline shows entries in order, with buttons to edit and hide each', async () => {
  const { ana, presses, story } = world;
  await say('action second thing');
  const { number } = (await world.incidentIn(room)).moments.at(-1)!;
  await say('action -20m first thing');
  expect(await say('timeline')).toMatch(/first thing.*second thing/s);
  await presses(ana, `Hide #${number}`, room);
  expect(await story(room)).not.toContain('action: second thing');
  await presses(ana, `Edit #${number + 1}`, room);
  expect(JSON.stringify(formOf(ana).blocks)).toContain('first thing');
  await ana.closes(formOf(ana));
});

test('a long timeline is shown in pages, and says how to see the rest', async () => {
  const { ana, open, presses } = world;
  const there = await open(ana, 'Long story');
  for (let i = 1; i <= 60; i++) await ana.types(`/incident note line ${i} ${'x'.repeat(1000)}`, there);
  await world.settled();
  expect(await say('timeline', there)).toContain('line 60 ');
  await presses(ana, 'Earlier', there);
  expect(ana.sees(there).words).toMatch(/line 40 /);
});

test('the postmortem so far says what is missing, and each has a button that opens its form', async () => {
  const { ana, presses, settled, open } = world;
  const there = await open(ana, 'Queue is stuck');
  const words = await say('postmortem', there);
  expect(words).toContain('Queue is stuck');
  expect(words).toMatch(/root cause/i);
  await presses(ana, 'Fill in', there);
  const form = formOf(ana);
  const block = form.blocks.map(({ block_id }) => String(block_id)).find((id) => /words/.test(id))!;
  expect(await ana.submits(form, { [block]: 'A poison message.' })).toEqual({});
  await settled();
  expect((await world.incidentIn(there)).sections.cause?.[0]?.words.text).toBe('A poison message.');
  expect(world.sandbox.files).toHaveLength(0);
});

test.each([
  ['export', /\.md$/],
  ['export html', /\.html$/],
  ['export JSON', /\.json$/],
])('`%s` uploads the document to the channel, after it said so', async (line, name) => {
  const before = world.sandbox.files.length;
  expect(await say(line)).toMatch(/received/i);
  expect(world.sandbox.files).toHaveLength(before + 1);
  expect(world.sandbox.files.at(-1)?.name).toMatch(name);
  expect(world.sandbox.files.at(-1)?.shares).toHaveLength(1);
});

test('an export of a format that is not there is refused', async () => {
  expect(await say('export pdf')).toMatch(/markdown.*json/s);
});

test('an export that Slack refuses is told', async () => {
  const { ana, sandbox, settled } = world;
  sandbox.faults.next('files.getUploadURLExternal', { error: 'access_denied' });
  await say('export');
  await settled();
  expect(ana.sees(room).words).toMatch(/access_denied/);
});

test('`list` shows open incidents, all of them, or those with words; private ones to their members only', async () => {
  const { ana, ben, open, types, lobby } = world;
  const secret = await open(ana, '--private Salaries leaked');
  await say('note the payroll export was public', secret);
  const gone = await open(ana, 'Printer on fire');
  await say('resolve water', gone);
  expect(await types(ana, 'list', lobby)).toContain('Salaries leaked');
  expect(await types(ana, 'list', lobby)).not.toContain('Printer on fire');
  expect(await types(ana, 'list all', lobby)).toContain('Printer on fire');
  expect(await types(ana, 'list payroll', lobby)).toContain('Salaries leaked');
  for (const line of ['list', 'list all', 'list payroll', 'list salaries'])
    expect(await types(ben, line, lobby)).not.toMatch(/Salaries|salaries leaked/);
  expect(await types(ana, 'list zebra', lobby)).not.toContain('INC-');
});

test("the card's buttons show the timeline, the postmortem and the form of the end", async () => {
  const { ana, presses, open } = world;
  const there = await open(ana, 'Fans are loud');
  await presses(ana, 'Timeline', there);
  expect(ana.sees(there).words).toContain('Fans are loud');
  await presses(ana, 'Resolve…', there);
  expect(formOf(ana).blocks.length).toBeGreaterThan(2);
  await ana.closes(formOf(ana));
});

test('the shortcut "Add to timeline" fills in a form, and the message is on the timeline with its author', async () => {
  const { ana, ben, settled } = world;
  const message = await ben.posts('It is the certificate', room);
  await settled();
  await ana.uses('add_to_timeline', message);
  await settled();
  const form = formOf(ana);
  expect(JSON.stringify(form.blocks)).toContain('It is the certificate');
  const block = (name: RegExp) => form.blocks.map(({ block_id }) => String(block_id)).find((id) => name.test(id))!;
  expect(await ana.submits(form, { [block(/kind/)]: 'identified' })).toEqual({});
  await settled();
  expect(ana.sees(room).ephemerals.at(-1)?.text).toMatch(/#\d+ identified/);
  const { entry } = (await world.incidentIn(room)).moments.at(-1)!;
  expect(entry).toMatchObject({
    kind: 'marked',
    author: { id: ben.id },
    recorder: { id: ana.id },
    data: { kind: 'identified', message: { ts: message.ts }, via: { type: 'shortcut' } },
  });
});

test('the global shortcut opens the form of a new incident', async () => {
  const { ana, settled, bot } = world;
  await ana.uses('start_incident');
  await settled();
  const form = formOf(ana);
  const title = form.blocks.map(({ block_id }) => String(block_id)).find((id) => /title/.test(id))!;
  await ana.submits(form, { [title]: 'Volcano in Iceland' });
  await settled();
  expect((await bot.logbook.heads()).map((head) => head.title)).toContain('Volcano in Iceland');
});
