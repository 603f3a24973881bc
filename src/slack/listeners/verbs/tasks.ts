import { parseDue } from '../../../incident/due.ts';
import { refuse } from '../../../incident/refusal.ts';
import { splitDetails } from '../../../incident/sections.ts';
import { addTask, changeTask, finishTask, readTaskType, taskOf } from '../../../incident/tasks.ts';
import { brief } from '../../../incident/words.ts';
import { taskForm } from '../../blocks/forms/task.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { taskBlocks, taskFacts } from '../../blocks/tasks.ts';
import { command, saved, typing } from '../receipt.ts';
import { readMention, readNumber } from '../typed-line.ts';
import type { Answer, IncidentAsk, Verb } from '../verb.ts';

/** Owner, due date and type are read from the words, which stay as they were typed. */
const readTask = (ask: IncidentAsk, text: string) => {
  const { words, details } = splitDetails(ask.words(text));
  const user = readMention(text);
  const owner = user === undefined ? undefined : ask.desk.people.person(user);
  const due = parseDue(words.text, { now: ask.now, zone: ask.incident.zone });
  const type = readTaskType(words.text);
  return { words, details, ...(owner && { owner }), ...(due && { due }), ...(type && { type }) };
};

/** What a change names: if nothing but owner, date, type or a link is said, the words stay. */
const readChanges = (ask: IncidentAsk, text: string) => {
  const { words, details, ...facts } = readTask(ask, text);
  const [, link] = /<((?:https?):[^|>]+)(?:\|[^>]*)?>/.exec(text) ?? [];
  const others = text
    .replace(/<[^>]+>/g, '')
    .replace(/\btype:\w+/gi, '')
    .replace(/[\s,;]+/g, ' ')
    .trim();
  const isDate = facts.due !== undefined && /^by( [\p{L}\d.-]+){1,4}$/iu.test(others);
  const isFactsOnly = others === '' || isDate;
  return { ...facts, ...(isFactsOnly ? link && { link: ask.words(link).text } : { words, details }) };
};

export const task: Verb = {
  name: 'task',
  usage: 'task <text>',
  help: 'A follow-up: `@ana`, `by Friday` and `type:prevent` are read from the words; further lines are its details; `task edit T3 …` changes it',
  where: 'incident',
  outsiders: true,
  run: async (ask) => {
    const [, again] = /^\s*edit\b\s*([\s\S]*)$/i.exec(ask.rest) ?? [];
    if (again !== undefined) return edit(ask, again);
    if (ask.rest.trim() === '') return showTasks(ask);
    const { incident } = await ask.record(ask.incident.id, addTask(readTask(ask, ask.rest)));
    const added = taskOf(incident, incident.tasks.length);
    const isWhole = added.owner && added.due;
    const how = isWhole ? '' : `\nTo say who and when: ${command(ask, `task edit T${added.number} @ana by Friday`)}`;
    return { text: `T${added.number} ${mrkdwn(brief(added.words))}: ${taskFacts(added)}.${how}` };
  },
};

const edit = async (ask: IncidentAsk, text: string): Promise<Answer> => {
  if (ask.isOutsider) return refuse('Guests add tasks; to change one takes a member of the workspace.');
  const { number, rest } = readNumber(text, 'T');
  if (number === undefined) return refuse(`Which task, and how? ${typing(ask, 'task edit T3 @ana by Friday')}.`);
  const instead = `Type it instead: ${command(ask, `task edit T${number} @ana by Friday`)}.`;
  if (rest.trim() === '') return { text: instead, form: taskForm(ask.incident, number) };
  const recorded = await ask.record(ask.incident.id, changeTask(number, readChanges(ask, rest)));
  return saved(recorded, `T${number} is changed: ${taskFacts(taskOf(recorded.incident, number))}.`);
};

const showTasks = (ask: IncidentAsk): Answer => ({
  text: 'Tasks',
  blocks: taskBlocks(ask.incident, ask.desk.config.command),
});

export const done: Verb = {
  name: 'done',
  usage: 'done T3',
  help: 'A task is done',
  where: 'incident',
  run: async (ask) => {
    const { number, rest } = readNumber(ask.rest, 'T');
    if (ask.rest.trim() === '') return showTasks(ask);
    if (number === undefined || rest.trim() !== '')
      return refuse(`Which task? ${typing(ask, 'done T3')}; ${typing(ask, 'tasks')} shows them.`);
    return saved(await ask.record(ask.incident.id, finishTask(number)), `T${number} is done.`);
  },
};

export const tasks: Verb = {
  name: 'tasks',
  usage: 'tasks',
  help: 'The follow-ups',
  where: 'incident',
  reads: true,
  run: async (ask) => showTasks(ask),
};
