import type { Entry, Person } from './entry.ts';
import type { Incident } from './incident.ts';

/** Who wants to destroy words. `isAdmin`: one of `ADMINS`, or whoever has the command line. */
export type Redactor = { readonly person: Person; readonly isOutsider: boolean; readonly isAdmin: boolean };

/** The words' author, who put them on the record, who leads, and admins. Guests only their own words. */
export const mayRedact = ({ roles }: Incident, { person, isOutsider, isAdmin }: Redactor, entry: Entry): boolean => {
  if (isAdmin || entry.author.id === person.id) return true;
  return !isOutsider && (entry.recorder.id === person.id || roles.lead?.id === person.id);
};
