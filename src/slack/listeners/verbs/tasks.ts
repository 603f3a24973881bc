import { parseDue } from '../../../incident/due.ts';
import type { Person } from '../../../incident/entry.ts';
import { refuse } from '../../../incident/refusal.ts';
import { splitDetails } from '../../../incident/sections.ts';
import { addTask, changeTask, finishTask, readTaskType, taskOf } from '../../../incident/tasks.ts';
import { brief } from '../../../incident/words.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { taskBlocks } from '../../blocks/tasks.ts';
import { command, saved } from '../receipt.ts';
import { readMention, readNumber } from '../typed-line.ts';
import type { IncidentAsk, Verb } from '../verb.ts';

/** Owner, due date and type are read from the words, which stay as they were typed. */
const readTask = (ask: IncidentAsk, text: string) => {
  const { words, details } = splitDetails(ask.words(text));
  const { user } = readMention(text);
  const owner: Person | undefined = user === undefined ? undefined : ask.desk.people.person(user);
  const due = parseDue(words.text, { now: ask.now, zone: ask.incident.zone });
  const type = readTaskType(words.text);
  return { words, details, ...(owner && { owner }), ...(due && { due }), ...(type && { type }) };
};

const facts = ({ owner, due, type }: { owner?: Person | null; due?: string | null; type?: string | null }): string =>
  [owner ? `owner ${mrkdwn(owner.name)}` : 'no owner yet', due ? `due ${due}` : 'no date yet', type]
    .filter(Boolean)
    .join(', ');

export const task: Verb = {
  name: 'task',
  usage: 'task <text>',
  help: 'A follow-up: `@ana`, `by Friday` and `type:prevent` are read from the words; further lines are its details; `task edit T3 <text>`',
  where: 'incident',
  run: async (ask) => {
    const [, again] = /^\s*edit\s+([\s\S]*)$/i.exec(ask.rest) ?? [];
    if (again !== undefined) {
      const { number, rest } = readNumber(again, 'T');
      if (number === undefined || rest.trim() === '')
        return refuse(`Say which and how: ${command(ask, 'task edit T3 <text>')}.`);
      const { incident } = await ask.record(ask.incident.id, changeTask(number, readTask(ask, rest)));
      return { text: `T${number} is changed: ${facts(taskOf(incident, number))}.` };
    }
    const task = readTask(ask, ask.rest);
    if (task.words.text === '') return { text: 'Tasks', blocks: taskBlocks(ask.incident) };
    const { incident } = await ask.record(ask.incident.id, addTask(task));
    return { text: `T${incident.tasks.length} ${mrkdwn(brief(task.words))}: ${facts(task)}.` };
  },
};

export const done: Verb = {
  name: 'done',
  usage: 'done T3',
  help: 'A task is done',
  where: 'incident',
  run: async (ask) => {
    const { number } = readNumber(ask.rest, 'T');
    if (number === undefined)
      return refuse(`Which task? ${command(ask, 'done T3')}; ${command(ask, 'tasks')} shows them.`);
    return saved(await ask.record(ask.incident.id, finishTask(number)), `T${number} is done.`);
  },
};

export const tasks: Verb = {
  name: 'tasks',
  usage: 'tasks',
  help: 'The follow-ups',
  where: 'incident',
  run: async (ask) => ({ text: 'Tasks', blocks: taskBlocks(ask.incident) }),
};
