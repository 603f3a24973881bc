import type { Entry, MessageKey, Via } from './entry.ts';
import { channelAfter } from './evolve-channel.ts';
import { paragraphsAfter } from './evolve-section.ts';
import type { Incident, Link, Task } from './incident.ts';
import { markKey, unmarkKey } from './mark-key.ts';
import {
  firstMarked,
  type Moment,
  markOwner,
  newMoment,
  reworded,
  withCorrection,
  withMark,
  withMove,
  withoutMark,
} from './moment.ts';

/** An incident that is being filled. */
export type Open = { -readonly [K in keyof Incident]: Incident[K] } & {
  moments: Moment[];
  marks: Map<string, number>;
  unmarks: Map<string, Date>;
  severities: string[];
  tasks: Task[];
  links: Link[];
};

/** What each entry means. The incident is filled in place: it is nobody else's yet. */
export const evolve = (incident: Open, entry: Entry): void => {
  const { kind, data, at, author, seq } = entry;
  switch (kind) {
    case 'incident.opened': {
      const { severity, ...rest } = data;
      Object.assign(incident, { ...rest, status: 'investigating', openedAt: at, openedBy: author });
      if (severity) setSeverity(incident, severity);
      return tell(incident, entry);
    }
    case 'incident.renamed':
      incident.title = data.title;
      return tell(incident, entry);
    case 'incident.resolved':
      incident.status = 'resolved';
      incident.resolvedAt = at;
      return tell(incident, entry);
    case 'incident.reopened':
      incident.status = 'investigating';
      delete incident.resolvedAt;
      delete incident.imported;
      return tell(incident, entry);
    case 'incident.cancelled':
      incident.status = 'cancelled';
      return tell(incident, entry);
    case 'incident.made-private':
      incident.private = true;
      return tell(incident, entry);
    case 'channel.made':
    case 'channel.adopted':
    case 'channel.renamed':
    case 'channel.archived':
    case 'channel.unarchived':
    case 'channel.moved':
      incident.channel = channelAfter(incident, entry);
      return;
    case 'channel.converted':
    case 'channel.deleted':
      incident.channel = channelAfter(incident, entry);
      return tell(incident, entry);
    case 'severity.set':
      setSeverity(incident, data.severity);
      return tell(incident, entry);
    case 'status.set':
      incident.status = data.status;
      return tell(incident, entry);
    case 'zone.set':
      incident.zone = data.zone;
      return tell(incident, entry);
    case 'role.assigned':
      incident.roles = { ...incident.roles, [data.role]: data.person };
      return tell(incident, entry);
    case 'role.left': {
      const { [data.role]: _, ...others } = incident.roles;
      incident.roles = others;
      return tell(incident, entry);
    }
    case 'marked':
      return data.message && data.via ? mark(incident, entry, data.message, data.via) : typed(incident, entry);
    case 'unmarked': {
      const unmark = unmarkKey(data.message, markOwner(entry).id, data.via);
      if (at > (incident.unmarks.get(unmark) ?? 0)) incident.unmarks.set(unmark, at);
      for (const verdict of [false, true]) {
        const number = incident.marks.get(markKey(data.message, verdict)) ?? 0;
        change(incident, number, (moment) => withoutMark(moment, entry, verdict));
      }
      return;
    }
    case 'entry.edited':
      change(incident, data.number, (moment) => withCorrection(moment, entry));
      return retime(incident, data.number);
    case 'entry.hidden':
      return change(incident, data.number, (moment) => withMove(moment, entry, true));
    case 'entry.unhidden':
      return change(incident, data.number, (moment) => withMove(moment, entry, false));
    case 'entry.redacted':
      return change(incident, data.number ?? 0, (moment) => ({ ...moment, redacted: { by: author, at } }));
    case 'impact.set':
      return tell(incident, entry);
    case 'section.written':
    case 'section.replaced':
    case 'section.removed':
      incident.sections = { ...incident.sections, [data.section]: paragraphsAfter(incident, entry) };
      return;
    case 'link.added':
      incident.links = [...incident.links.filter(({ url }) => url !== data.url), { ...data, by: author }];
      return;
    case 'task.added':
      incident.tasks.push({ ...data, number: incident.tasks.length + 1, seq, done: false, addedAt: at, by: author });
      return;
    case 'task.changed': {
      const { task, ...changes } = data;
      // null takes a value away; what is not named stays as it was.
      const named = Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? undefined]));
      return changeTask(incident, task, named);
    }
    case 'task.done':
      return changeTask(incident, data.task, { done: true });
    case 'update.given':
      // One that is told late does not make the last one older.
      if (!incident.lastUpdateAt || incident.lastUpdateAt < at) incident.lastUpdateAt = at;
      return tell(incident, entry);
    case 'message.worded': {
      // A verdict on a message is the marker's act: it does not follow the message's wording.
      const number = incident.marks.get(markKey(data.message, false)) ?? 0;
      return change(incident, number, (moment) => reworded(moment, entry, data.message, data.words));
    }
    case 'message.deleted':
      incident.lastDeletion = seq;
      for (const number of numbersOf(incident, data.message))
        change(incident, number, (moment) => ({ ...moment, deleted: true }));
      return;
    case 'gap.declared':
      return tell(incident, entry);
    case 'words.held':
      incident.held = { by: author, at };
      return;
    case 'words.released':
      delete incident.held;
      return;
    case 'words.purged':
    case 'person.erased':
      return;
    case 'document.state':
      if (data.state !== 'final') delete incident.finalAt;
      else incident.finalAt ??= at;
      incident.document = { ...incident.document, ...data };
      return;
    case 'entry.unreadable':
      return data.gone ? undefined : tell(incident, entry);
  }
};

const tell = (incident: Open, entry: Entry): void => {
  incident.moments.push(newMoment(incident.moments.length + 1, entry));
};

const change = (incident: Open, number: number, how: (moment: Moment) => Moment): void => {
  const moment = incident.moments[number - 1];
  if (moment) incident.moments[number - 1] = how(moment);
};

const changeTask = (incident: Open, number: number, changes: Partial<Task>): void => {
  const task = incident.tasks[number - 1];
  if (task) incident.tasks[number - 1] = { ...task, ...changes };
};

/** A corrected opening or resolution moves the incident's own times. */
const retime = (incident: Open, number: number): void => {
  const entry = incident.moments[number - 1]?.entry;
  if (entry?.kind === 'incident.opened') incident.openedAt = entry.at;
  if (entry?.kind !== 'incident.resolved' || !incident.resolvedAt) return;
  incident.resolvedAt = incident.moments.findLast(({ entry: { kind } }) => kind === entry.kind)?.entry.at;
};

const setSeverity = (incident: Open, severity: string): void => {
  if (incident.severity !== severity) incident.severities.push(severity);
  incident.severity = severity;
};

const rank: Readonly<Record<string, number>> = { investigating: 1, identified: 2, monitoring: 3 };

/** A typed entry moves the status forward, never back; a reaction moves nothing. */
const typed = (incident: Open, entry: Marked): void => {
  const reached = { identified: 'identified', mitigated: 'monitoring' } as const;
  const status =
    entry.data.kind === 'identified' || entry.data.kind === 'mitigated' ? reached[entry.data.kind] : undefined;
  const from = rank[incident.status];
  if (status && from !== undefined && (rank[status] ?? 0) > from) incident.status = status;
  tell(incident, entry);
};

/** Whether a mark judges the hypothesis that its message states. A message that answers a hypothesis is told for itself. */
const isVerdictOn = ({ marks }: Open, { data: { about } }: Marked, message: MessageKey): boolean =>
  about !== undefined && marks.get(markKey(message, false)) === about;

/** Two people marking one message make one moment. */
const mark = (incident: Open, entry: Marked, message: MessageKey, via: Via): void => {
  const verdict = isVerdictOn(incident, entry, message);
  const key = markKey(message, verdict);
  const known = incident.marks.get(key);
  if (known !== undefined) return change(incident, known, (moment) => withMark(moment, entry, via, verdict));
  incident.marks.set(key, incident.moments.length + 1);
  incident.moments.push(firstMarked(incident.moments.length + 1, entry, via));
};

type Marked = Extract<Entry, { kind: 'marked' }>;

const numbersOf = (incident: Open, message: MessageKey): number[] =>
  [incident.marks.get(markKey(message, false)), incident.marks.get(markKey(message, true))].filter(
    (number) => number !== undefined,
  );
