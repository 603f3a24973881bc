import { taskTypes } from '../../../incident/entry.ts';
import { refuse } from '../../../incident/refusal.ts';
import { splitDetails } from '../../../incident/sections.ts';
import { changeTask, taskOf } from '../../../incident/tasks.ts';
import { paragraphAsText } from '../../blocks/forms/section.ts';
import { taskFacts } from '../../blocks/tasks.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { FieldRefusal, type Filled, wordsIn } from './filled.ts';
import { checkNotLost } from './meanwhile.ts';

/** Only what differs from the task is written. */
export const submitTask = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { number = refuse('The form does not say which task it is about.') } = about;
  const task = taskOf(incident, number);
  const isReworded = value('words') !== paragraphAsText({ ...task, id: number, at: task.addedAt }).trim();
  const owner = value('owner') ? ask.desk.people.person(value('owner')) : null;
  const due = value('due') || null;
  const type = taskTypes.find((each) => each === value('kind')) ?? null;
  const link = value('link') || null;
  if (link && !URL.canParse(link)) throw new FieldRefusal('link', 'Write a link that begins with https://');
  checkNotLost(filled, incident, 'words', [paragraphAsText({ ...task, id: number, at: task.addedAt })]);
  const recorded = await ask.record(
    incident.id,
    changeTask(number, {
      ...(isReworded && splitDetails(wordsIn(filled, 'words'))),
      ...(owner?.id !== task.owner?.id && { owner }),
      ...(due !== (task.due ?? null) && { due }),
      ...(type !== (task.type ?? null) && { type }),
      ...(link !== (task.link ?? null) && { link }),
    }),
  );
  return { text: `T${number}: ${taskFacts(taskOf(recorded.incident, number))}` };
};
