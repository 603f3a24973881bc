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

const section = async (name: 'cause' | 'fix' | 'factor' | 'improve' | 'summary') =>
  ((await world.incidentIn(room)).sections[name] ?? []).map(({ words, details }) =>
    [words.text, ...details.map(({ text }) => text)].join(' / '),
  );
const say = (line: string) => world.types(world.ana, line, room);

test('`cause` said again adds a paragraph, the answer shows the whole section, `=` replaces it', async () => {
  await say('cause The certificate expired.');
  expect(await say('cause Nobody was told.')).toMatch(/certificate expired.*Nobody was told/s);
  expect(await section('cause')).toEqual(['The certificate expired.', 'Nobody was told.']);
  expect(await say('cause')).toMatch(/certificate expired.*Nobody was told/s);
  await say('cause = The renewal job failed.');
  expect(await section('cause')).toEqual(['The renewal job failed.']);
});

test('a section is replaced, edited and removed with its buttons', async () => {
  const { ana, presses, settled } = world;
  await say('factor One alert for five gateways');
  await say('factor No owner for the job');
  const submit = async (text: string) => {
    const form = formOf(ana);
    const words = form.blocks.map(({ block_id }) => String(block_id)).find((id) => /words/.test(id)) ?? '';
    expect(await ana.submits(form, { [words]: text })).toEqual({});
    await settled();
  };
  await presses(ana, 'Edit', room);
  await submit('No owner for the renewal job');
  expect((await section('factor')).join('|')).toContain('No owner for the renewal job');
  await presses(ana, 'Remove', room);
  expect(await section('factor')).toHaveLength(1);
  await presses(ana, 'Replace', room);
  await submit('Only this & nothing else');
  expect(await section('factor')).toEqual(['Only this & nothing else']);
});

test('the further lines of a fix are its steps, of an improvement its details', async () => {
  await say('fix Traffic was moved.\n1. drain\n- install\nwatch');
  expect(await section('fix')).toEqual(['Traffic was moved. / drain / install / watch']);
  await say('improve Watch from outside\n  every five minutes');
  expect(await section('improve')).toEqual(['Watch from outside / every five minutes']);
});

test.each(['summary', 'conclusion', 'went-well', 'went-wrong', 'lucky', 'improve', 'factor', 'fix'])(
  '`%s` without words shows what is there, or how to write it',
  async (verb) => {
    expect(await say(verb)).not.toBe('');
    expect(await say(`${verb} Something for ${verb}.`)).toContain(`Something for ${verb}`);
    expect(await say(verb)).toContain(`Something for ${verb}`);
  },
);

test('a link is kept with its words, and shown', async () => {
  await say('link https://example.com/doc?a=1&b=2 the runbook');
  await say('link example.com');
  expect((await world.incidentIn(room)).links.map(({ url, words }) => [url, words?.text])).toEqual([
    ['https://example.com/doc?a=1&b=2', 'the runbook'],
    ['http://example.com', expect.anything()],
  ]);
  expect(await say('link')).toContain('the runbook');
  expect(await say('link not-a-link')).toMatch(/no link|not a link/);
});

test('impact is read for figures, kept as typed, and shown', async () => {
  await say('impact about 40-50% of users, services:checkout,payments');
  const { entry } = (await world.incidentIn(room)).moments.at(-1)!;
  expect(entry.data).toMatchObject({
    words: { text: 'about 40-50% of users, services:checkout,payments' },
    figures: [{ unit: 'percent', low: 40, high: 50, estimated: true }],
    services: ['checkout', 'payments'],
  });
  expect(await say('impact')).toContain('40-50%');
});
