import type { Incident } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import type { Head } from '../../logbook.ts';
import type { Desk } from '../desk.ts';
import type { Ask } from './verb.ts';

/** A guest, or somebody of another company: they write in the incidents they are in, and see no other. */
export const isOutsider = ({ people, self }: Pick<Desk, 'people' | 'self'>, user: string): boolean => {
  const row = people.row(user);
  const ours = self()?.team;
  return row !== undefined && (row.guest || (ours !== undefined && row.team !== '' && row.team !== ours));
};

type Looker = Pick<Ask, 'desk' | 'who'>;

/** Whether a person may know of an incident: a private one only its channel's members; guests only those they are in. */
export const canSee = ({ desk, who }: Looker, head: Pick<Head, 'private' | 'channel'>): boolean => {
  const isIn = head.channel !== null && desk.people.isMember(head.channel, who.id);
  return isIn || !(head.private || isOutsider(desk, who.id));
};

/** The incident that a button or form is about. Whoever asks in its own channel is in it: Slack says so. */
export const incidentAt = async (ask: Ask, id: string | undefined): Promise<Incident> => {
  const head = id === undefined ? undefined : await ask.desk.logbook.head({ id });
  if (head && (head.id === ask.incident?.id || canSee(ask, head))) return ask.desk.logbook.read(head.id);
  return refuse('That incident is not one that you can see.');
};

/** The incident of the channel in which a button stands. */
export const incidentHere = ({ incident }: Ask): Incident => incident ?? refuse("This channel is not an incident's.");
