import type { Draft, Person } from './entry.ts';
import type { Incident } from './incident.ts';
import { refuse } from './refusal.ts';

/** Giving a role to the one who holds it changes nothing, so nothing is written. */
export const assignRole =
  (role: string, person: Person) =>
  (incident: Incident): Draft[] =>
    incident.roles[role]?.id === person.id ? [] : [{ kind: 'role.assigned', data: { role, person } }];

export const leaveRole =
  (role: string) =>
  (incident: Incident): Draft[] =>
    incident.roles[role] ? [{ kind: 'role.left', data: { role } }] : refuse(`Nobody is ${role}.`);
