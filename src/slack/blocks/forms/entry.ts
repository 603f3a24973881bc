import type { ModalView } from '@slack/types';
import { momentOf } from '../../../incident/corrections.ts';
import { type Entry, momentKinds } from '../../../incident/entry.ts';
import type { Incident } from '../../../incident/incident.ts';
import { clockTime, day } from '../../../incident/zone.ts';
import { choiceInput, form, INPUT_LIMIT, textInput } from './form.ts';

/** An entry, to be corrected. */
export const entryForm = (incident: Incident, number: number): ModalView => {
  const { entry } = momentOf(incident, number);
  const words = wordsIn(entry);
  return form({
    name: 'entry',
    title: `Edit #${number}`,
    submit: 'Save',
    about: { incident: incident.id, number },
    inputs: [
      textInput({
        id: 'when',
        label: 'When',
        hint: `In ${incident.zone}, such as 14:05 or -20m`,
        value: timeAsText(entry.at, incident.zone),
        needed: true,
      }),
      ...(entry.kind === 'marked'
        ? [choiceInput({ id: 'kind', label: 'Kind', choices: momentKinds, value: entry.data.kind, needed: true })]
        : []),
      ...(words !== undefined && words.length <= INPUT_LIMIT
        ? [textInput({ id: 'words', label: 'Words', value: words, long: true })]
        : []),
    ],
  });
};

/** As the form shows a time: sent back unchanged, it changes nothing. */
export const timeAsText = (at: Date, zone: string): string =>
  `${day(at, zone)} ${clockTime(at, zone, { seconds: at.getUTCSeconds() !== 0 })}`;

const wordsIn = ({ data, kind }: Entry): string | undefined =>
  'words' in data || kind === 'incident.resolved' ? ('words' in data && data.words?.text) || '' : undefined;
