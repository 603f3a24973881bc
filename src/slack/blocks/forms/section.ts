import type { ModalView } from '@slack/types';
import type { Section } from '../../../incident/entry.ts';
import type { Incident, Paragraph } from '../../../incident/incident.ts';
import { refuse } from '../../../incident/refusal.ts';
import { sectionLabel } from '../../../incident/section-labels.ts';
import { form, INPUT_LIMIT, textInput } from './form.ts';

/** One paragraph of a section, or (without `paragraph`) all of it. */
export const sectionForm = (incident: Incident, section: Section, paragraph?: number): ModalView => {
  const all = incident.sections[section] ?? [];
  const shown = paragraph === undefined ? all : all.filter(({ id }) => id === paragraph);
  if (shown.length === 0) refuse('That paragraph is not there any more: look at the section again.');
  const value = shown.map(paragraphAsText).join('\n\n');
  if (value.length > INPUT_LIMIT)
    refuse(`That is too long for a form of Slack's. Type it: \`${section} = <text>\` replaces the section.`);
  return form({
    name: 'section',
    title: sectionLabel[section],
    submit: 'Save',
    about: { incident: incident.id, upTo: incident.seq, section, paragraph },
    inputs: [
      textInput({
        id: 'words',
        label: sectionLabel[section],
        value,
        long: true,
        needed: true,
        ...(paragraph === undefined && { hint: 'An empty line parts paragraphs.' }),
      }),
    ],
  });
};

export const paragraphAsText = ({ words, details }: Paragraph): string =>
  [words, ...details].map(({ text }) => text).join('\n');
