import { type Draft, type Person, type TaskType, taskTypes } from './entry.ts';
import type { Incident, Task } from './incident.ts';
import { refuse } from './refusal.ts';
import type { Words } from './words.ts';

type NewTask = {
  readonly words: Words;
  readonly details: readonly Words[];
  readonly owner?: Person;
  readonly due?: string;
  readonly type?: TaskType;
};

export const addTask =
  ({ details, ...task }: NewTask) =>
  (_: Incident): Draft[] => [{ kind: 'task.added', data: { ...task, details: [...details] } }];

type TaskChanges = Omit<Extract<Draft, { kind: 'task.changed' }>['data'], 'task'>;

export const changeTask =
  (number: number, changes: TaskChanges) =>
  (incident: Incident): Draft[] => {
    const task = taskOf(incident, number);
    return isSo(task, changes) ? [] : [{ kind: 'task.changed', data: { ...changes, task: number } }];
  };

const isSo = (task: Task, changes: TaskChanges): boolean => {
  const is: Readonly<Record<string, unknown>> = task;
  return Object.entries(changes).every(([name, next]) => same(is[name], next));
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export const finishTask =
  (number: number) =>
  (incident: Incident): Draft[] =>
    taskOf(incident, number).done ? [] : [{ kind: 'task.done', data: { task: number } }];

export const taskOf = (incident: Incident, number: number): Task => {
  const task = incident.tasks.find((each) => each.number === number);
  if (task) return task;
  const known = incident.tasks.map((each) => `T${each.number}`).join(', ');
  return refuse(`There is no T${number}: ${known ? `the tasks are ${known}` : 'this incident has no tasks yet'}.`);
};

/** `type:prevent` anywhere in a task's words, which stay as typed. */
export const readTaskType = (text: string): TaskType | undefined => {
  const typed = /\btype:(\w+)/i.exec(text)?.[1]?.toLowerCase();
  if (typed === undefined) return undefined;
  return (
    taskTypes.find((type) => type === typed) ??
    refuse(`There is no task type ${typed}: say one of ${taskTypes.join(', ')}.`)
  );
};
