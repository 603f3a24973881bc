import type { Archive } from '../../archive/archive.ts';
import type { Context } from '../../slack/listeners/events/heard.ts';
import { type PersonRow, readUser } from '../../slack/people.ts';

/** Who is who, for messages of an archive: whom Debrief knows already, and whom the archive names besides. */
export const knownIn = ({ users, channels }: Archive, known: readonly PersonRow[], now: Date) => {
  const strangers = users.map((user) => readUser(user, now));
  const rows = new Map([...strangers, ...known].map((row) => [row.id, row]));
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  const people: Context['people'] = {
    person: (id) => ({ id, name: rows.get(id)?.name ?? id }),
    row: (id) => rows.get(id),
    names: { person: (id) => rows.get(id)?.name, channel: (id) => names.get(id), group: () => undefined },
  };
  const isKnown = new Set(known.map(({ id }) => id));
  return { people, strangers: strangers.filter(({ id }) => !isKnown.has(id)) };
};
