import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { brief } from '../../../incident/words.ts';
import type { FormAbout } from './about.ts';

/** What an input of Slack's holds. Longer words are corrected with a command: a form never cuts them off. */
export const INPUT_LIMIT = 3_000;

type Form = {
  /** Which form it is, when it is sent off. */
  readonly name: string;
  readonly title: string;
  readonly submit: string;
  readonly about: FormAbout;
  /** What stands above the inputs. */
  readonly intro?: readonly KnownBlock[];
  readonly inputs: readonly InputBlock[];
};

export const form = ({ name, title, submit, about, intro = [], inputs }: Form): ModalView => ({
  type: 'modal',
  callback_id: name,
  title: plain(brief({ text: title }, 24)),
  submit: plain(submit),
  close: plain('Cancel'),
  private_metadata: JSON.stringify(about),
  blocks: [...intro, ...inputs],
});

type Field = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly needed?: boolean;
};

export const textInput = (field: Field & { readonly long?: boolean }): InputBlock => ({
  ...labelled(field),
  element: {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: field.long ?? false,
    max_length: INPUT_LIMIT,
    ...(field.value && { initial_value: field.value }),
  },
});

export const choiceInput = (field: Field & { readonly choices: readonly string[] }): InputBlock => ({
  ...labelled(field),
  element: {
    type: 'static_select',
    action_id: 'value',
    options: field.choices.map(option),
    ...(field.value && { initial_option: option(field.value) }),
  },
});

export const flagsInput = (
  field: Field & { readonly choices: readonly string[]; readonly chosen: readonly string[] },
): InputBlock => ({
  ...labelled(field),
  element: {
    type: 'checkboxes',
    action_id: 'value',
    options: field.choices.map(option),
    ...(field.chosen.length > 0 && { initial_options: field.chosen.map(option) }),
  },
});

export const personInput = (field: Field): InputBlock => ({
  ...labelled(field),
  element: { type: 'users_select', action_id: 'value', ...(field.value && { initial_user: field.value }) },
});

export const dateInput = (field: Field): InputBlock => ({
  ...labelled(field),
  element: { type: 'datepicker', action_id: 'value', ...(field.value && { initial_date: field.value }) },
});

const labelled = ({ id, label, hint, needed = false }: Field) => ({
  type: 'input' as const,
  block_id: id,
  optional: !needed,
  label: plain(label),
  ...(hint && { hint: plain(hint) }),
});

const option = (value: string): PlainTextOption => ({ text: plain(value), value });
const plain = (text: string) => ({ type: 'plain_text' as const, text });
