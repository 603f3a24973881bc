import type { ModalView } from '@slack/types';
import type { Incident } from '../../../incident/incident.ts';
import { choiceInput, form, personInput, textInput } from './form.ts';

type Choices = { readonly severities: readonly string[] };

/** A form for one verb: what is filled in is what would be typed after it. `example` is what may be typed. */
export const sayForm = (incident: Incident, verb: string, example: string, { severities }: Choices): ModalView =>
  form({
    name: 'say',
    title: `INC-${incident.number}: ${verb}`,
    submit: 'Save',
    about: { incident: incident.id, verb },
    inputs: [input(verb, example, severities)],
  });

const input = (verb: string, example: string, severities: readonly string[]) => {
  const label = verb.charAt(0).toUpperCase() + verb.slice(1);
  if (verb === 'lead') return personInput({ id: 'words', label, needed: true });
  if (verb === 'severity') return choiceInput({ id: 'words', label, choices: severities, needed: true });
  return textInput({ id: 'words', label, hint: `For example: ${example}`, long: true, needed: true });
};
