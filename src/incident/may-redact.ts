import type { Entry } from './entry.ts';
import type { Incident } from './incident.ts';
import { type Asking, checkMay, isAllowed } from './permissions.ts';
import { refuse } from './refusal.ts';

/** Whoever wants to destroy words. */
export type Redactor = {
  readonly isAllowed: (incident: Incident, entry: Entry) => boolean;
  /** Refuses, and says who may. */
  readonly check: (incident: Incident, entry: Entry) => void;
};

/** As the settings say; guests only their own words. */
export const redactorOf = ({ isOutsider, ...asking }: Asking & { readonly isOutsider: boolean }): Redactor => ({
  isAllowed: (incident, entry) =>
    isOutsider ? entry.author.id === asking.who.id : isAllowed('redact', incident, asking, entry),
  check: (incident, entry) => {
    if (!isOutsider) return checkMay('redact', incident, asking, entry);
    if (entry.author.id !== asking.who.id)
      refuse(`Those are the words of ${entry.author.name}: guests redact their own only. Nothing was done.`);
  },
});

/** Whoever has the command line has the file. */
export const operator: Redactor = { isAllowed: () => true, check: () => {} };
