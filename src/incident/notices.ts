import type { Draft, MessageKey, Via } from './entry.ts';
import { type Incident, markKey } from './incident.ts';
import { type Mark, markMessage } from './marks.ts';
import type { Messages } from './message.ts';
import { type Moment, markBy, type Standing } from './moment.ts';

// A reading shows which marks there are, and not when or in which order they were set: only differences are written.

/** A mark that a reading shows: `at` is when it was set if Slack tells, else the time of the reading. One that stands writes nothing. */
export const noticeMark =
  (mark: Mark) =>
  (incident: Incident, messages: Messages): Draft[] =>
    momentsOf(incident, mark.key).some((moment) => markBy(moment, mark.by.id, mark.via))
      ? []
      : markMessage(mark)(incident, messages);

type Absent = {
  readonly key: MessageKey;
  /** When Slack was asked: what was written since may be newer than the answer. */
  readonly asked: Date;
  /** Whether the answer would show such a mark of this person, and does not. */
  readonly isMissing: (via: Via, person: string) => boolean;
};

/** Marks that stand in the log and that a reading does not show any more. */
export const noticeRemovals =
  ({ key, asked, isMissing }: Absent) =>
  (incident: Incident): Draft[] => {
    const gone = momentsOf(incident, key).flatMap(({ standing }) =>
      standing.filter(({ person, via, entry }) => entry.recordedAt < asked && isMissing(via, person)),
    );
    return gone.map(({ entry, via }) => ({
      kind: 'unmarked',
      data: { message: { channel: key.channel, ts: key.ts }, via, of: entry.recorder },
      at: notBefore(asked, entry),
    }));
  };

/** Slack's clock and ours may differ a little: a removal follows its mark. */
const notBefore = (asked: Date, { data: { markedAt } }: Standing['entry']): Date =>
  markedAt && markedAt > asked ? markedAt : asked;

const momentsOf = ({ moments, marks }: Incident, key: MessageKey): Moment[] =>
  [false, true].flatMap((verdict) => moments[(marks.get(markKey(key, verdict)) ?? 0) - 1] ?? []);
