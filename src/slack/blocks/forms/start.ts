import type { ModalView } from '@slack/types';
import { choiceInput, flagsInput, form, textInput } from './form.ts';

type Known = {
  readonly title?: string;
  readonly severity?: string;
  readonly zone: string;
  readonly private: boolean;
  readonly test: boolean;
};

export const startForm = (severities: readonly string[], known: Known): ModalView =>
  form({
    name: 'start',
    title: 'Start an incident',
    submit: 'Start',
    about: {},
    inputs: [
      textInput({ id: 'title', label: 'What is wrong?', value: known.title?.slice(0, 1_000), needed: true }),
      choiceInput({ id: 'severity', label: 'Severity', choices: severities, value: known.severity }),
      textInput({ id: 'zone', label: 'Time zone', value: known.zone, hint: 'Such as Europe/Berlin, UTC or PST' }),
      flagsInput({
        id: 'flags',
        label: 'It is',
        choices: ['private', 'test'],
        chosen: [known.private && 'private', known.test && 'test'].filter((flag) => flag !== false),
      }),
    ],
  });
