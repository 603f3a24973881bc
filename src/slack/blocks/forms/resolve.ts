import type { ModalView } from '@slack/types';
import type { Section } from '../../../incident/entry.ts';
import type { Incident } from '../../../incident/incident.ts';
import { mitigatedSince } from '../../../incident/lifecycle.ts';
import { clockTime, day } from '../../../incident/zone.ts';
import { form, INPUT_LIMIT, textInput } from './form.ts';
import { paragraphAsText } from './section.ts';

/** The parts of the postmortem that are asked for when an incident ends. */
export const askedAtTheEnd = [
  { section: 'summary', label: 'What happened, in two to four sentences' },
  { section: 'cause', label: 'Root cause: what triggered it, and what made it possible' },
  { section: 'fix', label: 'What fixed it? Further lines are its steps' },
] as const satisfies readonly { section: Section; label: string }[];

/** Filled in with all that is already known. */
export const resolveForm = (incident: Incident, now: Date, at?: Date): ModalView => {
  const end = at ?? mitigatedSince(incident) ?? now;
  return form({
    name: 'resolve',
    title: `Resolve INC-${incident.number}`,
    submit: 'Resolve',
    about: { incident: incident.id, upTo: incident.seq, zone: incident.zone, at: end },
    inputs: [
      textInput({
        id: 'when',
        label: 'When had users recovered?',
        hint: `In ${incident.zone}, such as 14:05 or -20m`,
        value: endAsText(end, incident.zone),
        needed: true,
      }),
      textInput({ id: 'words', label: 'How did it end?', long: true }),
      ...askedAtTheEnd.flatMap(({ section, label }) => {
        const value = lastParagraph(incident, section);
        return value.length <= INPUT_LIMIT ? [textInput({ id: section, label, value, long: true })] : [];
      }),
    ],
  });
};

/** To the minute: sent back unchanged, it is the instant itself. */
export const endAsText = (at: Date, zone: string): string => `${day(at, zone)} ${clockTime(at, zone)}`;

/** What stands there now, as the form shows it. */
export const lastParagraph = (incident: Incident, section: Section): string => {
  const last = incident.sections[section]?.at(-1);
  return last ? paragraphAsText(last) : '';
};
