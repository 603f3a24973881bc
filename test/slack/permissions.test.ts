import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { type DeskWorld, deskWorld, formOf } from './desk-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'debrief-permissions-'));
const CONFIG = join(folder, 'debrief.yml');
writeFileSync(
  CONFIG,
  `severities: [critical, minor]
roles: [lead, ops]
reactions: {fire: detected}
wording: {recording: What is written here is kept for ninety days.}
permissions: {resolve: lead, edit: [lead], export: ops}
`,
);

let world: DeskWorld;
let room: Channel;
beforeAll(async () => {
  world = await deskWorld({ CONFIG });
  room = await world.open(world.ana, 'Critical: checkout is down');
  await world.types(world.ana, 'lead me', room);
  await world.ben.joins(room);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const ben = (line: string): Promise<string> => world.types(world.ben, line, room);
const incident = () => world.incidentIn(room);

test('severities, roles and the notice are the configured ones', async () => {
  expect(await incident()).toMatchObject({ severity: 'critical', title: 'checkout is down' });
  expect(await ben('severity sev1')).toMatch(/There is no severity sev1: say one of critical, minor/);
  expect(await ben('role scribe me')).toMatch(/There is no role scribe: there are lead, ops/);
  expect(await ben('role ops me')).toMatch(/ops: Ben/);
  expect(room.purpose).toContain('kept for ninety days');
});

test('the configured reactions mark, and no others', async () => {
  const message = await world.ana.posts('alert: 5xx', room);
  await world.ben.reacts('bulb', message);
  await world.ben.reacts('fire', message);
  await world.settled();
  expect((await world.story(room)).filter((line) => line.includes('5xx'))).toEqual(['detected: alert: 5xx']);
});

test.each([['resolve it is over'], ['cancel false alarm']])('`%s` takes the lead', async (line) => {
  expect(await ben(line)).toBe('To end, cancel or reopen this incident takes the lead (Ana Silva). Nothing was done.');
  expect((await incident()).status).toBe('investigating');
});

test('a form that was opened by the lead counts only while they lead', async () => {
  await world.types(world.ana, 'resolve', room);
  const form = formOf(world.ana);
  await world.types(world.ana, 'lead @Ben Okafor', room);
  const answer = await world.ana.submits(form, { words: 'it is over' });
  await world.settled();
  expect(JSON.stringify([answer, world.ana.sees(room).ephemerals.at(-1)])).toMatch(/takes the lead \(Ben Okafor\)/);
  expect((await incident()).status).toBe('investigating');
  await world.types(world.ana, 'lead me', room);
});

test("others' entries are corrected by the lead, one's own by everybody", async () => {
  const own = Number(/#(\d+)/.exec(await ben('note from Ben'))?.[1]);
  const others = Number(/#(\d+)/.exec(await world.types(world.ana, 'note from Ana', room))?.[1]);
  expect(await ben(`edit #${own} really from Ben`)).toMatch(/is corrected/);
  for (const line of [`edit #${others} no`, `hide #${others}`, `unhide #${others}`])
    expect(await ben(line)).toMatch(/To correct others' entries here takes the lead/);
  expect(await world.types(world.ana, `hide #${own}`, room)).toMatch(/off the timeline/);
});

test('the full log is exported by whoever may, the document by all', async () => {
  expect(await world.types(world.ana, 'export json', room)).toMatch(/takes the ops \(Ben Okafor\)/);
  expect(await world.types(world.ana, 'export markdown', room)).toMatch(/Received/);
  expect(await ben('export json')).toMatch(/Received/);
});

test('an incident keeps a severity and a role that are configured no longer', async () => {
  const old = await world.bot.logbook.record(
    (await incident()).id,
    { recorder: { id: world.ana.id, name: 'Ana' }, source: { type: 'cli' } },
    () => [
      { kind: 'severity.set', data: { severity: 'sev7' } },
      { kind: 'role.assigned', data: { role: 'scribe', person: { id: world.ana.id, name: 'Ana' } } },
    ],
  );
  expect(old.incident.severity).toBe('sev7');
  expect(await ben('severity')).toMatch(/The severity is sev7/);
  expect(await ben('role')).toMatch(/scribe: Ana/);
  expect(await ben('role scribe nobody')).toMatch(/scribe: nobody/);
  expect(await ben('postmortem')).toMatch(/sev7/i);
});
