import type { Draft, EntryKind, MomentKind } from './entry.ts';
import type { Incident, Moment } from './incident.ts';
import { refuse } from './refusal.ts';
import type { Words } from './words.ts';

/** The told entry that people call `#number`. */
export const momentOf = (incident: Incident, number: number): Moment =>
  incident.moments[number - 1] ?? refuse(`There is no #${number}: the timeline goes to #${incident.moments.length}.`);

type Correction = { readonly at?: Date; readonly words?: Words; readonly kind?: MomentKind };

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

/** What stands afterwards differs from what stood, or nothing is written. */
export const editEntry =
  (number: number, { at, words, kind }: Correction) =>
  (incident: Incident): Draft[] => {
    const { entry } = momentOf(incident, number);
    if (kind && entry.kind !== 'marked') refuse(`#${number} is of a sort that has no kind to change.`);
    if (words && !worded.has(entry.kind))
      refuse(`#${number} has no words of its own to change. ${instead(entry.kind)}`);
    const changes = {
      ...(at && +at !== +entry.at && { at }),
      ...(words && textOf(entry.data) !== words.text && { words }),
      ...(kind && !(entry.kind === 'marked' && entry.data.kind === kind) && { kind }),
    };
    return Object.keys(changes).length === 0 ? [] : [{ kind: 'entry.edited', data: { number, ...changes } }];
  };

export const hideEntry =
  (number: number) =>
  (incident: Incident): Draft[] =>
    momentOf(incident, number).hidden ? [] : [{ kind: 'entry.hidden', data: { number } }];

export const unhideEntry =
  (number: number) =>
  (incident: Incident): Draft[] =>
    momentOf(incident, number).hidden ? [{ kind: 'entry.unhidden', data: { number } }] : [];

const textOf = (data: Incident['moments'][number]['entry']['data']): string | undefined =>
  'words' in data ? data.words?.text : undefined;
