import type { Button } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { redactorOf } from '../../incident/may-redact.ts';
import type { Redactable } from '../../incident/redactable.ts';
import { redactButton } from '../blocks/redaction.ts';
import type { Flag } from '../credentials/flags.ts';
import type { Desk } from '../desk.ts';
import { isOutsider } from './sight.ts';

/** The button under the notice of a credential, for who may redact. What it destroys is asked about when it is pressed. */
export const redactButtonFor =
  (desk: Pick<Desk, 'config' | 'people' | 'self'>) =>
  (incident: Incident, { place, entry, to }: Flag, name: string): Button | undefined => {
    const { permissions, admins } = desk.config;
    const asking = { who: to, isIn: true, permissions, admins }; // where they have just said it
    const redactor = redactorOf({ ...asking, isOutsider: isOutsider(desk, to.id) });
    if (!redactor.isAllowed(incident, entry)) return undefined;
    return redactButton(incident.id, whatOf(place, entry.seq), /^[#T]/.test(name) ? name : 'the words');
  };

const whatOf = (place: Flag['place'], seq: number): Redactable => {
  switch (place.type) {
    case 'number':
      return { type: 'number', number: place.number };
    case 'task':
      return { type: 'task', task: place.task };
    case 'message':
      return { type: 'message', channel: place.channel, ts: place.ts };
    case 'other':
      return { type: 'entry', seq };
  }
};
