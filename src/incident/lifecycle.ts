import type { Draft, Entry } from './entry.ts';
import { type Incident, isOpen } from './incident.ts';
import { milestones } from './milestones.ts';
import { refuse } from './refusal.ts';
import type { Words } from './words.ts';

type Opening = {
  readonly number: number;
  readonly team: string;
  readonly title: string;
  readonly severity?: string;
  readonly zone: string;
  readonly private: boolean;
  readonly test: boolean;
  readonly imported?: boolean;
};

/** The first entry of an incident. */
export const open = (opening: Opening): Draft => ({ kind: 'incident.opened', data: opening });

export const resolve =
  ({ at, words }: { readonly at?: Date; readonly words?: Words }) =>
  (incident: Incident): Draft[] => {
    if (!isOpen(incident))
      refuse(`INC-${incident.number} is ${incident.status} already. Reopen it, or edit the entry that says so.`);
    if (at) checkEnd(incident, at);
    return [{ kind: 'incident.resolved', data: { words }, at }];
  };

/** When it was mitigated, if that was not before it was reopened. */
export const mitigatedSince = (incident: Incident): Date | undefined => {
  const at = milestones(incident).mitigated?.entry.at;
  return at && at >= (reopening(incident)?.at ?? at) ? at : undefined;
};

const reopening = ({ moments }: Incident): Entry | undefined =>
  moments.findLast(({ entry: { kind } }) => kind === 'incident.reopened')?.entry;

/** An end lies after the beginning, and after the last reopening. */
const checkEnd = (incident: Incident, at: Date): void => {
  const told = incident.moments.map(({ entry }) => entry);
  const reopened = reopening(incident);
  if (reopened && at < reopened.at) refuse('That is before the incident was reopened: say when it ended after that.');
  if (told.length > 0 && told.every((entry) => at < entry.at))
    refuse(
      'That is before anything on the timeline happened. Check the time, or say first when it began: `started <when> <text>`.',
    );
};

export const reopen =
  (words: Words) =>
  (incident: Incident): Draft[] => {
    if (isOpen(incident)) refuse(`INC-${incident.number} is open.`);
    return [{ kind: 'incident.reopened', data: { words } }];
  };

type Cancellation = Extract<Draft, { kind: 'incident.cancelled' }>['data'];

export const cancel =
  (why: Cancellation) =>
  (incident: Incident): Draft[] => {
    if (!isOpen(incident))
      refuse(
        `INC-${incident.number} is ${incident.status} already.${incident.status === 'resolved' ? ' Reopen it first.' : ''}`,
      );
    return [{ kind: 'incident.cancelled', data: why }];
  };

export const rename =
  (title: string) =>
  (incident: Incident): Draft[] =>
    incident.title === title ? [] : [{ kind: 'incident.renamed', data: { title } }];

/** `zone` as `parseZone` gives it. */
export const setZone =
  (zone: string) =>
  (incident: Incident): Draft[] =>
    incident.zone === zone ? [] : [{ kind: 'zone.set', data: { zone } }];

const TITLE_LIMIT = 1000;

/** A title as it is kept: trimmed, on one line, whole. */
export const checkTitle = (typed: string): string => {
  const title = typed.replace(/\s+/g, ' ').trim();
  if (title === '') return refuse('An incident needs a title: say in a few words what is wrong.');
  if (title.length > TITLE_LIMIT)
    return refuse(`A title has at most ${TITLE_LIMIT} characters; this one has ${title.length}.`);
  return title;
};
