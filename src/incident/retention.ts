import type { Draft, Entry, MessageKey } from './entry.ts';
import { type Incident, isOpen, markKey } from './incident.ts';
import type { Messages } from './message.ts';
import { refuse } from './refusal.ts';
import { hasWords, remainsOf } from './remains.ts';
import type { Words } from './words.ts';

/** From now on no words of this incident go by themselves, and nobody is erased from it. */
export const holdWords =
  (words?: Words) =>
  ({ held, number }: Incident): Draft[] => {
    if (held) return refuse(`INC-${number} is held already, by ${held.by.name}.`);
    return [{ kind: 'words.held', data: { ...(words && { words }) } }];
  };

export const releaseWords =
  (words?: Words) =>
  ({ held, number }: Incident): Draft[] => {
    if (!held) return refuse(`INC-${number} is not held.`);
    return [{ kind: 'words.released', data: { ...(words && { words }) } }];
  };

/** Whether words may go that were said before this: it was over by then, its document final if it ever is, and nobody holds it. */
export const isPast = (incident: Incident, before: Date): boolean => {
  const since = incident.finalAt ?? endedAt(incident);
  return !incident.held && !isOpen(incident) && since !== undefined && since < before;
};

/** When it was told that it is over: an end may lie long before it is told. */
const endedAt = ({ moments }: Incident): Date | undefined =>
  moments.findLast(({ entry: { kind } }) => kind === 'incident.resolved' || kind === 'incident.cancelled')?.entry
    .recordedAt;

type Said = { readonly seq: number; readonly message: MessageKey };

/** Destroys the words of these messages, but of those that are on the timeline. */
export const purgeMessages =
  (said: readonly Said[], before: Date) =>
  (incident: Incident): Draft[] => {
    if (!isPast(incident, before)) return [];
    const seqs = said.filter(({ message }) => !stands(incident, message)).map(({ seq }) => seq);
    return seqs.length > 0 ? [{ kind: 'words.purged', data: { before, seqs } }] : [];
  };

/** Destroys what marks that were taken back had of their messages. Needs the log. */
export const purgeWithdrawn =
  (before: Date) =>
  (incident: Incident, _: Messages, log: readonly Entry[]): Draft[] => {
    const withdrawn = new Set(withdrawnIn(incident));
    if (!isPast(incident, before) || withdrawn.size === 0) return [];
    const isTheirs = ({ kind, data }: Entry): boolean => {
      if (kind === 'entry.edited') return withdrawn.has(data.number);
      return kind === 'marked' && data.message !== undefined && !stands(incident, data.message);
    };
    const entries = log.filter((entry) => isTheirs(entry) && hasWords(entry)).map(remainsOf);
    return entries.length > 0 ? [{ kind: 'words.purged', data: { before, seqs: [], entries } }] : [];
  };

/** Whether a mark was taken back and its message is on the timeline no more. */
export const withdrawnIn = ({ moments }: Incident): number[] =>
  moments.flatMap(({ number, entry, standing }) =>
    entry.kind === 'marked' && entry.data.message && standing.length === 0 ? [number] : [],
  );

const stands = ({ marks, moments }: Incident, message: MessageKey): boolean =>
  [false, true].some((verdict) => {
    const number = marks.get(markKey(message, verdict));
    return number !== undefined && (moments[number - 1]?.standing.length ?? 0) > 0;
  });
