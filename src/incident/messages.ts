import type { Draft, MessageRef, Person } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Message, Messages } from './message.ts';
import type { Words } from './words.ts';

type Wording = {
  readonly ref: MessageRef;
  readonly words: Words;
  readonly author: Person;
  /** When it was posted. */
  readonly at: Date;
  /** Slack's ts of the change that brought it, if one did. */
  readonly changed?: string;
  /** Whether this change gave the message other words (or is an unfurl or a reply counter), as far as that is known. */
  readonly rewords?: boolean | undefined;
  /** Slack's ts of the reading that found it so, if it was read and not heard. */
  readonly noticed?: string;
};

/**
 * A message, or a new wording of it. What is there already, or was forgotten, writes nothing. A wording that comes late is
 * kept, too: which is the last one is told by the versions.
 */
export const wordMessage =
  ({ ref, words, author, at, changed, rewords, noticed }: Wording) =>
  (_: Incident, messages: Messages): Draft[] => {
    const known = messages(ref);
    const isSame = known !== undefined && known.versions.length > 0 && known.words.text === words.text;
    const version =
      noticed === undefined ? versionHeard(ref.version, changed, rewords) : versionRead(known, ref, isSame, noticed);
    if (version === undefined || known?.gone || known?.versions.includes(version)) return [];
    const isOfKnownEdit = known?.versions.some((each) => each.startsWith(ref.version)) ?? false;
    const isRead = noticed !== undefined || (changed === undefined && ref.version !== '');
    if (isRead ? isSame && isOfKnownEdit : known && isThere(known, version, words.text, rewords)) return [];
    return [{ kind: 'message.worded', data: { message: { ...ref, version }, words }, author, at }];
  };

/**
 * Versions sort as the wordings follow each other. An edit mark counts whole seconds, so the change's own ts breaks the tie.
 * Apps change their messages without an edit mark: in the second of an edit such a change comes before it (`-` sorts before `.`).
 */
const versionOf = (edited: string, changed: string | undefined): string => {
  if (changed === undefined) return edited;
  return edited === '' ? changed.replace('.', '-') : `${edited}/${changed}`;
};

/** A change that is known not to have brought the words that it shows bears a sign: what brought them may still be on its way. */
const versionHeard = (edited: string, changed: string | undefined, rewords: boolean | undefined): string =>
  `${versionOf(edited, changed)}${changed !== undefined && rewords === false ? WITNESS : ''}`;

const WITNESS = '~';
const READ = '~r';
const isWitness = (version: string): boolean => version.endsWith(WITNESS) || version.endsWith(READ);

/**
 * Whether the log has this wording already, because something that came before told it: a change that only shows the words
 * adds nothing beside them; what brought them adds nothing to a change that showed them, or to a reading of its edit.
 */
const isThere = (
  { versions, texts }: Message,
  version: string,
  text: string,
  rewords: boolean | undefined,
): boolean => {
  const before = versions.filter((each) => each < version).reduce(later, '');
  const after = versions.filter((each) => each > version).reduce(earlier, '~~');
  const isBefore = texts.get(before) === text;
  const isAfter = texts.get(after) === text;
  if (version !== '' && !rewords) return isBefore || isAfter;
  const isOfReading = before.endsWith(READ) && editOf(before) === editOf(version); // asked for before, and answered after
  return (isAfter && isWitness(after)) || (isBefore && isOfReading);
};

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

/**
 * A reading tells the last words and the last edit. Apps change their messages without an edit mark: other words than those we
 * know are such a change, unheard of. People's edits have one: their words may differ only because we call somebody otherwise
 * by now. A log that is newer than what was read is left alone.
 */
const versionRead = (
  known: Message | undefined,
  { version: edited, bot }: MessageRef,
  isSame: boolean,
  noticed: string,
): string | undefined => {
  if (!known || known.versions.length === 0) return lastOf(edited, noticed);
  if (known.deleted) return undefined;
  const newest = known.versions.map(editOf).reduce((one, other) => (one > other ? one : other), '');
  if (edited !== newest) return edited > newest ? lastOf(edited, noticed) : undefined;
  const version = versionOf(edited, noticed);
  return isSame || !bot || known.versions.some((each) => each >= version) ? undefined : version;
};

/** A reading shows what the changes until then have brought; one within the same second may still have followed. */
const lastOf = (edited: string, noticed: string): string =>
  edited === '' ? edited : `${versionOf(edited, noticed)}${READ}`;

const editOf = (version: string): string => (version.includes('-') ? '' : (version.split('/')[0] ?? ''));
