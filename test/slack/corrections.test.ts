import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

let world: DeskWorld;
let room: Channel;
beforeAll(async () => {
  world = await deskWorld();
  room = await world.open(world.ana, 'Checkout is down --tz UTC');
  await world.ben.joins(room);
  await world.settled();
});
beforeEach(() => world.later(60));
afterAll(() => world.close());

/** Ana notes something; its number. */
const noted = async (words: string): Promise<number> => {
  await world.types(world.ana, `note ${words}`, room);
  return (await world.incidentIn(room)).moments.length;
};
const says = async (number: number): Promise<string> => {
  const { data } = (await world.incidentIn(room)).moments[number - 1]!.entry;
  return 'words' in data ? (data.words?.text ?? '') : '';
};
const opens = async (who: Person, number: number) => {
  await world.types(who, `edit ${number}`, room);
  return formOf(who);
};
const filled = (form: ReturnType<typeof formOf>, change: Record<string, string>) => {
  const inputs = form.blocks.flatMap((block) => {
    const { block_id, element } = block as { block_id?: string; element?: Record<string, unknown> };
    const option = element?.initial_option as { value: string } | undefined;
    const value = element?.initial_value ?? option?.value;
    return block_id && typeof value === 'string' ? [[block_id, value]] : [];
  });
  return { ...Object.fromEntries(inputs), ...change };
};
const shown = (who: Person): string => JSON.stringify(who.sees(room).ephemerals.at(-1));

test('two have the form open: the second is shown both, keeps what was typed, and overwrites only on purpose', async () => {
  const { ana, ben, settled } = world;
  const number = await noted('p99 is 9s');
  const forms = { ana: await opens(ana, number), ben: await opens(ben, number) };
  await ben.submits(forms.ben, filled(forms.ben, { words: 'p99 is 10s' }));
  await settled();
  await ana.submits(forms.ana, filled(forms.ana, { words: 'p99 is 11s' }));
  await settled();
  expect(await says(number)).toBe('p99 is 10s');
  const again = formOf(ana);
  expect(JSON.stringify(again.blocks)).toMatch(/Ben Okafor changed.*It read.*p99 is 9s.*Ben Okafor's.*p99 is 10s/);
  expect(filled(again, {})).toMatchObject({ words: 'p99 is 11s' });
  await ana.submits(again, filled(again, {}));
  await settled();
  expect(await says(number)).toBe('p99 is 11s');
  expect(shown(ana)).toContain('is corrected');
});

test('who changes another part in an old form undoes nothing', async () => {
  const { ana, ben, settled, types } = world;
  const number = await noted('the cache is cold');
  const form = await opens(ana, number);
  await types(ben, `edit ${number} the cache is warm`, room);
  await ana.submits(form, filled(form, { kind: 'action' }));
  await settled();
  const { entry } = (await world.incidentIn(room)).moments[number - 1]!;
  expect(entry).toMatchObject({ data: { kind: 'action', words: { text: 'the cache is warm' } } });
});

test('who types over what somebody has just said is told so, and can put it back', async () => {
  const { ana, ben, types, presses, later } = world;
  const number = await noted('db-1 is slow');
  await types(ben, `edit ${number} db-2 is slow`, room);
  later(2);
  await types(ana, `edit ${number} db-3 is slow`, room);
  expect(shown(ana)).toMatch(/Ben Okafor\* had changed it 2 min ago.*db-1 is slow.*db-2 is slow.*Yours stands now/);
  await presses(ana, 'Take theirs', room);
  expect(await says(number)).toBe('db-2 is slow');
  later(60);
  await types(ana, `edit ${number} db-4 is slow`, room);
  expect(shown(ana)).not.toContain('Take theirs');
});

test("an edit of the message in Slack counts as somebody's change, too", async () => {
  const { ana, ben, types, settled, later } = world;
  const message = await ben.posts('db-1 is slow', room);
  await ana.reacts('pushpin', message);
  await settled();
  const { length: number } = (await world.incidentIn(room)).moments;
  await ben.edits(message, 'db-2 is slow');
  await settled();
  later(1);
  await types(ana, `edit ${number} db-3 is slow`, room);
  expect(shown(ana)).toMatch(/Ben Okafor\* had changed it 1 min ago/);
});

test('what was changed again is not put back', async () => {
  const { ana, ben, types, presses } = world;
  const number = await noted('db-1');
  await types(ben, `edit ${number} db-2`, room);
  await types(ana, `edit ${number} db-3`, room);
  await types(ben, `edit ${number} db-4`, room);
  expect(await presses(ana, 'Take theirs', room)).toContain('was changed again since');
  expect(await says(number)).toBe('db-4');
});

test('a time that an edit brings can be put right like any other', async () => {
  const { ana, types, presses, clock } = world;
  clock.set(new Date('2026-03-02T22:00:00Z'));
  const number = await noted('it began');
  const at = async () => (await world.incidentIn(room)).moments[number - 1]!.entry.at.toISOString();
  const before = await at();
  await types(ana, `edit ${number} 8:00 it began`, room);
  expect(await at()).toBe('2026-03-02T08:00:00.000Z');
  await presses(ana, '12 hours later', room);
  expect(await at()).toBe('2026-03-02T20:00:00.000Z');
  await types(ana, `edit ${number} 9:00 of them`, room);
  await presses(ana, 'Not a time', room);
  expect(await says(number)).toBe('9:00 of them');
  expect(await at()).toBe('2026-03-02T20:00:00.000Z');
  expect(before).toBe('2026-03-02T22:00:00.000Z');
});

test('a button that would undo what somebody else said since shows both', async () => {
  const { ana, ben, types, presses, clock } = world;
  clock.set(new Date('2026-03-03T22:00:00Z'));
  await types(ana, 'note 8:00 it ended', room);
  const { length: number } = (await world.incidentIn(room)).moments;
  await types(ben, `edit ${number} 19:00`, room);
  await presses(ana, '12 hours later', room);
  expect(shown(ana)).toContain('Ben Okafor changed');
  await presses(ana, 'Overwrite with mine', room);
  expect((await world.incidentIn(room)).moments[number - 1]!.entry.at.toISOString()).toBe('2026-03-03T20:00:00.000Z');
});

test('twenty people who edit one entry at once are all in its history, in order', async () => {
  const { ana, ben, settled } = world;
  const number = await noted('start');
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? ana : ben).types(`/incident edit ${number} version ${i}`, room)),
  );
  await settled();
  const { history } = (await world.incidentIn(room)).moments[number - 1]!;
  expect(history).toHaveLength(20);
  expect(history.map(({ seq }) => seq)).toEqual(history.map(({ seq }) => seq).toSorted((a, b) => a - b));
});

test('who changed an entry, took it off and put it back stands in Evidence, with what it read before', async () => {
  const { ana, ben, types, bot } = world;
  const number = await noted('the first wording');
  await types(ben, `edit ${number} the second wording`, room);
  await types(ben, `hide ${number}`, room);
  await types(ana, `unhide ${number}`, room);
  const gone = await noted('noise');
  await types(ben, `hide ${gone}`, room);
  const document = (await bot.document((await world.incidentIn(room)).id)).as('markdown');
  const evidence = document.slice(document.indexOf('## Evidence'));
  expect(evidence).toMatch(/changed by Ben Okafor\): “the first wording”/);
  expect(evidence).toMatch(/taken off \S+ \S+ UTC by Ben Okafor, put back \S+ \S+ UTC by Ana Silva/);
  expect(evidence).toMatch(new RegExp(`Not on the timeline:.*#${gone} \\(taken off \\S+ \\S+ UTC by Ben Okafor\\)`));
  expect(document).not.toContain('noise');
});

test('an entry is taken off and put back by command, by button and in its form', async () => {
  const { ana, types, presses, settled } = world;
  const number = await noted('to be moved');
  const isHidden = async () => (await world.incidentIn(room)).moments[number - 1]!.hidden;
  await types(ana, `hide ${number}`, room);
  expect(await isHidden()).toBe(true);
  await presses(ana, 'Put it back', room);
  expect(await isHidden()).toBe(false);
  const form = await opens(ana, number);
  await ana.submits(form, { ...filled(form, { words: 'moved' }), hidden: ['Off the timeline'] });
  await settled();
  expect([await isHidden(), await says(number)]).toEqual([true, 'moved']);
  const again = await opens(ana, number);
  await ana.submits(again, { ...filled(again, {}), hidden: [] });
  await settled();
  expect(await isHidden()).toBe(false);
});

test('a box that nobody touched does not undo that somebody took the entry off', async () => {
  const { ana, ben, types, settled } = world;
  const number = await noted('noise');
  const form = await opens(ana, number);
  await types(ben, `hide ${number}`, room);
  await ana.submits(form, { ...filled(form, { words: 'noises' }), hidden: [] });
  await settled();
  expect((await world.incidentIn(room)).moments[number - 1]).toMatchObject({ hidden: true });
  expect(await says(number)).toBe('noises');
});

test('words that were redacted do not come back by a form that was open, nor by a button', async () => {
  const { ana, types, presses, settled, clock } = world;
  clock.set(new Date(+clock.now() + 86_400_000));
  const number = await noted('8:00 the code of the door is 4711');
  const form = await opens(ana, number);
  await types(ana, `redact ${number}`, room);
  await presses(ana, `Destroy the words of #${number}`, room);
  await ana.submits(form, filled(form, {}));
  await settled();
  expect(shown(ana)).toContain('was redacted');
  await presses(ana, 'Not a time', room);
  expect(await says(number)).toBe('(redacted)');
  const log = await world.bot.logbook.entries((await world.incidentIn(room)).id);
  expect(JSON.stringify(log)).not.toContain('4711');
});
