import { taskTypes } from '../../../incident/entry.ts';
import { fold, type Task } from '../../../incident/incident.ts';
import { refuse } from '../../../incident/refusal.ts';
import { splitDetails } from '../../../incident/sections.ts';
import { changeTask, taskOf } from '../../../incident/tasks.ts';
import type { Decision } from '../../../logbook.ts';
import { paragraphAsText } from '../../blocks/forms/section.ts';
import { taskFacts } from '../../blocks/tasks.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { FieldRefusal, type Filled, wordsIn } from './filled.ts';
import { checkNotLost } from './meanwhile.ts';

/** Only what was changed in the form is written: nothing that somebody else changed meanwhile is undone by it. */
export const submitTask = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { number = refuse('The form does not say which task it is about.'), upTo = incident.seq } = about;
  const log = await ask.desk.logbook.entries(incident.id);
  const before = log.filter(({ seq }) => seq <= upTo);
  const shown = taskOf(fold(incident.id, before), number);
  const owner = value('owner') ? ask.desk.people.person(value('owner')) : null;
  const due = value('due') || null;
  const type = taskTypes.find((each) => each === value('kind')) ?? null;
  const link = value('link') || null;
  if (link && !URL.canParse(link)) throw new FieldRefusal('link', 'Write a link that begins with https://');
  const changes = {
    ...(value('words') !== textOf(shown) && splitDetails(wordsIn(filled, 'words'))),
    ...(owner?.id !== shown.owner?.id && { owner }),
    ...(due !== (shown.due ?? null) && { due }),
    ...(type !== (shown.type ?? null) && { type }),
    ...(link !== (shown.link ?? null) && { link }),
  };
  const decide: Decision = (now) => {
    const task = taskOf(now, number);
    checkNotLost(filled, now, 'words', [textOf(task)]);
    checkNotOverwritten(changes, shown, task);
    return changeTask(number, changes)(now);
  };
  const recorded = await ask.record(incident.id, decide);
  return { text: `T${number}: ${taskFacts(taskOf(recorded.incident, number))}` };
};

const textOf = (task: Task): string => paragraphAsText({ ...task, id: task.number, at: task.addedAt }).trim();

/** What each part of a task says. */
const parts: Readonly<Record<string, (task: Task) => string | undefined>> = {
  words: textOf,
  owner: ({ owner }) => owner?.name,
  due: ({ due }) => due,
  type: ({ type }) => type,
  link: ({ link }) => link,
};

/** What two people changed is written by neither unseen. */
const checkNotOverwritten = (changes: object, shown: Task, now: Task): void => {
  const [part, read] = Object.entries(parts).find(([name, of]) => name in changes && of(now) !== of(shown)) ?? [];
  if (part && read)
    throw new FieldRefusal(
      part === 'type' ? 'kind' : part,
      `Somebody changed this since the form was opened: it is ${read(now) ?? 'empty'} now. Nothing was saved: open it again.`,
    );
};
