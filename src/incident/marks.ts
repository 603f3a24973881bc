import type { Draft, MessageKey, MomentKind, Person, Via } from './entry.ts';
import { type Incident, isSameAct, isTold, type Moment, markKey } from './incident.ts';
import { Absence, type Message, type Messages } from './message.ts';
import { refuse } from './refusal.ts';
import { plain, type Words } from './words.ts';

type Mark = {
  readonly key: MessageKey;
  readonly kind: MomentKind;
  readonly via: Via;
  readonly by: Person;
  /** When it was marked. */
  readonly at: Date;
  /** Other words or another time than the message's own, from the shortcut. */
  readonly words?: Words;
  readonly when?: Date;
};

/**
 * Puts a message on the timeline, at its own time, with its own author. On a message that is a hypothesis, `ruled-out` and
 * `identified` are verdicts: told at the time of the mark, as the marker's act.
 */
export const markMessage =
  ({ key, kind, via, by, at, words, when }: Mark) =>
  (incident: Incident, messages: Messages): Draft[] => {
    const message = messages(key);
    if (!message || (message.versions.length === 0 && !message.deleted))
      throw new Absence(`message:${key.channel}:${key.ts}`);
    if (message.gone) refuse('That message was deleted in Slack before it was marked, and its words are gone.');
    const hypothesis = momentAt(incident, markKey(key, false));
    const isVerdict = (kind === 'ruled-out' || kind === 'identified') && isHypothesis(hypothesis);
    const about = isVerdict ? hypothesis?.number : undefined;
    const standing = momentAt(incident, markKey(key, isVerdict));
    if (
      standing?.standing.some(
        (each) => each.person === by.id && isSameAct(each.via, via) && kindOf(each.entry) === kind,
      )
    )
      return [];
    const ref = refOf(message);
    if (isVerdict)
      return [
        {
          kind: 'marked',
          data: { kind, words: words ?? plain(''), about, message: ref, via },
          at: when ?? at,
          author: by,
        },
      ];
    return [
      {
        kind: 'marked',
        data: { kind, words: words ?? wordsOf(message), message: ref, via },
        at: when ?? message.at,
        author: message.author,
      },
    ];
  };

/** Takes one person's mark away. The message is on the timeline while another stands. */
export const unmarkMessage =
  ({ key, via, by }: { readonly key: MessageKey; readonly via: Via; readonly by: Person }) =>
  (incident: Incident): Draft[] => {
    const moments = [markKey(key, false), markKey(key, true)].map((name) => momentAt(incident, name));
    const isTheirs = moments.some((moment) =>
      moment?.standing.some((each) => each.person === by.id && isSameAct(each.via, via)),
    );
    return isTheirs ? [{ kind: 'unmarked', data: { message: { channel: key.channel, ts: key.ts }, via } }] : [];
  };

const momentAt = (incident: Incident, name: string): Moment | undefined =>
  incident.moments[(incident.marks.get(name) ?? 0) - 1];

const isHypothesis = (moment: Moment | undefined): boolean =>
  moment !== undefined && isTold(moment) && kindOf(moment.entry) === 'hypothesis';

const kindOf = (entry: Moment['entry']): MomentKind | undefined =>
  entry.kind === 'marked' ? entry.data.kind : undefined;

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
