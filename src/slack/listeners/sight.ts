import type { Head } from '../../logbook.ts';
import type { Desk } from '../desk.ts';

/** A guest, or somebody of another company: they write in the incidents they are in, and see no other. */
export const isOutsider = ({ people, self }: Pick<Desk, 'people' | 'self'>, user: string): boolean => {
  const row = people.row(user);
  const ours = self()?.team;
  return row !== undefined && (row.guest || (ours !== undefined && row.team !== '' && row.team !== ours));
};

/** Whether a person may know of an incident: a private one only its channel's members; guests only those they are in. */
export const canSee = (
  { desk, who }: { desk: Desk; who: { id: string } },
  head: Pick<Head, 'private' | 'channel'>,
): boolean => {
  const isIn = head.channel !== null && desk.people.isMember(head.channel, who.id);
  return isIn || !(head.private || isOutsider(desk, who.id));
};
