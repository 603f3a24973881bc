import type { Button } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import type { Redactable } from '../../incident/redactable.ts';
import { redactButton } from '../blocks/redaction.ts';
import type { Flag } from '../credentials/flags.ts';

/** The button under the notice of a credential. What it destroys is asked about when it is pressed. */
export const redactButtonFor = ({ id }: Pick<Incident, 'id'>, { place, entry }: Flag, name: string): Button =>
  redactButton(id, whatOf(place, entry.seq), /^[#T]/.test(name) ? name : 'the words');

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
