import type { Detection, Entry, File, MessageKey, MessageRef, MomentKind, Person } from '../incident/entry.ts';
import { atPresent, presentLink } from '../incident/home.ts';
import type { Incident, Moment, Move, Standing, Wording } from '../incident/incident.ts';
import { type MilestoneName, milestoneNames, milestones } from '../incident/milestones.ts';
import { tell } from '../incident/tell.ts';
import { timeline } from '../incident/timeline.ts';
import type { Words } from '../incident/words.ts';
import { headline } from './headline.ts';

/** One told entry as the document tells it, with its evidence. `number` is the one by which people call it (`#12`). */
export type Line = {
  readonly number: number;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly author: Person;
  readonly recorder: Person;
  readonly kind: Entry['kind'] | MomentKind;
  readonly label: string;
  readonly words: Words;
  readonly how?: Detection;
  /** The number of the hypothesis that this rules out or confirms. */
  readonly about?: number;
  /** It has no words of its own: a verdict by a reaction has those of its hypothesis, a resolution a sentence of Debrief's. */
  readonly bare: boolean;
  readonly milestone?: MilestoneName;
  /** The message that it was, and where it can be read. */
  readonly message?: MessageKey & { readonly thread?: string; readonly permalink?: string; readonly bot?: string };
  /** Where an entry that is no message was said in the channel. */
  readonly said?: string;
  readonly files: readonly File[];
  readonly source: Entry['source']['type'];
  readonly standing: readonly Standing[];
  readonly deleted: boolean;
  readonly history: readonly Wording[];
  readonly redacted?: Moment['redacted'];
  readonly moves: readonly Move[];
};

/** The timeline as it is told, in the order in which it happened. */
export const linesOf = (
  incident: Incident,
  { teamUrl, said }: { teamUrl?: string; said?: ReadonlyMap<number, MessageKey> } = {},
): readonly Line[] => {
  const reached = milestones(incident);
  const names = new Map(milestoneNames.map((name) => [reached[name]?.number, name]));
  const lines: Line[] = [];
  for (const { number, entry, deleted, standing, history, moves, redacted } of timeline(incident)) {
    const telling = tell(entry, incident.zone);
    if (!telling) continue;
    const claim = claimOf(incident, entry);
    const line = said?.get(entry.seq);
    const marked = entry.kind === 'marked' ? entry.data : undefined;
    lines.push({
      number,
      at: entry.at,
      recordedAt: entry.recordedAt,
      author: entry.author,
      recorder: entry.recorder,
      kind: marked ? marked.kind : entry.kind,
      label: telling.label,
      words: claim ?? telling.words,
      how: marked?.how,
      about: marked?.about,
      bare: claim !== undefined || (entry.kind === 'incident.resolved' && !entry.data.words),
      milestone: names.get(number),
      message: marked?.message && placeOf(incident, marked.message, teamUrl),
      said: line && permalinkOf(atPresent(incident, line), teamUrl),
      files: marked?.message?.files ?? [],
      source: entry.source.type,
      standing,
      deleted,
      history,
      redacted,
      moves,
    });
  }
  return lines;
};

/** The claim that a verdict is about, if the verdict only points at it. */
const claimOf = (incident: Incident, entry: Entry): Words | undefined => {
  if (entry.kind !== 'marked' || entry.data.about === undefined) return undefined;
  const hypothesis = incident.moments[entry.data.about - 1]?.entry;
  if (hypothesis?.kind !== 'marked') return undefined;
  return /^#?\d*$/.test(entry.data.words.text) ? headline(hypothesis.data.words).first : undefined;
};

const placeOf = (
  incident: Incident,
  { channel, ts, thread, bot, permalink }: MessageRef,
  teamUrl?: string,
): Line['message'] => ({
  channel,
  ts,
  thread,
  bot,
  permalink: permalink
    ? presentLink(incident, permalink)
    : permalinkOf(atPresent(incident, { channel, ts, thread }), teamUrl),
});

/** Slack's own form of a message's address. */
const permalinkOf = (message: MessageKey & { thread?: string }, teamUrl?: string): string | undefined => {
  if (!teamUrl) return undefined;
  const { channel, ts, thread } = message;
  const link = `${teamUrl.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`;
  return thread && thread !== ts ? `${link}?thread_ts=${thread}&cid=${channel}` : link;
};
