import type { Blockquote, Table } from 'mdast';
import { type Inline, paragraph, table, text } from './markdown-nodes.ts';
import { missing, type Postmortem } from './postmortem.ts';
import { clockDay } from './range.ts';

/** What a reader must know before the first line: a test, a private incident, one that is not over. */
export const notices = (pm: Postmortem): Blockquote[] => {
  const says = [
    ...(pm.test ? ['This was a test incident: it counts in no figure.'] : []),
    ...(pm.private ? ['This incident is private: this document is for its members only.'] : []),
    ...(pm.status === 'cancelled' ? [`This incident was cancelled${reasonOf(pm)}.`] : []),
    ...(isOver(pm) ? [] : [`This incident is still open: this is what was known at ${asOf(pm)}.`]),
  ];
  return says.length > 0 ? [{ type: 'blockquote', children: says.map((each) => paragraph(each)) }] : [];
};

export const headerTable = (pm: Postmortem): Table => {
  const { lead: _, ...others } = pm.roles;
  const rows: Inline[][][] = [
    [['Incident'], [`INC-${pm.number}`]],
    [['Severity'], severity(pm)],
    [['Status'], [pm.status]],
    [['Lead'], [pm.lead.value?.name ?? 'not set']],
    ...Object.entries(others).map(([role, person]) => [[capital(role)], [person.name]]),
    [['Responders'], responders(pm)],
    [['Time zone'], [pm.zone]],
    [['Channel'], channel(pm)],
    [['Document'], [pm.document.state, pm.document.owner ? `, owned by ${pm.document.owner.name}` : '']],
    [['Missing'], [missingIn(pm)]],
  ];
  return table(rows);
};

const isOver = ({ status }: Postmortem): boolean => status === 'resolved' || status === 'cancelled';

const asOf = ({ options, zone }: Postmortem): string => clockDay(options.now, zone);

const reasonOf = ({ timeline }: Postmortem): string => {
  const words = timeline.findLast(({ kind }) => kind === 'incident.cancelled')?.words.text;
  return words ? ` (${words})` : '';
};

const severity = ({ severity: { value }, lastSeverity }: Postmortem): Inline[] => {
  if (!value) return ['not set'];
  return [value === lastSeverity ? value : `${value} at its highest, ${lastSeverity} in the end`];
};

const responders = ({ responders: people, options }: Postmortem): Inline[] => {
  if (people.length === 0) return ['nobody yet'];
  if (options.names === 'none') return [people.length === 1 ? '1 person' : `${people.length} people`];
  return [people.map(({ name }) => name).join(', ')];
};

const channel = ({ channel: room, options }: Postmortem): Inline[] => {
  if (!room) return ['none'];
  const name = `#${room.name}`;
  if (!options.teamUrl) return [name];
  const url = `${options.teamUrl.replace(/\/$/, '')}/archives/${room.id}`;
  return [{ type: 'link', url, children: [text(name)] }];
};

const missingIn = (pm: Postmortem): string => {
  const parts = missing(pm).map(({ what }) => what);
  return parts.length > 0 ? `${parts.length} part${parts.length === 1 ? '' : 's'}: ${parts.join(', ')}` : 'nothing';
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
