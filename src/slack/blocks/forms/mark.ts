import type { ModalView } from '@slack/types';
import { type MessageKey, momentKinds } from '../../../incident/entry.ts';
import type { Incident } from '../../../incident/incident.ts';
import { timeAsText } from './entry.ts';
import { choiceInput, form, INPUT_LIMIT, textInput } from './form.ts';

type Message = { readonly key: MessageKey; readonly at: Date; readonly text: string };

/** A message to be put on the timeline: kind, time and words are filled in. */
export const markForm = (incident: Incident, { key, at, text }: Message): ModalView =>
  form({
    name: 'mark',
    title: 'Add to timeline',
    submit: 'Add',
    about: { incident: incident.id, message: { channel: key.channel, ts: key.ts }, zone: incident.zone },
    inputs: [
      choiceInput({ id: 'kind', label: 'Kind', choices: momentKinds, value: 'note', needed: true }),
      textInput({
        id: 'when',
        label: 'When',
        hint: `In ${incident.zone}, such as 14:05 or -20m`,
        value: timeAsText(at, incident.zone),
        needed: true,
      }),
      ...(text.length <= INPUT_LIMIT ? [textInput({ id: 'words', label: 'Words', value: text, long: true })] : []),
    ],
  });

/** When a message was posted, by its own address. */
export const timeOf = (ts: string): Date => new Date(Math.floor(Number(ts) * 1_000));
