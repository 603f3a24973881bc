import type { KnownBlock } from '@slack/types';
import type { Incident, Task } from '../../incident/incident.ts';
import { brief } from '../../incident/words.ts';
import { link as linkTo } from '../text/reference.ts';
import { paragraph } from '../text/runs.ts';
import { toWords } from '../text/to-words.ts';
import { actions, button } from './button.ts';
import { context, section } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

const MOST = 20;

/** The follow-ups, open ones first and with buttons. */
export const taskBlocks = (incident: Incident, command: string): KnownBlock[] => {
  const open = incident.tasks.filter(({ done }) => !done);
  const done = incident.tasks.filter((task) => task.done);
  const left = open.length - MOST;
  if (incident.tasks.length === 0) return [section(`There are no tasks yet: \`${command} task &lt;text&gt;\`.`)];
  return [
    ...open.slice(0, MOST).flatMap((task) => [section(taskText(task)), ...taskActions(incident, task)]),
    ...(left > 0 ? [context(`… and ${left} more open ones; \`${command} export\` has them all.`)] : []),
    ...(done.length > 0
      ? [context(`Done: ${done.map((task) => `~T${task.number} ${mrkdwn(brief(task.words, 60))}~`).join(', ')}`)]
      : []),
  ];
};

/** `owner Ben, due 2026-03-20, detect` */
export const taskFacts = ({ owner, due, type, link }: Pick<Task, 'owner' | 'due' | 'type' | 'link'>): string =>
  [
    owner ? `owner ${mrkdwn(owner.name)}` : 'no owner yet',
    due ? `due ${mrkdwn(due)}` : 'no date yet',
    type,
    link && mrkdwn(toWords(paragraph([linkTo(link)]))),
  ]
    .filter(Boolean)
    .join(', ');

const taskText = (task: Task): string => `*T${task.number}* ${mrkdwn(brief(task.words, 500))}\n${taskFacts(task)}`;

const taskActions = (incident: Incident, { number }: Task): KnownBlock[] => {
  const value = JSON.stringify({ incident: incident.id, number });
  return actions([button(`task_done:${number}`, 'Done', value), button(`task_edit:${number}`, 'Edit', value)]);
};
