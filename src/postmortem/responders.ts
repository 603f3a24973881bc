import { debrief, type Person } from '../incident/entry.ts';
import type { Line } from './lines.ts';

/** Who took part: those who have a role, and those whose words or acts are on the timeline, in the order in which they appear there. */
export const respondersOf = (
  lines: readonly Line[],
  roles: Readonly<Record<string, Person>>,
  bots: ReadonlySet<string>,
): readonly Person[] => {
  const all = [...Object.values(roles), ...lines.flatMap(({ author, recorder }) => [author, recorder])];
  const byId = new Map(all.filter(({ id }) => id !== debrief.id && !bots.has(id)).map((person) => [person.id, person]));
  return [...byId.values()];
};
