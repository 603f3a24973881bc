import type { KnownBlock } from '@slack/types';
import type { Incident, Task } from '../../incident/incident.ts';
import { brief } from '../../incident/words.ts';
import { mrkdwn } from './mrkdwn.ts';

const MOST = 45;

/** The follow-ups, open ones with a button. */
export const taskBlocks = (incident: Incident): KnownBlock[] =>
  incident.tasks.length === 0
    ? [{ type: 'section', text: { type: 'mrkdwn', text: 'There are no tasks yet.' } }]
    : incident.tasks.slice(-MOST).map((task) => taskBlock(incident, task));

const taskBlock = (incident: Incident, task: Task): KnownBlock => {
  const { number, words, owner, due, type, done } = task;
  const facts = [owner ? mrkdwn(owner.name) : 'no owner yet', due ? `due ${due}` : 'no date yet', type];
  const text = `*T${number}* ${done ? '~' : ''}${mrkdwn(brief(words, 500))}${done ? '~' : ''}\n${facts.filter(Boolean).join(' · ')}`;
  const section = { type: 'section' as const, text: { type: 'mrkdwn' as const, text, verbatim: true } };
  if (done) return section;
  const value = JSON.stringify({ incident: incident.id, task: number });
  return {
    ...section,
    accessory: { type: 'button', action_id: 'task_done', text: { type: 'plain_text', text: 'Done' }, value },
  };
};
