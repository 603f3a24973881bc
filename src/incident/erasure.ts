import { withEarlier } from './earlier-remains.ts';
import type { Draft, Entry, Person, Remains } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Messages } from './message.ts';
import { refuse } from './refusal.ts';
import { hasWords, remainsIn, remainsOf } from './remains.ts';

/** Who stands where somebody's name was. */
export const ERASED = 'erased person';

/** What of one log is somebody's: words of theirs, and entries that name them. */
export type Erasure = {
  readonly words: number;
  readonly named: number;
  readonly draft: Extract<Draft, { kind: 'person.erased' }> | undefined;
};

/**
 * Somebody's words go, and their name, wherever Debrief itself wrote it: as author or recorder, in roles and tasks, and in
 * mentions of them on the timeline and in the document.
 * Their id stays: the chain is over it, and it says nothing to who has no access to Slack.
 */
export const planErasure = (log: readonly Entry[], who: string, name: string | undefined): Erasure => {
  const names = new Set([name, ...log.flatMap((entry) => namesIn(entry, who))].filter((each) => each !== undefined));
  names.delete(ERASED);
  const nameless = withoutName(who, [...names]);
  const isTheirs = ({ author }: Entry): boolean => author.id === who;
  // Nothing need stand in the place of a message: what was marked of it has an entry of its own.
  const messages = log.filter((entry) => isTheirs(entry) && entry.kind === 'message.worded' && hasWords(entry));
  // Others' messages are theirs, with whomever they mention, until their own time is over.
  const isOthers = ({ kind, author, recorder }: Entry): boolean =>
    kind === 'message.worded' && author.id !== who && recorder.id !== who;
  const others = log.flatMap((entry): Remains[] => {
    if (messages.includes(entry) || entry.kind === 'entry.unreadable' || isOthers(entry)) return [];
    const left = nameless(isTheirs(entry) ? remainsOf(entry) : { ...remainsOf(entry), data: entry.data });
    const stays = {
      ...left,
      author: isTheirs(entry) ? ERASED : left.author,
      recorder: entry.recorder.id === who ? ERASED : left.recorder,
    };
    const before: Remains = { ...remainsOf(entry), data: entry.data };
    const isTyped = entry.typed !== undefined && entry.recorder.id === who;
    return isTyped || JSON.stringify(stays) !== JSON.stringify(before) ? [stays] : [];
  });
  const entries = withEarlier(log, others);
  const seqs = messages.map(({ seq }) => seq);
  const words =
    messages.length + log.filter((entry) => isTheirs(entry) && !messages.includes(entry) && hasWords(entry)).length;
  return {
    words,
    named: entries.length,
    draft: entries.length + seqs.length > 0 ? { kind: 'person.erased', data: { who, seqs, entries } } : undefined,
  };
};

/** Needs the log. */
export const erasePerson =
  (who: string, name: string | undefined) =>
  ({ held, number }: Incident, _: Messages, log: readonly Entry[]): Draft[] => {
    if (held) refuse(`INC-${number} is held by ${held.by.name}: nothing is erased from it until it is released.`);
    const { draft } = planErasure(log, who, name);
    return draft ? [draft] : [];
  };

/** How they were called over time. */
const namesIn = ({ author, recorder, data }: Entry, who: string): string[] => {
  const people: (Person | null | undefined)[] = [author, recorder];
  if ('person' in data) people.push(data.person);
  if ('owner' in data) people.push(data.owner);
  return people.flatMap((each) => (each?.id === who && each.name !== who ? [each.name] : []));
};

/** In people and in mentions (`@Ana Silva`), which Debrief wrote for Slack's own. */
const withoutName = (who: string, names: readonly string[]) => {
  const mention = new RegExp(
    `@(?:${names
      .toSorted((a, b) => b.length - a.length)
      .map(RegExp.escape)
      .join('|')})(?![\\p{L}\\p{N}_])`,
    'gu',
  );
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return names.length > 0 ? value.replace(mention, `@${ERASED}`) : value;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
    return 'id' in copy && copy.id === who && 'name' in copy ? { ...copy, name: ERASED } : copy;
  };
  // Only strings were changed.
  return (remains: Remains): Remains => walk(remains) as Remains;
};

/** Whether an entry is about somebody: theirs, put there by them, or naming them. */
export const isAbout = (entry: Entry, who: string): boolean =>
  entry.author.id === who ||
  entry.recorder.id === who ||
  (remainsIn(entry).length === 0 && JSON.stringify(entry.data).includes(`"id":${JSON.stringify(who)}`));
