import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld();
});
// A title is like another only for fifteen minutes.
beforeEach(() => world.later(20));
afterAll(() => world.close());

test('an incident is opened at once, with its flags anywhere in the line, and its opener is told where', async () => {
  const { ana, lobby, types, incidentIn, sandbox } = world;
  const words = await types(ana, 'start SEV1 checkout --test is —tz “Europe/Berlin” down', lobby);
  expect(words).toContain('INC-');
  const channel = sandbox.channels().find(({ name }) => name.endsWith('checkout-is-down'));
  expect(await incidentIn(channel!)).toMatchObject({
    title: 'checkout is down',
    severity: 'sev1',
    zone: 'Europe/Berlin',
    test: true,
    private: false,
  });
  expect(JSON.stringify(ana.sees(lobby).ephemerals)).toContain(`<#${channel!.id}>`);
});

test.each([
  ['an unknown flag', 'start --privat Leaked keys', '--privat'],
  ['an unknown flag with a long dash', 'start —privat Leaked keys', 'privat'],
  ['an unknown zone', 'start --tz Mars/Base Leaked keys', 'Mars/Base'],
  ['a zone that means several', 'start --tz IST Leaked keys', 'IST'],
  ['a zone that was forgotten', 'start Leaked keys --tz', '--tz'],
  ['an unknown severity', 'start sev9 Leaked keys', 'sev9'],
])('%s is refused before anything is created', async (_, line, named) => {
  const { ana, lobby, types, bot, sandbox } = world;
  const before = [(await bot.logbook.heads()).length, sandbox.channels().length];
  const words = await types(ana, line, lobby);
  expect(words).toContain(named);
  expect(words).toContain('Nothing was opened.');
  expect([(await bot.logbook.heads()).length, sandbox.channels().length]).toEqual(before);
});

test.each(['new', 'declare', 'OPEN'])('`%s` is `start`', async (verb) => {
  const { ana, lobby, types, bot } = world;
  const before = (await bot.logbook.heads()).length;
  await types(ana, `${verb} search is slow`, lobby);
  expect((await bot.logbook.heads()).length).toBe(before + 1);
});

test.each([
  ['emoji only', '🔥🔥'],
  ['markup only', '*_~<!channel>~_*'],
  ['200 characters', 'x'.repeat(200)],
])('a title of %s is kept whole and pings nobody', async (_, title) => {
  const { ana, open, incidentIn } = world;
  const channel = await open(ana, title);
  expect((await incidentIn(channel)).title.replace('@channel', '<!channel>')).toBe(title);
  expect(ana.sees().pings).toEqual([]);
});

test('the zone is the configured one, unless the line says otherwise', async () => {
  const { ben, open, incidentIn } = world;
  expect((await incidentIn(await open(ben, 'Mail is late'))).zone).toBe('UTC');
  expect((await incidentIn(await open(ben, 'Queue is stuck --tz PST'))).zone).toBe('PST');
});

test('nearly the same title within 15 minutes asks, and both answers work', async () => {
  const { ana, ben, lobby, open, types, presses, bot, sandbox } = world;
  const first = await open(ana, 'Login page is broken');
  const before = (await bot.logbook.heads()).length;
  const words = await types(ben, 'start login page broken', lobby);
  expect(words).toContain('INC-');
  expect((await bot.logbook.heads()).length).toBe(before);

  const number = first.name.split('-')[1];
  await presses(ben, `Join INC-${number}`, lobby);
  expect(sandbox.channels().find(({ id }) => id === first.id)?.members).toContain(ben.id);
  await types(ben, 'start sev2 login page broken', lobby);
  await presses(ben, 'Start a new incident', lobby);
  const heads = await bot.logbook.heads();
  expect(heads.length).toBe(before + 1);
  expect(heads.find(({ number: each }) => each === Math.max(...heads.map((head) => head.number)))).toMatchObject({
    title: 'login page broken',
    severity: 'sev2',
  });
});

test('a private incident is asked about by nobody who may not see it', async () => {
  const { ana, ben, lobby, open, types, bot, sandbox } = world;
  const channel = await open(ana, '--private Payroll data leaked');
  expect(sandbox.channels().find(({ id }) => id === channel.id)?.isPrivate).toBe(true);
  const before = (await bot.logbook.heads()).length;
  expect(await types(ben, 'start payroll data leaked', lobby)).not.toContain('Join');
  expect((await bot.logbook.heads()).length).toBe(before + 1);
});

test('two people who start at the same instant get two incidents and two numbers', async () => {
  const { ana, ben, lobby, bot, settled } = world;
  const before = (await bot.logbook.heads()).map(({ number }) => number);
  await Promise.all([
    ana.types('/incident start Volcano in Iceland', lobby),
    ben.types('/incident start Backups never finished', lobby),
  ]);
  await settled();
  const numbers = (await bot.logbook.heads()).map(({ number }) => number).filter((each) => !before.includes(each));
  expect(numbers.toSorted((a, b) => a - b)).toEqual([Math.max(...before) + 1, Math.max(...before) + 2]);
});

test('without a title a form asks, and keeps what was typed', async () => {
  const { ana, lobby, types, bot, settled } = world;
  await types(ana, 'start sev3 --private', lobby);
  const form = formOf(ana);
  expect(JSON.stringify(form.blocks)).toContain('sev3');
  const title = titleOf(form);
  expect(await ana.submits(form, { [title]: 'Printer on fire' })).toEqual({});
  await settled();
  expect((await bot.logbook.heads())[0]).toMatchObject({ title: 'Printer on fire', severity: 'sev3', private: true });
  expect(JSON.stringify(ana.sees(lobby).ephemerals.at(-1))).toMatch(/INC-|<#/);
});

test('a form with a wrong zone says so beside the zone, and opens nothing', async () => {
  const { ana, lobby, types, bot } = world;
  await types(ana, 'start', lobby);
  const form = formOf(ana);
  const before = (await bot.logbook.heads()).length;
  const zone = form.blocks.map(({ block_id }) => String(block_id)).find((id) => /zone/.test(id))!;
  const { errors } = await ana.submits(form, { [titleOf(form)]: 'Fans are loud', [zone]: 'Mars/Base' });
  expect(errors?.[zone]).toContain('Mars/Base');
  expect((await bot.logbook.heads()).length).toBe(before);
  await ana.closes(form);
});

test('a form that Slack does not open is replaced by what to type', async () => {
  const { ana, lobby, types, sandbox } = world;
  sandbox.faults.next('views.open', { error: 'expired_trigger_id' });
  await types(ana, 'start', lobby);
  expect(ana.sees(lobby).ephemerals.at(-1)?.text).toContain('/incident start');
});

test('a guest opens nothing and lists nothing', async () => {
  const { gus, lobby, types, bot } = world;
  const before = (await bot.logbook.heads()).length;
  expect(await types(gus, 'start I may not', lobby)).toMatch(/guest/i);
  expect(await types(gus, 'list all', lobby)).not.toContain('INC-');
  expect((await bot.logbook.heads()).length).toBe(before);
});

const titleOf = (form: { blocks: readonly Record<string, unknown>[] }): string =>
  form.blocks.map(({ block_id }) => String(block_id)).find((id) => /title/.test(id)) ?? 'Title';
