import { debrief, type Entry, type Person } from '../incident/entry.ts';

/** `names` as they were, `roles` (`lead`, `responder 2`), or `none`. */
export type Names = 'names' | 'roles' | 'none';

/**
 * The log as it may be read by those who should not see names. Ids are replaced, too, and the same person is the same alias
 * throughout. `others` are people who only occur as mentions. Bots keep their names.
 */
export const disguise = (entries: readonly Entry[], names: Names, others: readonly Person[] = []): readonly Entry[] => {
  if (names === 'names') return entries;
  const aliases = aliasesIn(entries, others);
  const hide = (person: Person): Person => {
    const alias = aliases.get(person.id);
    return alias ? { id: alias.replace(' ', '-'), name: shown(alias, names) } : person;
  };
  const unmention = mentionsOf([...peopleIn(entries), ...others], (person) => hide(person).name, aliases);
  return entries.map(({ typed: _, ...entry }) => {
    // Only strings and people are replaced, each by its own kind: an entry stays an entry.
    return replaced(entry, hide, unmention) as Entry;
  });
};

/** Who only acted as a program: what it says is not anybody's. */
export const botsIn = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(entries.filter(isByBot).map(({ author }) => author.id));

const isByBot = (entry: Entry): boolean =>
  entry.source.type === 'alert' ||
  ((entry.kind === 'marked' || entry.kind === 'message.worded') && entry.data.message?.bot !== undefined);

const shown = (alias: string, names: Names): string => (names === 'none' ? 'a responder' : alias);

const aliasesIn = (entries: readonly Entry[], others: readonly Person[]): ReadonlyMap<string, string> => {
  const bots = botsIn(entries);
  const aliases = new Map<string, string>();
  const holders = new Map<string, number>();
  for (const { kind, data } of entries) {
    if (kind !== 'role.assigned' || aliases.has(data.person.id)) continue;
    const nth = (holders.get(data.role) ?? 0) + 1;
    holders.set(data.role, nth);
    aliases.set(data.person.id, nth === 1 ? data.role : `${data.role} ${nth}`);
  }
  let responders = 0;
  for (const { id } of [...peopleIn(entries), ...others])
    if (!aliases.has(id) && !bots.has(id) && id !== debrief.id) aliases.set(id, `responder ${++responders}`);
  return aliases;
};

const peopleIn = (entries: readonly Entry[]): Person[] => {
  const people = new Map<string, Person>();
  const add = (person: Person | null | undefined): void => {
    if (person) people.set(`${person.id} ${person.name}`, person);
  };
  for (const { author, recorder, data } of entries) {
    add(author);
    add(recorder);
    if ('person' in data) add(data.person);
    if ('owner' in data) add(data.owner);
  }
  return [...people.values()];
};

/** Replaces `@Ana Silva` in a text, the longest name first. */
const mentionsOf = (
  people: readonly Person[],
  alias: (person: Person) => string,
  known: ReadonlyMap<string, string>,
): ((text: string) => string) => {
  const byName = new Map(people.filter(({ id }) => known.has(id)).map((person) => [person.name, alias(person)]));
  const all = [...byName.keys()].filter((name) => name.trim() !== '').toSorted((a, b) => b.length - a.length);
  if (all.length === 0) return (text) => text;
  const mention = new RegExp(`@(${all.map(RegExp.escape).join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return (text) => text.replace(mention, (whole, name: string) => byName.get(name) ?? whole);
};

const peopleKeys = new Set(['author', 'recorder', 'person', 'owner']);
const textKeys = new Set(['text', 'value', 'title']);

const replaced = (value: unknown, hide: (person: Person) => Person, unmention: (text: string) => string): unknown => {
  const walk = (each: unknown, key: string): unknown => {
    if (typeof each === 'string') return textKeys.has(key) ? unmention(each) : each;
    if (Array.isArray(each)) return each.map((one) => walk(one, key));
    if (typeof each !== 'object' || each === null || each instanceof Date) return each;
    // Under these keys the schema of entries has people only.
    if (peopleKeys.has(key)) return hide(each as Person);
    return Object.fromEntries(Object.entries(each).map(([name, one]) => [name, walk(one, name)]));
  };
  return walk(value, '');
};
