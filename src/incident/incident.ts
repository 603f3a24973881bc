import type { Entry, MessageKey, Person, Section, Status, TaskType, Via } from './entry.ts';
import {
  type Moment,
  markOwner,
  newMoment,
  reworded,
  withCorrection,
  withMark,
  withMove,
  withoutMark,
} from './moment.ts';
import { remainsIn } from './remains.ts';
import type { Words } from './words.ts';

export { isTold, type Moment, type Move, readingAt, type Standing, versionOf, type Wording } from './moment.ts';

export type Task = {
  readonly number: number;
  /** That of the entry that added it. */
  readonly seq: number;
  readonly words: Words;
  readonly details: readonly Words[];
  readonly owner?: Person;
  /** A day, `YYYY-MM-DD`. */
  readonly due?: string;
  readonly type?: TaskType;
  readonly link?: string;
  readonly done: boolean;
  readonly addedAt: Date;
  readonly by: Person;
};

/** One paragraph of a written section. `id` is the seq of the entry that wrote it. */
export type Paragraph = {
  readonly id: number;
  readonly words: Words;
  readonly details: readonly Words[];
  readonly by: Person;
  readonly at: Date;
};

export type Link = { readonly url: string; readonly words?: Words; readonly by: Person };

export type Incident = {
  readonly id: string;
  readonly seq: number;
  readonly number: number;
  readonly team: string;
  readonly title: string;
  /** `unheard`: nothing is written about it yet. */
  readonly status: Status | 'unheard';
  readonly severity?: string;
  /** Every severity that it had, in order. */
  readonly severities: readonly string[];
  /** An IANA name, or a fixed abbreviation as typed (`PST`). */
  readonly zone: string;
  readonly private: boolean;
  readonly test: boolean;
  /** Taken from an archive: Slack shows nothing of it. */
  readonly imported?: boolean;
  readonly openedAt?: Date;
  readonly openedBy?: Person;
  readonly resolvedAt?: Date;
  readonly channel?: {
    readonly id: string;
    readonly name: string;
    readonly archived: boolean;
    /** Only its members can read it in Slack; the incident may be private before its channel is. */
    readonly private: boolean;
    readonly deleted?: true;
    /** It was there before the incident. */
    readonly adopted?: true;
    /** What is in it from then on is the incident's, and kept under its id. */
    readonly since?: Date;
  };
  readonly roles: Readonly<Record<string, Person>>;
  /** The told entries: `#n` stands at index n - 1, for ever. */
  readonly moments: readonly Moment[];
  /** Which number a marked message has, by `markKey`. */
  readonly marks: ReadonlyMap<string, number>;
  /** When each mark was last taken away, by `unmarkKey`: the mark may come after its removal. */
  readonly unmarks: ReadonlyMap<string, Date>;
  readonly sections: Readonly<Partial<Record<Section, readonly Paragraph[]>>>;
  readonly links: readonly Link[];
  readonly tasks: readonly Task[];
  readonly lastUpdateAt?: Date;
  /** Who wants all its words kept, and since when. */
  readonly held?: { readonly by: Person; readonly at: Date };
  /** The seq of the last entry that destroyed words of others: what was shown of them is shown anew. */
  readonly lost?: number;
  /** When its document was declared final. */
  readonly finalAt?: Date;
  readonly document: { readonly state: 'draft' | 'in review' | 'final'; readonly owner?: Person };
};

type Draft = { -readonly [K in keyof Incident]: Incident[K] } & {
  moments: Moment[];
  marks: Map<string, number>;
  unmarks: Map<string, Date>;
  severities: string[];
  tasks: Task[];
  links: Link[];
};

export const unheardOf = (id: string): Incident => ({
  id,
  seq: 0,
  number: 0,
  team: '',
  title: '',
  status: 'unheard',
  severities: [],
  zone: 'UTC',
  private: false,
  test: false,
  roles: {},
  moments: [],
  marks: new Map(),
  unmarks: new Map(),
  sections: {},
  links: [],
  tasks: [],
  document: { state: 'draft' },
});

/** An incident is nothing but what is written in its log. */
export const fold = (id: string, entries: Iterable<Entry>): Incident => forward(unheardOf(id), entries);

/** The incident after some more entries. What was passed in stays as it was: its collections are copied once, then filled. */
export const forward = (incident: Incident, entries: Iterable<Entry>): Incident => {
  const news = [...entries];
  if (news.every((entry) => isBeside(incident, entry))) return { ...incident, seq: news.at(-1)?.seq ?? incident.seq };
  const next: Draft = {
    ...incident,
    moments: [...incident.moments],
    marks: new Map(incident.marks),
    unmarks: new Map(incident.unmarks),
    severities: [...incident.severities],
    tasks: [...incident.tasks],
    links: [...incident.links],
  };
  for (const entry of news) {
    evolve(next, entry);
    if (remainsIn(entry).length > 0) next.lost = entry.seq;
    next.seq = entry.seq;
  }
  return next;
};

/** Words of a message that nobody marked only make the log longer: in a long incident nothing is copied for each of them. */
const isBeside = ({ marks }: Incident, { kind, data }: Entry): boolean =>
  kind === 'message.worded' && !marks.has(markKey(data.message, false));

/** The key of a marked message in `marks`; a verdict on a hypothesis stands beside the hypothesis' own mark. */
export const markKey = ({ channel, ts }: MessageKey, verdict: boolean): string =>
  `${channel}:${ts}${verdict ? ':verdict' : ''}`;

/** The key of one person's mark by one act in `unmarks`. */
export const unmarkKey = ({ channel, ts }: MessageKey, person: string, via: Via): string =>
  [channel, ts, person, via.type === 'reaction' ? `:${via.name}:` : via.type].join(' ');

export const isOpen = ({ status }: { readonly status: string }): boolean =>
  status === 'investigating' || status === 'identified' || status === 'monitoring';

const rank: Record<string, number> = { investigating: 1, identified: 2, monitoring: 3 };

const evolve = (incident: Draft, entry: Entry): void => {
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
      incident.channel = { id: data.channel, name: data.name, archived: false, private: incident.private };
      return;
    case 'channel.adopted': {
      const { channel: id, name, since } = data;
      const is = { archived: false, private: incident.private, adopted: true } as const;
      incident.channel = { id, name, ...is, ...(since && { since }) };
      return;
    }
    case 'channel.renamed':
      if (incident.channel) incident.channel = { ...incident.channel, name: data.name };
      return;
    case 'channel.archived':
    case 'channel.unarchived':
      if (incident.channel) incident.channel = { ...incident.channel, archived: kind === 'channel.archived' };
      return;
    case 'channel.converted':
      if (incident.channel) incident.channel = { ...incident.channel, private: data.private };
      return tell(incident, entry);
    case 'channel.moved':
      if (incident.channel) incident.channel = { ...incident.channel, id: data.channel, since: at };
      return;
    case 'channel.deleted':
      // Nothing can be shown there any more, as in an archived one.
      if (incident.channel) incident.channel = { ...incident.channel, archived: true, deleted: true };
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
      return write(incident, data.section, entry, {
        id: seq,
        words: data.words,
        details: data.details,
        by: author,
        at,
      });
    case 'section.removed':
      incident.sections = {
        ...incident.sections,
        [data.section]:
          data.paragraph === undefined
            ? []
            : (incident.sections[data.section] ?? []).filter(({ id }) => id !== data.paragraph),
      };
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

const tell = (incident: Draft, entry: Entry): void => {
  incident.moments.push(newMoment(incident.moments.length + 1, entry));
};

const change = (incident: Draft, number: number, how: (moment: Moment) => Moment): void => {
  const moment = incident.moments[number - 1];
  if (moment) incident.moments[number - 1] = how(moment);
};

const changeTask = (incident: Draft, number: number, changes: Partial<Task>): void => {
  const task = incident.tasks[number - 1];
  if (task) incident.tasks[number - 1] = { ...task, ...changes };
};

/** A corrected opening or resolution moves the incident's own times. */
const retime = (incident: Draft, number: number): void => {
  const entry = incident.moments[number - 1]?.entry;
  if (entry?.kind === 'incident.opened') incident.openedAt = entry.at;
  if (entry?.kind !== 'incident.resolved' || !incident.resolvedAt) return;
  incident.resolvedAt = incident.moments.findLast(({ entry: { kind } }) => kind === entry.kind)?.entry.at;
};

const setSeverity = (incident: Draft, severity: string): void => {
  if (incident.severity !== severity) incident.severities.push(severity);
  incident.severity = severity;
};

/** A typed entry moves the status forward, never back; a reaction moves nothing. */
const typed = (incident: Draft, entry: Marked): void => {
  const reached = { identified: 'identified', mitigated: 'monitoring' } as const;
  const status =
    entry.data.kind === 'identified' || entry.data.kind === 'mitigated' ? reached[entry.data.kind] : undefined;
  if (status && isOpen(incident) && (rank[status] ?? 0) > (rank[incident.status] ?? 0)) incident.status = status;
  tell(incident, entry);
};

/** Whether a mark judges the hypothesis that its message states. A message that answers a hypothesis is told for itself. */
const isVerdictOn = ({ marks }: Draft, { data: { about } }: Marked, message: MessageKey): boolean =>
  about !== undefined && marks.get(markKey(message, false)) === about;

/** Two people marking one message make one moment. */
const mark = (incident: Draft, entry: Marked, message: MessageKey, via: Via): void => {
  const verdict = isVerdictOn(incident, entry, message);
  const key = markKey(message, verdict);
  if (!incident.marks.has(key)) {
    tell(incident, entry);
    incident.marks.set(key, incident.moments.length);
  }
  change(incident, incident.marks.get(key) ?? 0, (moment) => withMark(moment, entry, via, verdict));
};

type Marked = Extract<Entry, { kind: 'marked' }>;

const numbersOf = (incident: Draft, message: MessageKey): number[] =>
  [incident.marks.get(markKey(message, false)), incident.marks.get(markKey(message, true))].filter(
    (number) => number !== undefined,
  );

const write = (incident: Draft, section: Section, entry: Entry, paragraph: Paragraph): void => {
  const before = incident.sections[section] ?? [];
  const replaced = entry.kind === 'section.replaced' ? entry.data.paragraph : undefined;
  const rest = entry.kind === 'section.replaced' && replaced === undefined ? [] : before;
  const isThere = rest.some(({ id }) => id === replaced);
  const after = isThere ? rest.map((each) => (each.id === replaced ? paragraph : each)) : [...rest, paragraph];
  incident.sections = { ...incident.sections, [section]: after };
};
