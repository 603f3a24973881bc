import { expect, test } from 'vitest';
import { permissions as defaults } from '../../src/defaults.ts';
import { type Act, acts, checkMay, isAllowed, type Permissions } from '../../src/incident/permissions.ts';
import { ana, ben, hypothesis, incidentOf, log, opened } from '../given.ts';

const cleo = { id: 'U3CLEO', name: 'Cleo' };
const incident = incidentOf(opened, { kind: 'role.assigned', data: { role: 'lead', person: ben } });
const [, entry] = log(opened, { ...hypothesis('it is the deploy'), author: cleo });

const asking = (who = ana, permissions: Partial<Permissions> = {}, admins: readonly string[] = []) => ({
  who,
  isIn: true,
  permissions: { ...defaults, ...permissions },
  admins,
});
const may = (act: Act, ...of: Parameters<typeof asking>): boolean => isAllowed(act, incident, asking(...of), entry);

test('unless the settings say otherwise everybody in the channel may do all but destroy words', () => {
  const dora = { id: 'U4DORA', name: 'Dora' };
  expect(acts.filter((act) => !may(act, dora))).toEqual(['redact']);
});

test('words are destroyed by their author, whoever recorded them, the lead, and administrators', () => {
  const dora = { id: 'U4DORA', name: 'Dora' };
  expect([ana, ben, cleo].map((who) => may('redact', who))).toEqual([true, true, true]);
  expect(may('redact', dora)).toBe(false);
  expect(may('redact', dora, {}, [dora.id])).toBe(true);
});

test('only who is named may', () => {
  expect(may('resolve', ana, { resolve: ['lead'] })).toBe(false);
  expect(may('resolve', ben, { resolve: ['lead'] })).toBe(true);
  expect(may('resolve', ana, { resolve: ['comms', 'admins'] }, [ana.id])).toBe(true);
});

test("one's own entries may always be edited", () => {
  expect([ana, cleo, ben].map((who) => may('edit', who, { edit: ['comms'] }))).toEqual([true, true, false]);
});

test('everybody is who is in the channel', () => {
  const elsewhere = { ...asking(), isIn: false };
  expect(acts.filter((act) => isAllowed(act, incident, elsewhere))).toEqual([]);
  expect(isAllowed('resolve', incident, { ...asking(ben, { resolve: ['lead'] }), isIn: false })).toBe(true);
  const there = incidentOf(opened, { kind: 'channel.made', data: { channel: 'C1', name: 'inc-1-checkout' } });
  expect(() => checkMay('resolve', there, elsewhere)).toThrow(
    'To end, cancel or reopen this incident takes somebody who is in #inc-1-checkout. Nothing was done.',
  );
});

test('a role is never mistaken for something every object has', () => {
  expect(may('resolve', ana, { resolve: ['constructor', 'toString'] })).toBe(false);
});

test('a no says who may', () => {
  const limits = { resolve: ['lead', 'comms', 'admins'] };
  expect(() => checkMay('resolve', incident, asking(ana, limits))).toThrow(
    "To end, cancel or reopen this incident takes the lead (Ben Okafor), the comms (nobody yet: `role comms @ana` names one) or one of Debrief's administrators. Nothing was done.",
  );
});
