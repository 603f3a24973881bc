import type { Incident } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import type { Head } from '../../logbook.ts';
import type { Desk } from '../desk.ts';
import type { Ask } from './verb.ts';

// Who may know of what. A private incident exists for its channel's members only, and for a guest, or somebody of another
// company, every incident is like that. Everybody else hears the same words as of an incident that does not exist.

/**
 * A guest, or somebody of another company: they write in the incidents they are in, and see no other. `team` is the workspace
 * in which they ask, as far as Slack says it.
 */
export const isOutsider = ({ people, self }: Pick<Desk, 'people' | 'self'>, user: string, team = ''): boolean => {
  const row = people.row(user);
  const ours = self()?.team;
  return row?.guest === true || (ours !== undefined && [row?.team, team].some((each) => each && each !== ours));
};

export type Looker = Pick<Ask, 'desk' | 'who' | 'isOutsider'>;
/** Somebody who asks for no line, such as from the menu of a message. */
export const lookerAt = (desk: Desk, user: string, team?: string): Looker => ({
  desk,
  who: desk.people.person(user),
  isOutsider: isOutsider(desk, user, team),
});

type Seen = Pick<Head, 'private' | 'channel'>;

/** Whether a person may know of an incident from elsewhere. Who is not known to be a member is none, and a stranger sees nothing. */
export const canSee = (looker: Looker, head: Seen): boolean => {
  const isIn = head.channel !== null && looker.desk.people.isMember(head.channel, looker.who.id);
  return isIn || (isForAll(looker, head) && looker.desk.people.row(looker.who.id) !== undefined);
};

/**
 * Whether a person may know of the incident in whose channel they ask. `isIn`: they were in it when they asked, as Slack says
 * of a command, and the members' list of everything else. Who has left since is out.
 */
export const canSeeHere = (looker: Looker & { readonly isIn: boolean }, head: Seen): boolean => {
  const { people } = looker.desk;
  const isOut = head.channel === null || people.isKnownOut(head.channel, looker.who.id);
  return (looker.isIn && !isOut) || isForAll(looker, head);
};

const isForAll = ({ desk, who, isOutsider: isOut }: Looker, head: Seen): boolean =>
  !head.private && !isOut && desk.people.row(who.id)?.deleted !== true;

/** The incident, if this person may know of it from elsewhere. */
export const seenBy = async (looker: Looker, head: Head): Promise<Incident | undefined> => {
  const incident = await looker.desk.logbook.read(head.id);
  return canSee(looker, head) || isLeftTo(looker, incident) ? incident : undefined;
};

/** A channel that was deleted has no members: a private incident is left to who opened it or has a role, and was in it to the end. */
const isLeftTo = ({ desk, who }: Looker, { channel, openedBy, roles }: Incident): boolean =>
  channel?.deleted === true &&
  desk.people.members(channel.id).includes(who.id) &&
  [openedBy, ...Object.values(roles)].some((person) => person?.id === who.id);

/** The incident that a button or form is about. */
export const incidentAt = async (ask: Ask, id: string | undefined): Promise<Incident> => {
  const head = id === undefined ? undefined : await ask.desk.logbook.head({ id });
  if (head && head.id === ask.incident?.id) return ask.desk.logbook.read(head.id);
  return (head && (await seenBy(ask, head))) ?? refuse('That incident is not one that you can see.');
};

/** The incident of the channel in which a button stands. */
export const incidentHere = ({ incident }: Ask): Incident => incident ?? refuse("This channel is not an incident's.");
