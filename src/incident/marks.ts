import type { Draft, MessageKey, MomentKind, Person, Via } from './entry.ts';
import { type Incident, markKey, unmarkKey } from './incident.ts';
import { Absence, type Message, type Messages } from './message.ts';
import { isTold, type Moment, markBy, type Standing } from './moment.ts';
import { openHypotheses } from './moments.ts';
import { refuse } from './refusal.ts';
import { plain, type Words } from './words.ts';

export type Mark = {
  readonly key: MessageKey;
  readonly kind: MomentKind;
  readonly via: Via;
  /** Who marked it, and so who records it. */
  readonly by: Person;
  /** When it was marked. */
  readonly at: Date;
  /** Other words or another time than the message's own, from the shortcut. */
  readonly words?: Words;
  readonly when?: Date;
};

/**
 * Puts a message on the timeline, at its own time, with its own author. On a message that is a hypothesis, `ruled-out` and
 * `identified` are verdicts: told at the time of the mark, as the marker's act. A mark puts back what somebody had hidden.
 */
export const markMessage =
  ({ key, kind, via, by, at, words, when }: Mark) =>
  (incident: Incident, messages: Messages): Draft[] => {
    if (isPast(incident.unmarks.get(unmarkKey(key, by.id, via)), at)) return [];
    const message = messages(key);
    if (!message || (message.versions.length === 0 && !message.deleted))
      throw new Absence(`message:${key.channel}:${key.ts}`);
    const claim = momentAt(incident, key, false);
    const verdict = momentAt(incident, key, true);
    const isStanding = (moment: Moment | undefined): boolean => {
      const own = moment && markBy(moment, by.id, via);
      return kindOf(own?.entry) === kind && !isSetAgain(own, at);
    };
    // A mark that was read is heard late, too, when the message may be a hypothesis no more, or one by now.
    if (via.type !== 'shortcut' && (isStanding(claim) || isStanding(verdict))) return [];
    const isVerdict = (kind === 'ruled-out' || kind === 'identified') && isHypothesis(claim);
    const moment = isVerdict ? verdict : claim;
    const stands = isStanding(moment);
    if (!claim) checkWords(message);
    const told = isVerdict
      ? { words: words ?? plain(''), at: when ?? at, author: by, about: claim?.number }
      : { words: wordsOf(message), at: message.at, author: message.author, about: answered(incident, kind, message) };
    const { words: said, about, ...stamp } = told;
    const data = { kind, words: said, about, message: refOf(message), via, markedAt: at };
    const mark: Draft = { kind: 'marked', data, ...stamp };
    const number = moment?.number ?? incident.moments.length + 1;
    const isBack = moment?.hidden && (!stands || via.type === 'shortcut');
    const reads = moment && (stands || !isVerdict || kindOf(moment.entry) === kind) ? readingOf(moment) : told;
    return [
      ...(stands ? [] : [mark]),
      ...(isBack ? [{ kind: 'entry.unhidden' as const, data: { number } }] : []),
      ...correction(number, reads, { words, at: when }),
    ];
  };

type Removal = {
  readonly key: MessageKey;
  readonly via: Via;
  /** Whose mark it was. */
  readonly by: Person;
  /** When it was taken away. */
  readonly at: Date;
  readonly isOthers?: boolean;
};

/**
 * Takes one person's mark away. The message is on the timeline while another stands. It is written, too, when no such mark
 * is known: the mark may be still on its way, and must not stand then.
 */
export const unmarkMessage =
  ({ key, via, by, at, isOthers }: Removal) =>
  (incident: Incident): Draft[] => {
    if (isPast(incident.unmarks.get(unmarkKey(key, by.id, via)), at)) return [];
    const message = { channel: key.channel, ts: key.ts };
    return [{ kind: 'unmarked', data: { message, via, ...(isOthers && { of: by }) }, at }];
  };

const isPast = (removed: Date | undefined, at: Date): boolean => removed !== undefined && at <= removed;

/** Nobody can react twice with the same: its removal, which is between the two, is still on its way. */
const isSetAgain = (mark: Standing | undefined, at: Date): boolean => {
  const { via, markedAt } = mark?.entry.data ?? {};
  return via?.type !== 'shortcut' && markedAt !== undefined && at > markedAt;
};

const momentAt = (incident: Incident, key: MessageKey, verdict: boolean): Moment | undefined =>
  incident.moments[(incident.marks.get(markKey(key, verdict)) ?? 0) - 1];

const isHypothesis = (moment: Moment | undefined): boolean =>
  moment !== undefined && isTold(moment) && kindOf(moment.entry) === 'hypothesis';

/** Words that rule something out are about the hypothesis that they answer, or about the only one that is open. */
const answered = (incident: Incident, kind: MomentKind, { channel, thread }: Message): number | undefined => {
  if (kind !== 'ruled-out' && kind !== 'identified') return undefined;
  const parent = thread === undefined ? undefined : momentAt(incident, { channel, ts: thread }, false);
  if (isHypothesis(parent)) return parent?.number;
  const [only, ...others] = openHypotheses(incident);
  return kind === 'ruled-out' && others.length === 0 ? only?.number : undefined;
};

const kindOf = (entry: Moment['entry'] | undefined): MomentKind | undefined =>
  entry?.kind === 'marked' ? entry.data.kind : undefined;

const checkWords = ({ deleted, gone }: Message): void => {
  if (deleted) refuse(`It was deleted in Slack before it was marked${gone ? ', and its words are gone' : ''}.`);
  if (gone) refuse('Its words were destroyed.');
};

const refOf = ({ channel, ts, version, thread, permalink, files, bot }: Message) => ({
  channel,
  ts,
  version,
  thread,
  permalink,
  files: [...files],
  bot,
});

/** A message of files only is told by their names. */
const wordsOf = ({ words, files }: Message): Words =>
  words.text.trim() === '' && files.length > 0 ? plain(files.map(({ name }) => name).join(', ')) : words;

type Reading = { readonly words: Words; readonly at: Date };

const readingOf = ({ entry }: Moment): Reading | undefined =>
  entry.kind === 'marked' ? { words: entry.data.words, at: entry.at } : undefined;

/** Words and time that somebody gave instead of the message's own are a correction: the history has both, and an edit in Slack changes neither. */
const correction = (number: number, reads: Reading | undefined, { words, at }: Partial<Reading>): Draft[] => {
  const changes = {
    ...(words && words.text !== reads?.words.text && { words }),
    ...(at && +at !== +(reads?.at ?? 0) && { at }),
  };
  return Object.keys(changes).length === 0 ? [] : [{ kind: 'entry.edited', data: { number, ...changes } }];
};
