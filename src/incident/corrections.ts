import type { Draft, Entry, EntryKind, MomentKind, Person } from './entry.ts';
import { type Incident, type Moment, readingAt, type Wording } from './incident.ts';
import { Refusal, refuse } from './refusal.ts';
import type { Words } from './words.ts';

/** The told entry that people call `#number`. */
export const momentOf = (incident: Incident, number: number): Moment =>
  incident.moments[number - 1] ?? refuse(`There is no #${number}: the timeline goes to #${incident.moments.length}.`);

/** What an entry should say instead. */
export type Correction = { readonly at?: Date; readonly words?: Words; readonly kind?: MomentKind };

/** What people say in words, also where they need not. Other entries are facts: they are stated anew. */
const worded: ReadonlySet<EntryKind> = new Set([
  'marked',
  'impact.set',
  'update.given',
  'severity.set',
  'status.set',
  'incident.resolved',
  'incident.reopened',
  'incident.cancelled',
]);

const instead = (kind: EntryKind): string =>
  kind === 'incident.opened' || kind === 'incident.renamed'
    ? '`rename <title>` gives the incident another title.'
    : 'Say how it is now, or hide it.';

/** Who corrects, and which wording they have before them (`versionOf`). Without it they want theirs, whatever there is. */
type Seen = { readonly version: number; readonly by: string };

/** What stands afterwards differs from what stood, or nothing is written. What others changed since it was seen is not overwritten: a Clash. */
export const editEntry =
  (number: number, correction: Correction, seen?: Seen) =>
  (incident: Incident): Draft[] => {
    const moment = momentOf(incident, number);
    const { entry } = moment;
    const { words, kind } = correction;
    if (kind && entry.kind !== 'marked') refuse(`#${number} is of a sort that has no kind to change.`);
    if (words && !worded.has(entry.kind))
      refuse(`#${number} has no words of its own to change. ${instead(entry.kind)}`);
    const since = seen ? moment.history.filter(({ seq }) => seq > seen.version) : [];
    const base = readingAt(moment, seen?.version);
    const changes = without(without(correction, base), entry);
    const other = since.findLast(({ by }) => by.id !== seen?.by);
    if (other && fields(changes).some((field) => field in without(readingOf(entry), base)))
      throw new Clash(moment, base, other, changes);
    return fields(changes).length === 0 ? [] : [{ kind: 'entry.edited', data: { number, ...changes } }];
  };

/** Somebody else changed the same, meanwhile. Nothing was written: who corrects is shown both, and chooses. */
export class Clash extends Refusal {
  /** As it stands now. */
  readonly moment: Moment;
  /** As it was seen. */
  readonly seen: Entry;
  /** By whom it was changed last, and when. */
  readonly by: Person;
  readonly at: Date;
  /** What is wanted instead. */
  readonly wanted: Correction;
  constructor(moment: Moment, seen: Entry, { by, until }: Wording, wanted: Correction) {
    super(`${by.name} changed #${moment.number} meanwhile, and nothing was written.`);
    this.moment = moment;
    this.seen = seen;
    this.by = by;
    this.at = until;
    this.wanted = wanted;
  }
}

/** Puts back what the change `seq` replaced, unless it was changed again since. */
export const takeBack =
  (number: number, seq: number) =>
  (incident: Incident): Draft[] => {
    const moment = momentOf(incident, number);
    const before = moment.history.at(-1);
    if (before?.seq !== seq)
      return refuse(`#${number} was changed again since: \`edit #${number}\` shows how it reads now.`);
    return editEntry(number, readingOf(before.entry))(incident);
  };

/** What somebody else said in the place of an earlier wording, shortly before the change `seq` overwrote it. */
export const overwritten = (
  moment: Moment,
  seq: number,
  within: number,
): { theirs: Wording; before: Wording } | undefined => {
  const nth = moment.history.findIndex((wording) => wording.seq === seq);
  const [before, theirs] = [moment.history[nth - 1], moment.history[nth]];
  if (!before || !theirs || before.by.id === theirs.by.id || +theirs.until - +before.until > within) return undefined;
  const mine = moment.history[nth + 1]?.entry ?? moment.entry;
  const [they, me] = [without(readingOf(theirs.entry), before.entry), without(readingOf(mine), theirs.entry)];
  return fields(me).some((field) => field in they) ? { theirs, before } : undefined;
};

const readingOf = ({ at, kind, data }: Entry): Correction => ({
  at,
  ...('words' in data && data.words && { words: data.words }),
  ...(kind === 'marked' && { kind: data.kind }),
});

/** Those parts of a correction that an entry does not say already. */
const without = ({ at, words, kind }: Correction, entry: Entry): Correction => ({
  ...(at && +at !== +entry.at && { at }),
  ...(words && textOf(entry.data) !== words.text && { words }),
  ...(kind && !(entry.kind === 'marked' && entry.data.kind === kind) && { kind }),
});

const fields = (correction: Correction) => Object.keys(correction) as (keyof Correction)[];

export const hideEntry =
  (number: number) =>
  (incident: Incident): Draft[] =>
    momentOf(incident, number).hidden ? [] : [{ kind: 'entry.hidden', data: { number } }];

export const unhideEntry =
  (number: number) =>
  (incident: Incident): Draft[] =>
    momentOf(incident, number).hidden ? [{ kind: 'entry.unhidden', data: { number } }] : [];

const textOf = (data: Entry['data']): string | undefined => ('words' in data ? data.words?.text : undefined);
