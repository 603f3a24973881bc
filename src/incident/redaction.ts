import { withoutCopies } from './copies.ts';
import { withEarlier } from './earlier-remains.ts';
import type { Draft, Entry, MessageKey, Remains } from './entry.ts';
import { atHome, atPresent } from './home.ts';
import { type Incident, markKey } from './incident.ts';
import type { Redactor } from './may-redact.ts';
import type { Messages } from './message.ts';
import type { Moment } from './moment.ts';
import type { Redactable } from './redactable.ts';
import { refuse } from './refusal.ts';
import { hasWords, remainsIn, remainsOf, textsOf, withoutFileNames } from './remains.ts';
import { ofParagraph, removedFrom } from './section-log.ts';

/** What a redaction destroys. */
export type Redaction = {
  /** What loses all its words: the entry, its history, its message in every wording. */
  readonly own: readonly Entry[];
  /** What loses only what it quotes of them. */
  readonly copies: readonly Entry[];
  /** What quotes them, too, and is not theirs to redact who asks. */
  readonly beyond: readonly Entry[];
  /** The messages in Slack that hold the words. */
  readonly messages: readonly MessageKey[];
  /** `#12`, `T3`, `that message`. */
  readonly name: string;
  readonly draft: Extract<Draft, { kind: 'entry.redacted' }>;
};

/** What would go, and may: for the question before it is done. Refuses what cannot be redacted, or not by this person. */
export const planRedaction = (
  incident: Incident,
  log: readonly Entry[],
  what: Redactable,
  redactor: Redactor,
): Redaction => {
  const { own, about, name } = find(incident, log, what, redactor);
  const [first] = own;
  if (!first)
    return refuse(
      `Debrief has no words of ${name}. If it was just written, try again in a moment; or delete it in Slack, then its words are not kept.`,
    );
  const told = own.filter((entry) => !isChange(entry));
  if (!told.some((entry) => redactor.isAllowed(incident, entry))) redactor.check(incident, told.at(-1) ?? first);
  const going = new Set(own.filter(hasWords).map(({ seq }) => seq));
  if (going.size === 0) return refuse(nothingLeft(incident, about.number, name));

  const isOwn = ({ seq }: Entry): boolean => own.some((each) => each.seq === seq);
  const clean = withoutCopies(own.flatMap(textsOf));
  const holds = ({ data }: Entry): string[] => messagesIn(data).map(keyOf);
  const messages = own.flatMap((entry) => (entry.kind === 'message.worded' ? [entry.data.message] : []));
  const gone = new Set(messages.map(keyOf));
  const cleaned = (entry: Entry): Remains => {
    const data = clean(entry.data);
    const isOfMessage = holds(entry).some((key) => gone.has(key));
    const message = isOfMessage && 'message' in data && data.message ? withoutFileNames(data.message) : undefined;
    return { ...remainsOf(entry), data: message ? { ...data, message } : data };
  };
  const quoting = log.filter(
    (entry) =>
      !isOwn(entry) &&
      remainsIn(entry).length === 0 &&
      JSON.stringify(cleaned(entry).data) !== JSON.stringify(entry.data),
  );
  const isMine = (entry: Entry): boolean =>
    redactor.isAllowed(incident, entry) || holds(entry).some((key) => gone.has(key));
  const copies = quoting.filter(isMine);
  const remains = [...own.filter(({ seq }) => going.has(seq)).map(remainsOf), ...copies.map(cleaned)];
  const entries = withEarlier(log, remains);
  return {
    own: own.filter(({ seq }) => going.has(seq)),
    copies,
    beyond: quoting.filter((entry) => !isMine(entry)),
    messages: [
      ...new Map(
        [...messages, ...copies.flatMap(({ data }) => messagesIn(data))].map((key) => [keyOf(key), key]),
      ).values(),
    ].map((key) => atPresent(incident, key)),
    name,
    draft: { kind: 'entry.redacted', data: { ...about, entries } },
  };
};

/** Destroys words: in the entry, in its history, and wherever else in the log they stand. Needs the log. */
export const redact =
  (what: Redactable, redactor: Redactor) =>
  (incident: Incident, _: Messages, log: readonly Entry[]): Draft[] => [
    planRedaction(incident, log, what, redactor).draft,
  ];

/** Everybody may correct an entry: that does not make it theirs. */
const isChange = ({ kind }: Entry): boolean => kind === 'entry.edited' || kind === 'task.changed';

type Found = {
  readonly own: readonly Entry[];
  readonly about: { readonly number?: number; readonly task?: number; readonly message?: MessageKey };
  readonly name: string;
};

const find = (incident: Incident, log: readonly Entry[], what: Redactable, redactor: Redactor): Found => {
  switch (what.type) {
    case 'number': {
      const { number } = what;
      const last = incident.moments.length;
      const moment = incident.moments[number - 1] ?? refuse(`There is no #${number}: the timeline goes to #${last}.`);
      const message = messageOf(incident, moment);
      return {
        own: ofMoment(incident, log, moment),
        about: { number, ...(message && { message }) },
        name: `#${number}`,
      };
    }
    case 'message': {
      const message = atHome(incident, { channel: what.channel, ts: what.ts });
      const number = incident.marks.get(markKey(message, false));
      if (number !== undefined) return find(incident, log, { type: 'number', number }, redactor);
      return { own: log.filter((entry) => isWordingOf(entry, message)), about: { message }, name: 'that message' };
    }
    case 'task': {
      const { task } = what;
      const { seq } = incident.tasks[task - 1] ?? refuse(`There is no T${task}.`);
      const isOfTask = (entry: Entry): boolean =>
        entry.seq === seq || (entry.kind === 'task.changed' && entry.data.task === task);
      return { own: log.filter(isOfTask), about: { task }, name: `T${task}` };
    }
    case 'entry':
      return { own: ofParagraph(log, what.seq), about: {}, name: 'that paragraph' };
    case 'removed': {
      const name = `what was taken out of ${what.section}`;
      return { own: theirsOf(incident, removedFrom(incident, log, what.section), redactor), about: {}, name };
    }
    case 'hold': {
      const own = theirsOf(incident, log.filter(isOfHold).filter(hasWords), redactor);
      return { own, about: {}, name: 'what was said with hold' };
    }
    case 'link': {
      const { url } = incident.links[what.link - 1] ?? refuse(`There is no link ${what.link}.`);
      const isOfLink = ({ kind, data }: Entry): boolean => kind === 'link.added' && data.url === url;
      return { own: log.filter(isOfLink), about: {}, name: 'that link' };
    }
  }
};

/** A verdict is the marker's own act: its words are not those of the message that it is about. */
const ofMoment = (incident: Incident, log: readonly Entry[], moment: Moment): Entry[] => {
  const { number, entry } = moment;
  const marked = entry.kind === 'marked' ? entry.data.message : undefined;
  const claim = marked && incident.marks.get(markKey(marked, false));
  const isClaim = claim === number;
  return log.filter((each) => {
    if (each.kind === 'entry.edited') return each.data.number === number;
    if (!marked) return each.seq === entry.seq || isNamedAfter(each, entry);
    if (each.kind === 'marked' && each.data.message && keyOf(each.data.message) === keyOf(marked))
      return (each.data.about === claim) !== isClaim;
    return isClaim && isWordingOf(each, marked);
  });
};

/** The channel has its name from the first title. */
const isNamedAfter = ({ kind }: Entry, entry: Entry): boolean =>
  entry.kind === 'incident.opened' && (kind === 'channel.made' || kind === 'channel.renamed');

const messageOf = ({ marks }: Incident, { number, entry }: Moment): MessageKey | undefined => {
  const message = entry.kind === 'marked' ? entry.data.message : undefined;
  if (!message || marks.get(markKey(message, false)) !== number) return undefined;
  return { channel: message.channel, ts: message.ts };
};

const isWordingOf = ({ kind, data }: Entry, key: MessageKey): boolean =>
  kind === 'message.worded' && keyOf(data.message) === keyOf(key);

/** Of what several people wrote, that which this one may redact; all of it, if it is nothing: they hear who may. */
const theirsOf = (incident: Incident, entries: readonly Entry[], redactor: Redactor): readonly Entry[] => {
  const theirs = entries.filter((entry) => redactor.isAllowed(incident, entry));
  return theirs.length > 0 ? theirs : entries;
};

/** Why the incident was held, or released: that is on no timeline, so it has no number. */
const isOfHold = ({ kind, data }: Entry): boolean =>
  (kind === 'words.held' || kind === 'words.released') && data.words !== undefined;

const messagesIn = (data: Entry['data']): MessageKey[] =>
  'message' in data && data.message ? [{ channel: data.message.channel, ts: data.message.ts }] : [];

const keyOf = ({ channel, ts }: MessageKey): string => `${channel}:${ts}`;

const nothingLeft = ({ moments }: Incident, number: number | undefined, name: string): string => {
  const { redacted } = (number !== undefined && moments[number - 1]) || {};
  return redacted
    ? `${name} was redacted by ${redacted.by.name} already: nothing of its words is left.`
    : `${name} has no words to destroy.`;
};
