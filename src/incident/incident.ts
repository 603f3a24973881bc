import type { Entry, Figure, File, MessageKey, Person, Section, Status, TaskType, Via } from './entry.ts';
import type { Words } from './words.ts';

/** One told thing: the entry in its last wording, under the number by which people call it (`#12`). */
export type Moment = {
  readonly number: number;
  readonly entry: Entry;
  /** Taken off the timeline by a person. A marked message is off it, too, when nobody's mark stands any more. */
  readonly hidden: boolean;
  /** The message it came from was deleted in Slack. */
  readonly deleted: boolean;
  /** Whose marks put a message on the timeline, in order; empty for everything else. */
  readonly standing: readonly Standing[];
  /** How it read before, oldest first. */
  readonly history: readonly Wording[];
};

export type Standing = { readonly person: string; readonly via: Via; readonly entry: Entry };
export type Wording = { readonly entry: Entry; readonly until: Date; readonly by: Person };

export type Task = {
  readonly number: number;
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

export type Impact = {
  readonly number: number;
  readonly at: Date;
  readonly words: Words;
  readonly figures: readonly Figure[];
  readonly services: readonly string[];
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
  readonly openedAt?: Date;
  readonly openedBy?: Person;
  readonly resolvedAt?: Date;
  readonly channel?: { readonly id: string; readonly name: string; readonly archived: boolean };
  readonly roles: Readonly<Record<string, Person>>;
  /** The told entries: `#n` stands at index n - 1, for ever. */
  readonly moments: readonly Moment[];
  /** Which number a marked message has, by `markKey`. */
  readonly marks: ReadonlyMap<string, number>;
  readonly sections: Readonly<Partial<Record<Section, readonly Paragraph[]>>>;
  readonly links: readonly Link[];
  readonly tasks: readonly Task[];
  readonly lastUpdateAt?: Date;
  readonly document: { readonly state: 'draft' | 'in review' | 'final'; readonly owner?: Person };
};

type Draft = { -readonly [K in keyof Incident]: Incident[K] } & {
  moments: Moment[];
  marks: Map<string, number>;
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
  sections: {},
  links: [],
  tasks: [],
  document: { state: 'draft' },
});

/** An incident is nothing but what is written in its log. */
export const fold = (id: string, entries: Iterable<Entry>): Incident => forward(unheardOf(id), entries);

/** The incident after some more entries. What was passed in stays as it was: its collections are copied once, then filled. */
export const forward = (incident: Incident, entries: Iterable<Entry>): Incident => {
  const next: Draft = {
    ...incident,
    moments: [...incident.moments],
    marks: new Map(incident.marks),
    severities: [...incident.severities],
    tasks: [...incident.tasks],
    links: [...incident.links],
  };
  for (const entry of entries) {
    evolve(next, entry);
    next.seq = entry.seq;
  }
  return next;
};

/** The key of a marked message in `marks`; a verdict on a hypothesis stands beside the hypothesis' own mark. */
export const markKey = ({ channel, ts }: MessageKey, verdict: boolean): string =>
  `${channel}:${ts}${verdict ? ':verdict' : ''}`;

/** Whether a moment is on the timeline. */
export const isTold = ({ hidden, entry, standing }: Moment): boolean =>
  !hidden && (!isCaptured(entry) || standing.length > 0);

export const isOpen = ({ status }: { readonly status: string }): boolean =>
  status === 'investigating' || status === 'identified' || status === 'monitoring';

const isCaptured = (entry: Entry): boolean => entry.kind === 'marked' && entry.data.message !== undefined;

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
      return tell(incident, entry);
    case 'incident.cancelled':
      incident.status = 'cancelled';
      return tell(incident, entry);
    case 'incident.made-private':
      incident.private = true;
      return tell(incident, entry);
    case 'channel.made':
    case 'channel.adopted':
      incident.channel = { id: data.channel, name: data.name, archived: false };
      return;
    case 'channel.renamed':
      if (incident.channel) incident.channel = { ...incident.channel, name: data.name };
      return;
    case 'channel.archived':
      if (incident.channel) incident.channel = { ...incident.channel, archived: true };
      return;
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
    case 'unmarked':
      return unmark(incident, entry, data.message, data.via);
    case 'entry.edited':
      change(incident, data.number, (moment) => reworded(moment, edited(moment.entry, data), entry));
      return retime(incident);
    case 'entry.hidden':
      return change(incident, data.number, (moment) => ({ ...moment, hidden: true }));
    case 'entry.unhidden':
      return change(incident, data.number, (moment) => ({ ...moment, hidden: false }));
    case 'entry.redacted':
      return;
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
      incident.tasks.push({ ...data, number: incident.tasks.length + 1, done: false, addedAt: at, by: author });
      return;
    case 'task.changed': {
      const { task, ...changes } = data;
      // null takes a value away; what is not named stays as it was.
      const named = Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? undefined]));
      incident.tasks = incident.tasks.map((each) => (each.number === task ? { ...each, ...named } : each));
      return;
    }
    case 'task.done':
      incident.tasks = incident.tasks.map((each) => (each.number === data.task ? { ...each, done: true } : each));
      return;
    case 'update.given':
      incident.lastUpdateAt = at;
      return tell(incident, entry);
    case 'message.worded':
      return reword(incident, entry, data.message, data.words);
    case 'message.deleted':
      for (const number of numbersOf(incident, data.message))
        change(incident, number, (moment) => ({ ...moment, deleted: true }));
      return;
    case 'gap.declared':
      return tell(incident, entry);
    case 'document.state':
      incident.document = { ...incident.document, ...data };
      return;
    case 'entry.unreadable':
      return data.gone ? undefined : tell(incident, entry);
  }
};

const tell = (incident: Draft, entry: Entry): void => {
  incident.moments.push({
    number: incident.moments.length + 1,
    entry,
    hidden: false,
    deleted: false,
    standing: [],
    history: [],
  });
};

const change = (incident: Draft, number: number, how: (moment: Moment) => Moment): void => {
  const moment = incident.moments[number - 1];
  if (moment) incident.moments[number - 1] = how(moment);
};

/** A corrected opening or resolution moves the incident's own times. */
const retime = (incident: Draft): void => {
  const last = incident.moments.findLast(({ entry }) => entry.kind === 'incident.resolved');
  if (incident.resolvedAt && last) incident.resolvedAt = last.entry.at;
  const first = incident.moments[0];
  if (first?.entry.kind === 'incident.opened') incident.openedAt = first.entry.at;
};

const setSeverity = (incident: Draft, severity: string): void => {
  incident.severity = severity;
  incident.severities.push(severity);
};

/** A typed entry moves the status forward, never back; a reaction moves nothing. */
const typed = (incident: Draft, entry: Marked): void => {
  const reached = { identified: 'identified', mitigated: 'monitoring' } as const;
  const status =
    entry.data.kind === 'identified' || entry.data.kind === 'mitigated' ? reached[entry.data.kind] : undefined;
  if (status && isOpen(incident) && (rank[status] ?? 0) > (rank[incident.status] ?? 0)) incident.status = status;
  tell(incident, entry);
};

/** Two people marking one message make one moment; the last standing mark says its kind. */
const mark = (incident: Draft, entry: Marked, message: MessageKey, via: Via): void => {
  const key = markKey(message, entry.data.about !== undefined);
  const standing = { person: entry.recorder.id, via, entry };
  const number = incident.marks.get(key);
  if (number === undefined) {
    tell(incident, entry);
    incident.marks.set(key, incident.moments.length);
    return change(incident, incident.moments.length, (moment) => ({ ...moment, standing: [standing] }));
  }
  change(incident, number, (moment) => {
    const others = moment.standing.filter((each) => !(each.person === standing.person && isSameAct(each.via, via)));
    return { ...remarked(moment, entry, entry), standing: [...others, standing] };
  });
};

const unmark = (incident: Draft, entry: Entry, message: MessageKey, via: Via): void => {
  for (const number of numbersOf(incident, message))
    change(incident, number, (moment) => {
      const standing = moment.standing.filter(
        (each) => !(each.person === entry.recorder.id && isSameAct(each.via, via)),
      );
      const last = standing.at(-1);
      return { ...(last ? remarked(moment, last.entry, entry) : moment), standing };
    });
};

/** The moment under the kind of another mark on the same message; its words stay the message's own. */
const remarked = (moment: Moment, by: Entry, cause: Entry): Moment => {
  const { entry } = moment;
  if (entry.kind !== 'marked' || by.kind !== 'marked' || entry.data.kind === by.data.kind) return moment;
  return reworded(moment, withMark(entry, { kind: by.data.kind }), cause);
};

export const isSameAct = (one: Via, other: Via): boolean =>
  one.type === 'reaction' && other.type === 'reaction' ? one.name === other.name : one.type === other.type;

const numbersOf = (incident: Draft, message: MessageKey): number[] =>
  [incident.marks.get(markKey(message, false)), incident.marks.get(markKey(message, true))].filter(
    (number) => number !== undefined,
  );

/** An edit in Slack of a marked message: the highest version wins, in whatever order they came. */
const reword = (
  incident: Draft,
  cause: Entry,
  message: MessageKey & { version: string; files: File[] },
  words: Words,
): void => {
  const number = incident.marks.get(markKey(message, false));
  if (number === undefined) return;
  change(incident, number, (moment) => {
    const { entry } = moment;
    if (entry.kind !== 'marked' || !entry.data.message || entry.data.message.version >= message.version) return moment;
    const ref = { ...entry.data.message, version: message.version, files: message.files };
    return reworded(moment, withMark(entry, { words, message: ref }), cause);
  });
};

type Marked = Extract<Entry, { kind: 'marked' }>;
const withMark = (entry: Marked, data: Partial<Marked['data']>): Marked => ({
  ...entry,
  data: { ...entry.data, ...data },
});

const reworded = (moment: Moment, entry: Entry, cause: Entry): Moment => ({
  ...moment,
  entry,
  history: [...moment.history, { entry: moment.entry, until: cause.at, by: cause.recorder }],
});

type Correction = Extract<Entry, { kind: 'entry.edited' }>['data'];

const edited = (entry: Entry, { at, words, kind, about }: Correction): Entry => {
  const marked = entry.kind === 'marked' && { ...(kind && { kind }), ...(about !== undefined && { about }) };
  const data = { ...entry.data, ...(words && { words }), ...marked };
  // The data keeps its shape: words replace words, and kind and hypothesis are only given to a marked entry.
  return { ...entry, data, ...(at && { at }) } as Entry;
};

const write = (incident: Draft, section: Section, entry: Entry, paragraph: Paragraph): void => {
  const before = incident.sections[section] ?? [];
  const replaced = entry.kind === 'section.replaced' ? entry.data.paragraph : undefined;
  const rest = entry.kind === 'section.replaced' && replaced === undefined ? [] : before;
  const isThere = rest.some(({ id }) => id === replaced);
  const after = isThere ? rest.map((each) => (each.id === replaced ? paragraph : each)) : [...rest, paragraph];
  incident.sections = { ...incident.sections, [section]: after };
};
