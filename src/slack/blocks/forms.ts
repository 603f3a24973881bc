import type { InputBlock, ModalView } from '@slack/types';
import type { Section } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { milestones } from '../../incident/milestones.ts';
import { sectionLabel } from '../../incident/section-labels.ts';
import { clockTime, day } from '../../incident/zone.ts';

/** Which form was filled in, and about what. Carried by the form itself. */
export type FormRef = {
  readonly incident?: string;
  readonly number?: number;
  readonly section?: Section;
  readonly paragraph?: number;
  readonly zone?: string;
};

type Field = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly long?: boolean;
  readonly needed?: boolean;
};

const INPUT_LIMIT = 3000;

const input = ({ id, label, hint, value = '', long = false, needed = false }: Field): InputBlock => ({
  type: 'input',
  block_id: id,
  optional: !needed,
  label: { type: 'plain_text', text: label },
  ...(hint && { hint: { type: 'plain_text', text: hint } }),
  element: {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: long,
    max_length: INPUT_LIMIT,
    ...(value && { initial_value: value.slice(0, INPUT_LIMIT) }),
  },
});

const form = (
  callback: string,
  title: string,
  submit: string,
  about: FormRef,
  fields: readonly Field[],
): ModalView => ({
  type: 'modal',
  callback_id: callback,
  title: { type: 'plain_text', text: title.slice(0, 24) },
  submit: { type: 'plain_text', text: submit },
  close: { type: 'plain_text', text: 'Cancel' },
  private_metadata: JSON.stringify(about),
  blocks: fields.map(input),
});

type Known = { readonly severity?: string; readonly zone: string; readonly private: boolean; readonly test: boolean };

export const startForm = (severities: readonly string[], known: Known): ModalView => ({
  ...form('start', 'Start an incident', 'Start', { zone: known.zone }, []),
  blocks: [
    input({ id: 'title', label: 'What is wrong?', needed: true }),
    {
      type: 'input',
      block_id: 'severity',
      optional: true,
      label: { type: 'plain_text', text: 'Severity' },
      element: {
        type: 'static_select',
        action_id: 'value',
        placeholder: { type: 'plain_text', text: 'Not set yet' },
        options: severities.map(option),
        ...(known.severity && { initial_option: option(known.severity) }),
      },
    },
    {
      type: 'input',
      block_id: 'flags',
      optional: true,
      label: { type: 'plain_text', text: 'It is' },
      element: {
        type: 'checkboxes',
        action_id: 'value',
        options: ['private', 'test'].map(option),
        ...(initialFlags(known).length > 0 && { initial_options: initialFlags(known).map(option) }),
      },
    },
  ],
});

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
const initialFlags = (known: Known): string[] =>
  [known.private ? 'private' : '', known.test ? 'test' : ''].filter(Boolean);

/** Filled in with all that is already known. */
export const resolveForm = (incident: Incident, now: Date, at?: Date): ModalView => {
  const end = at ?? milestones(incident).mitigated?.entry.at ?? now;
  const last = (section: Section): string => incident.sections[section]?.at(-1)?.words.text ?? '';
  return form('resolve', `Resolve INC-${incident.number}`, 'Resolve', { incident: incident.id }, [
    {
      id: 'when',
      label: `When had users recovered? (${incident.zone})`,
      value: `${day(end, incident.zone)} ${clockTime(end, incident.zone)}`,
      needed: true,
    },
    { id: 'words', label: 'How did it end?', long: true },
    {
      id: 'cause',
      label: 'Root cause',
      value: last('cause'),
      long: true,
      hint: 'What triggered it, and what made it possible. It can be written later.',
    },
    { id: 'fix', label: 'What fixed it?', value: last('fix'), long: true },
  ]);
};

export const editForm = (incident: Incident, number: number): ModalView => {
  const entry = incident.moments[number - 1]?.entry;
  const text = entry && 'words' in entry.data ? (entry.data.words?.text ?? '') : '';
  const at = entry ? `${day(entry.at, incident.zone)} ${clockTime(entry.at, incident.zone, { seconds: true })}` : '';
  return form('edit_entry', `Edit #${number}`, 'Save', { incident: incident.id, number }, [
    { id: 'when', label: `When (${incident.zone})`, value: at, needed: true },
    { id: 'words', label: 'Words', value: text, long: true },
  ]);
};

/** Writes a paragraph of a section; with `paragraph` an existing one, with `whole` the whole section. */
export const sectionForm = (
  incident: Incident,
  section: Section,
  { paragraph, whole = false }: { paragraph?: number; whole?: boolean } = {},
): ModalView => {
  const known = incident.sections[section] ?? [];
  const old = paragraph === undefined ? (whole ? known.at(-1) : undefined) : known.find(({ id }) => id === paragraph);
  const value = old ? [old.words, ...old.details].map(({ text }) => text).join('\n') : '';
  const about = { incident: incident.id, section, ...(paragraph !== undefined && { paragraph }) };
  return form(whole ? 'replace_section' : 'write_section', 'Postmortem', 'Save', about, [
    {
      id: 'words',
      label: sectionLabel[section],
      value,
      long: true,
      needed: true,
      hint: 'Further lines are details or steps.',
    },
  ]);
};
