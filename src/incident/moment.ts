import type { Entry, MessageRef, Person, Via } from './entry.ts';
import type { Words } from './words.ts';

// One told thing, and what becomes of it. Three hands change a moment: people mark its message, Slack edits the message, and
// somebody corrects the entry. Of marks the last one that stands says the kind; a person's own wording stays, whatever Slack
// says later (the log has that, too).

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
  readonly moves: readonly Move[];
  /** What a person corrected by hand. */
  readonly corrected: Corrected;
  /** Who destroyed its words, and when. */
  readonly redacted?: { readonly by: Person; readonly at: Date };
};

export type Standing = { readonly person: string; readonly via: Via; readonly entry: Marked };
/** How it read until the entry `seq` changed it. */
export type Wording = { readonly entry: Entry; readonly until: Date; readonly by: Person; readonly seq: number };
/** It was taken off the timeline by hand, or put back. */
export type Move = { readonly hidden: boolean; readonly at: Date; readonly by: Person };
type Corrected = { readonly at?: Date; readonly words?: Words };

type Marked = Extract<Entry, { kind: 'marked' }>;
type Unmarked = Extract<Entry, { kind: 'unmarked' }>;
type Correction = Extract<Entry, { kind: 'entry.edited' }>;

export const newMoment = (number: number, entry: Entry): Moment => ({
  number,
  entry,
  hidden: false,
  deleted: false,
  standing: nothing,
  history: nothing,
  moves: nothing,
  corrected: uncorrected,
});
/** The same for thousands of moments of which nothing became. */
const nothing: readonly never[] = [];
const uncorrected: Corrected = {};

/** A message that a mark puts on the timeline. */
export const firstMarked = (number: number, entry: Marked, via: Via): Moment => ({
  ...newMoment(number, entry),
  standing: [{ person: entry.recorder.id, via, entry }],
});

/** Which wording it is: the seq of the entry that changed it last. */
export const versionOf = ({ entry, history }: Moment): number => history.at(-1)?.seq ?? entry.seq;

/** How it read in that wording; without one, how it reads now. */
export const readingAt = ({ entry, history }: Moment, version = Number.POSITIVE_INFINITY): Entry =>
  history.find(({ seq }) => seq > version)?.entry ?? entry;

/** Whether a moment is on the timeline. */
export const isTold = ({ hidden, entry, standing }: Moment): boolean =>
  !hidden && (entry.kind !== 'marked' || entry.data.message === undefined || standing.length > 0);

/** One more mark on its message. The same act of the same person again replaces the one before. */
export const withMark = (moment: Moment, entry: Marked, via: Via, verdict: boolean): Moment => {
  const mark = { person: entry.recorder.id, via, entry };
  const standing = [...moment.standing.filter((each) => !isSame(each, mark)), mark];
  return stand(moment, standing.toSorted(byTime), entry, verdict);
};

/** Marks count in the order in which they were set, and Slack may bring the later one first. */
const byTime = (one: Standing, other: Standing): number => +setAt(one) - +setAt(other);
const setAt = ({ entry }: Standing): Date => entry.data.markedAt ?? entry.recordedAt;

/** Without that mark, unless it was set again since. The moment is off the timeline when it was the last. */
export const withoutMark = (moment: Moment, entry: Unmarked, verdict: boolean): Moment => {
  const mark = markBy(moment, markOwner(entry).id, entry.data.via);
  const isSetSince = mark?.entry.data.markedAt !== undefined && mark.entry.data.markedAt > entry.at;
  const others = moment.standing.filter((each) => each !== mark);
  return mark && !isSetSince ? stand(moment, others, entry, verdict) : moment;
};

/** Whose mark was taken away. */
export const markOwner = ({ data, recorder }: Unmarked): Person => data.of ?? recorder;

/** The mark that this person set by this act, if it stands. */
export const markBy = ({ standing }: Moment, person: string, via: Via): Standing | undefined =>
  standing.find((each) => isSame(each, { person, via }));

/** An edit in Slack of its message: the highest version wins, in whatever order they came. */
export const reworded = (moment: Moment, cause: Entry, message: MessageRef, words: Words): Moment => {
  const { entry, corrected } = moment;
  if (entry.kind !== 'marked' || !entry.data.message || entry.data.message.version >= message.version) return moment;
  const ref = { ...entry.data.message, version: message.version, files: message.files };
  const data = { ...entry.data, message: ref };
  const isSame = entry.data.words.text === words.text;
  if (corrected.words || isSame) return { ...moment, entry: { ...entry, data } };
  return changed(moment, { ...entry, data: { ...data, words } }, cause, editedAt(message) ?? cause.recordedAt);
};

/** A correction by hand. */
export const withCorrection = (moment: Moment, cause: Correction): Moment => {
  const { at, words, kind, about } = cause.data;
  const { entry } = moment;
  const marked = entry.kind === 'marked' && { ...(kind && { kind }), ...(about !== undefined && { about }) };
  const corrected = { ...moment.corrected, ...(at && { at }), ...(words && { words }) };
  // The data keeps its shape: kind and hypothesis are only given to a marked entry.
  const next = correctedBy({ ...entry, data: { ...entry.data, ...marked } } as Entry, corrected);
  // Which hypothesis it was about is said afterwards: it reads as before.
  const isEdit = at !== undefined || words !== undefined || kind !== undefined;
  return { ...(isEdit ? changed(moment, next, cause) : { ...moment, entry: next }), corrected };
};

/** Taken off the timeline by a person, or put back. */
export const withMove = (moment: Moment, { recordedAt, recorder }: Entry, hidden: boolean): Moment => ({
  ...moment,
  hidden,
  moves: [...moment.moves, { hidden, at: recordedAt, by: recorder }],
});

const isSame = (one: Pick<Standing, 'person' | 'via'>, other: Pick<Standing, 'person' | 'via'>): boolean =>
  one.person === other.person && isSameAct(one.via, other.via);

const isSameAct = (one: Via, other: Via): boolean =>
  one.type === 'reaction' && other.type === 'reaction' ? one.name === other.name : one.type === other.type;

/** The moment under the marks that stand now. A verdict is the marker's own act: its time, author and words go with the mark. */
const stand = (moment: Moment, standing: readonly Standing[], cause: Entry, verdict: boolean): Moment => {
  const [before, now] = [saying(moment.standing), saying(standing)];
  const { entry } = moment;
  if (!now || now === before || now === entry || entry.kind !== 'marked') return { ...moment, standing };
  if (verdict) return { ...changed(moment, correctedBy(now, moment.corrected), cause), standing };
  const { kind, about } = now.data;
  if (kind === before?.data.kind || kind === entry.data.kind) return { ...moment, standing };
  return { ...changed(moment, { ...entry, data: { ...entry.data, kind, about } }, cause), standing };
};

/** Of the marks that stand, the first one to say what the last one says. */
const saying = (standing: readonly Standing[]): Marked | undefined => {
  const kind = standing.at(-1)?.entry.data.kind;
  return standing.find(({ entry }) => entry.data.kind === kind)?.entry;
};

const changed = (moment: Moment, entry: Entry, cause: Entry, until = cause.recordedAt): Moment => ({
  ...moment,
  entry,
  history: [...moment.history, { entry: moment.entry, until, by: cause.recorder, seq: cause.seq }],
});

const correctedBy = (entry: Entry, { at, words }: Corrected): Entry => {
  const data = { ...entry.data, ...(words && { words }) };
  // Words replace words: only an entry that can have some is given any.
  return { ...entry, data, ...(at && { at }) } as Entry;
};

/** A version ends in the instant of the edit. */
const editedAt = ({ version }: MessageRef): Date | undefined => {
  const [, ts] = /(\d{10}[.-]\d{6})(?:\/\d{10}\.\d{6}~r)?~?$/.exec(version) ?? [];
  return ts === undefined ? undefined : new Date(Math.floor(Number(ts.replace('-', '.')) * 1000));
};
