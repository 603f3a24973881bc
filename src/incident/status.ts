import type { Draft, Status } from './entry.ts';
import { type Incident, isOpen } from './incident.ts';
import { refuse } from './refusal.ts';
import type { Words } from './words.ts';

export const setStatus =
  (status: Status, words?: Words) =>
  (incident: Incident): Draft[] => {
    if (status === 'resolved' || status === 'cancelled')
      refuse(`An incident becomes ${status} by \`${status === 'resolved' ? 'resolve' : 'cancel'}\`.`);
    if (!isOpen(incident)) refuse(`INC-${incident.number} is ${incident.status}. Reopen it first.`);
    return incident.status === status && !words ? [] : [{ kind: 'status.set', data: { status, words } }];
  };

/** `known`: the severities that are configured. */
export const setSeverity =
  (severity: string, words: Words | undefined, known: readonly string[]) =>
  (incident: Incident): Draft[] => {
    if (!known.includes(severity)) refuse(`There is no severity ${severity}: say one of ${known.join(', ')}.`);
    return incident.severity === severity && !words ? [] : [{ kind: 'severity.set', data: { severity, words } }];
  };
