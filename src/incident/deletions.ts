import type { Draft, Entry, MessageKey } from './entry.ts';
import { type Incident, markKey } from './incident.ts';
import type { Messages } from './message.ts';
import { hasWords, remainsOf } from './remains.ts';

type Deletion = { readonly key: MessageKey; readonly at: Date; readonly keep: boolean };

/**
 * A message that was deleted in Slack loses its words, unless somebody's mark stands on it, or the incident is held. `keep`: its
 * words stay all the same. Of one that was marked once, the marks had the words, too: for that it needs the log.
 */
export const deleteMessage =
  ({ key, at, keep }: Deletion) =>
  (incident: Incident, messages: Messages, log: readonly Entry[]): Draft[] => {
    if (messages(key)?.deleted) return [];
    const numbers = numbersOf(incident, key);
    const stands = numbers.some((number) => (incident.moments[number - 1]?.standing.length ?? 0) > 0);
    if (keep || stands || incident.held)
      return [{ kind: 'message.deleted', data: { message: key, forget: false }, at }];
    const entries = log.filter((entry) => isAbout(entry, key, numbers) && hasWords(entry)).map(remainsOf);
    return [{ kind: 'message.deleted', data: { message: key, forget: true, ...(entries[0] && { entries }) }, at }];
  };

/** Whether the message was ever on the timeline. */
export const wasMarked = (incident: Incident, key: MessageKey): boolean => numbersOf(incident, key).length > 0;

const numbersOf = ({ marks }: Incident, key: MessageKey): number[] =>
  [marks.get(markKey(key, false)), marks.get(markKey(key, true))].filter((number) => number !== undefined);

const isAbout = ({ kind, data }: Entry, { channel, ts }: MessageKey, numbers: readonly number[]): boolean => {
  if (kind === 'entry.edited') return numbers.includes(data.number);
  return kind === 'marked' && data.message?.channel === channel && data.message.ts === ts;
};
