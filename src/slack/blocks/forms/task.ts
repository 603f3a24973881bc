import type { ModalView } from '@slack/types';
import { taskTypes } from '../../../incident/entry.ts';
import type { Incident } from '../../../incident/incident.ts';
import { refuse } from '../../../incident/refusal.ts';
import { taskOf } from '../../../incident/tasks.ts';
import { choiceInput, dateInput, form, INPUT_LIMIT, personInput, textInput } from './form.ts';
import { paragraphAsText } from './section.ts';

export const taskForm = (incident: Incident, number: number): ModalView => {
  const task = taskOf(incident, number);
  const value = paragraphAsText({ ...task, id: number, at: task.addedAt });
  if (value.length > INPUT_LIMIT)
    refuse(`T${number} is too long for a form of Slack's. Type what changes: \`task edit T${number} @ana by Friday\`.`);
  return form({
    name: 'task',
    title: `Edit T${number}`,
    submit: 'Save',
    about: { incident: incident.id, upTo: incident.seq, number },
    inputs: [
      textInput({
        id: 'words',
        label: 'Task',
        hint: 'Further lines are its details.',
        value,
        long: true,
        needed: true,
      }),
      personInput({ id: 'owner', label: 'Owner', value: task.owner?.id }),
      dateInput({ id: 'due', label: 'Due', value: task.due }),
      choiceInput({ id: 'kind', label: 'Type', choices: taskTypes, value: task.type }),
      textInput({ id: 'link', label: 'Link to the tracker', value: task.link }),
    ],
  });
};
