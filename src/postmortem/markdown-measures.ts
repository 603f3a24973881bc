import type { Link, ListItem, RootContent, Text } from 'mdast';
import type { Task } from '../incident/incident.ts';
import { longDay } from '../incident/zone.ts';
import { point } from './markdown-cause.ts';
import { blocks, heading, type Inline, item, list, notKnown, paragraph, strong, text, told } from './markdown-nodes.ts';
import type { Postmortem } from './postmortem.ts';

export const measures = (pm: Postmortem): RootContent[] => [
  heading(2, 'Corrective and Preventative Measures'),
  heading(3, 'Improvements'),
  ...(pm.improvements.value ? list(pm.improvements.value.map(point)) : [none(pm.improvements.wanted)]),
  heading(3, 'Tasks'),
  ...(pm.tasks.value ? list(pm.tasks.value.map(task)) : [none(pm.tasks.wanted)]),
];

const none = (wanted: Postmortem['tasks']['wanted']) => paragraph(...notKnown(wanted, 'None yet: write one with '));

const task = (each: Task): ListItem => {
  const { number, words, details, owner, due, type, link, done } = each;
  const facts: Inline[][] = [
    [owner ? `owner: ${owner.name}` : 'no owner yet'],
    [due ? `due: ${dayOf(due)}` : 'no due date'],
    ...(type ? [[`type: ${type}`]] : []),
    ...(link ? [[linkTo(link, 'tracker')]] : []),
  ];
  const tail = [' (', ...facts.flatMap((fact, i) => (i > 0 ? ['; ', ...fact] : fact)), ')'];
  const nested = list(details.map((detail) => item(blocks(detail))));
  return item([...told([strong(`T${number}`), ' '], words, tail), ...nested], done);
};

/** A day such as `2026-12-01` in words; anything else as it stands. */
const dayOf = (due: string): string => {
  const noon = new Date(`${due}T12:00:00Z`);
  return Number.isNaN(+noon) ? due : longDay(noon, 'UTC');
};

/** A link to where a browser may go, and plain words for anything else (`javascript:`). */
export const linkTo = (url: string, words: string): Link | Text =>
  /^(https?|mailto):/i.test(url)
    ? { type: 'link', url, children: [text(words)] }
    : text(words === url ? url : `${words} ${url}`);
