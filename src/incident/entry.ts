import { z } from 'zod';
import { plainMark } from './plain-mark.ts';
import { words } from './words.ts';

/** Somebody, with the name they had when it happened: rendering needs no Slack. `id` is Slack's, or `debrief`. */
const person = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof person>;

/** Debrief itself, for what nobody did. */
export const debrief: Person = { id: 'debrief', name: 'Debrief' };

/** What sort of thing happened, as people say it. Milestones are derived from some of them. */
export const momentKinds = [
  'started',
  'detected',
  'acknowledged',
  'investigating',
  'hypothesis',
  'ruled-out',
  'escalated',
  'action',
  'decision',
  'identified',
  'mitigated',
  'note',
] as const;
const momentKind = z.enum(momentKinds);
export type MomentKind = z.infer<typeof momentKind>;

export const detections = ['monitoring', 'engineer', 'customer', 'partner', 'other'] as const;
export type Detection = (typeof detections)[number];

/** The written parts of a postmortem. */
export const sections = [
  'summary',
  'cause',
  'factor',
  'fix',
  'improve',
  'went-well',
  'went-wrong',
  'lucky',
  'hard',
  'surprised',
  'conclusion',
  'question',
] as const;
const section = z.enum(sections);
export type Section = z.infer<typeof section>;

export const statuses = ['investigating', 'identified', 'monitoring', 'resolved', 'cancelled'] as const;
const status = z.enum(statuses);
export type Status = z.infer<typeof status>;

export const taskTypes = ['prevent', 'detect', 'mitigate', 'process'] as const;
const taskType = z.enum(taskTypes);
export type TaskType = z.infer<typeof taskType>;

/** A number read from words about impact. `low` equals `high` unless a range was given; `estimated` for ~, about. */
const figure = z.object({
  unit: z.enum(['percent', 'users']),
  low: z.number(),
  high: z.number(),
  estimated: z.boolean(),
});
export type Figure = z.infer<typeof figure>;

const file = z.object({
  id: z.string(),
  name: z.string(),
  mimetype: z.string().optional(),
  size: z.number().optional(),
  permalink: z.string().optional(),
});
export type File = z.infer<typeof file>;

/** Which message: Slack's own address of it. */
const messageKey = z.object({ channel: z.string(), ts: z.string() });
export type MessageKey = z.infer<typeof messageKey>;

/** A message as it is pointed at. `version` sorts its wordings (`messages.ts`), empty for the first. `bot` is the poster's bot id. */
const messageRef = messageKey.extend({
  version: z.string(),
  thread: z.string().optional(),
  permalink: z.string().optional(),
  files: z.array(file),
  bot: z.string().optional(),
});
export type MessageRef = z.infer<typeof messageRef>;

/** By which act of a person a message was put on the timeline. Slack's pin and :pushpin: are one act. */
const via = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reaction'), name: z.string() }),
  z.object({ type: z.literal('pin') }),
  z.object({ type: z.literal('shortcut') }),
]);
export type Via = z.infer<typeof via>;

/** What was read after a gap, where it was more than messages. */
export const found = z.object({
  messages: z.number(),
  edits: z.number(),
  deletions: z.number(),
  marks: z.number(),
  removals: z.number(),
});

/** What stands in the place of an entry whose words were destroyed: the same, without them. */
const remains = z.object({ seq: z.number(), data: z.unknown(), author: z.string(), recorder: z.string() });
export type Remains = z.infer<typeof remains>;

const kind = <K extends string, S extends z.ZodRawShape>(name: K, data: S) =>
  z.object({ kind: z.literal(name), data: z.object(data) });

/** Everything that can happen in an incident. `incident.ts` says what each means, `tell.ts` how it is told. */
const happening = z.discriminatedUnion('kind', [
  kind('incident.opened', {
    number: z.number(),
    team: z.string(),
    title: z.string(),
    severity: z.string().optional(),
    zone: z.string(),
    private: z.boolean(),
    test: z.boolean(),
    /** Told by an archive, long after: Slack shows nothing of it. */
    imported: z.boolean().optional(),
  }),
  kind('incident.renamed', { title: z.string() }),
  kind('incident.resolved', { words: words.optional() }),
  kind('incident.reopened', { words }),
  kind('incident.cancelled', {
    reason: z.enum(['false alarm', 'duplicate', 'other']),
    duplicateOf: z.number().optional(),
    words: words.optional(),
  }),
  kind('incident.made-private', {}),
  kind('channel.made', { channel: z.string(), name: z.string() }),
  /** `since`: what was said from then on belongs to the incident. */
  kind('channel.adopted', { channel: z.string(), name: z.string(), since: z.coerce.date().optional() }),
  kind('channel.renamed', { name: z.string() }),
  kind('channel.archived', {}),
  kind('channel.unarchived', {}),
  /** Made private, or public, by a person: no bot can. */
  kind('channel.converted', { private: z.boolean() }),
  /** Slack gave it another id. */
  kind('channel.moved', { channel: z.string() }),
  kind('channel.deleted', {}),
  kind('severity.set', { severity: z.string(), words: words.optional() }),
  kind('status.set', { status, words: words.optional() }),
  kind('zone.set', { zone: z.string() }),
  kind('role.assigned', { role: z.string(), person }),
  kind('role.left', { role: z.string() }),
  kind('marked', {
    kind: momentKind,
    words,
    how: z.enum(detections).optional(),
    /** The number of the hypothesis that this rules out or confirms. */
    about: z.number().optional(),
    message: messageRef.optional(),
    via: via.optional(),
    /** When the message was marked: the entry's own time is that of the message. */
    markedAt: z.coerce.date().optional(),
  }),
  /** `of`: whose mark it was, where somebody else took it away. */
  kind('unmarked', { message: messageKey, via, of: person.optional() }),
  kind('entry.edited', {
    number: z.number(),
    at: z.coerce.date().optional(),
    words: words.optional(),
    kind: momentKind.optional(),
    about: z.number().optional(),
  }),
  kind('entry.hidden', { number: z.number() }),
  kind('entry.unhidden', { number: z.number() }),
  /** `entries`: what stays of those whose words it destroys. What was redacted: `#number`, a task, a message, or none of these. */
  kind('entry.redacted', {
    entries: z.array(remains),
    number: z.number().optional(),
    task: z.number().optional(),
    message: messageKey.optional(),
  }),
  kind('impact.set', { words, figures: z.array(figure), services: z.array(z.string()) }),
  kind('section.written', { section, words, details: z.array(words) }),
  kind('section.replaced', { section, paragraph: z.number().optional(), words, details: z.array(words) }),
  kind('section.removed', { section, paragraph: z.number().optional() }),
  kind('link.added', { url: z.string(), words: words.optional() }),
  kind('task.added', {
    words,
    details: z.array(words),
    owner: person.optional(),
    due: z.string().optional(),
    type: taskType.optional(),
    link: z.string().optional(),
  }),
  kind('task.changed', {
    task: z.number(),
    words: words.optional(),
    details: z.array(words).optional(),
    owner: person.nullable().optional(),
    due: z.string().nullable().optional(),
    type: taskType.nullable().optional(),
    link: z.string().nullable().optional(),
  }),
  kind('task.done', { task: z.number() }),
  kind('update.given', { words, announced: z.boolean() }),
  kind('message.worded', { message: messageRef, words }),
  /** `forget`: nobody's mark stands on it, so its words go with it. `entries`: what stays of those that had marked it. */
  kind('message.deleted', { message: messageKey, forget: z.boolean(), entries: z.array(remains).optional() }),
  /** The time to keep words was over: of messages that are on no timeline, by their seqs; `entries` of those once marked. */
  kind('words.purged', { before: z.coerce.date(), seqs: z.array(z.number()), entries: z.array(remains).optional() }),
  /** From then on no words are purged, and nobody is erased, until they are released. */
  kind('words.held', { words: words.optional() }),
  kind('words.released', { words: words.optional() }),
  /** Somebody's words were destroyed and their name taken out: `entries` stay without them, of those in `seqs` nothing does. */
  kind('person.erased', { who: z.string(), seqs: z.array(z.number()), entries: z.array(remains) }),
  kind('gap.declared', { from: z.coerce.date(), to: z.coerce.date(), read: z.number(), found: found.optional() }),
  kind('document.state', { state: z.enum(['draft', 'in review', 'final']), owner: person.optional() }),
  /** Not written: how a row reads whose kind this version does not know, or whose words were destroyed. */
  kind('entry.unreadable', { kind: z.string(), gone: z.boolean() }),
]);

type Happening = z.infer<typeof happening>;
export type EntryKind = Happening['kind'];

/** What a decision proposes. The logbook stamps it, and it becomes an entry. `at` and `author` default to now and the recorder. */
export type Draft = Happening & { readonly at?: Date; readonly author?: Person };

/** From where Debrief heard of it. `trigger` is Slack's own id of a request: one is carried out once. */
const source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), trigger: z.string().optional() }),
  z.object({ type: z.literal('form'), trigger: z.string().optional() }),
  z.object({ type: z.literal('button'), trigger: z.string().optional() }),
  z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('reaction'), channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('pin'), channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('shortcut'), channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('alert') }),
  z.object({ type: z.literal('import') }),
  z.object({ type: z.literal('cli') }),
  z.object({ type: z.literal('debrief') }),
]);
export type Source = z.infer<typeof source>;
export const parseSource = (value: unknown): Source => source.parse(value);

/** Which place in which log, when it happened, when Debrief was told, whose act or words it is, and who put it there. UTC, to the millisecond. */
export type Stamp = {
  readonly incident: string;
  readonly seq: number;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly author: Person;
  readonly recorder: Person;
  readonly source: Source;
  /** The line as it was typed, for what came from a command. */
  readonly typed?: string;
  /** What sorts of credentials were found in it. They are masked wherever the entry is shown. */
  readonly credentials?: readonly string[];
};

export type Entry = Happening & Stamp;

/** The version of the shapes above; an entry of a newer one is told as unreadable. */
export const entryVersion = 1;

/** Reads stored data. What this version cannot read is kept and told as such: a live incident must not fall silent. */
export const parseEntry = (stamp: Stamp, stored: Stored): Entry => {
  const { incident, seq, at, recordedAt, author, recorder, source, typed } = stamp;
  const { kind, data } = happened(stored);
  // What happened is of one kind, with the data of that kind.
  const entry = { incident, seq, at, recordedAt, author, recorder, source, kind, data } as Entry;
  return typed === undefined ? entry : { ...entry, typed };
};

type Stored = { readonly kind: string; readonly version: number; readonly data: unknown };

const happened = ({ kind, version, data }: Stored): Happening => {
  if (data === null || version > entryVersion) return unreadable(kind, data === null);
  const mark = kind === 'marked' ? plainMark(data) : undefined;
  if (mark) return { kind: 'marked', data: mark };
  const read = happening.safeParse({ kind, data });
  return read.success ? read.data : unreadable(kind, false);
};

const unreadable = (kind: string, gone: boolean): Happening => ({ kind: 'entry.unreadable', data: { kind, gone } });
