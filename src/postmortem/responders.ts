import { debrief, type Person } from '../incident/entry.ts';
import type { Line } from './lines.ts';

/** Who took part: those who have a role, and those whose words or acts are on the timeline, in the order in which they appear there. */
export const respondersOf = (
  lines: readonly Line[],
  roles: Readonly<Record<string, Person>>,
  bots: ReadonlySet<string>,
): readonly Person[] => {
  const byId = new Map<string, Person>();
  const add = (person: Person): void => {
    if (person.id !== debrief.id && !bots.has(person.id)) byId.set(person.id, person);
  };
  for (const person of Object.values(roles)) add(person);
  for (const { author, recorder } of lines) {
    add(author);
    add(recorder);
  }
  return [...byId.values()];
};
