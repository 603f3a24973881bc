import type { Draft, MessageKey, MessageRef, Person } from './entry.ts';
import { type Incident, isTold, markKey } from './incident.ts';
import type { Messages } from './message.ts';
import type { Words } from './words.ts';

type Wording = { readonly ref: MessageRef; readonly words: Words; readonly author: Person; readonly at: Date };

/** A message, or a new wording of it. What is there already, or was deleted and forgotten, writes nothing. */
export const wordMessage =
  ({ ref, words, author, at }: Wording) =>
  (incident: Incident, messages: Messages): Draft[] => {
    const known = messages(ref);
    if (known?.versions.includes(ref.version)) return [];
    if (known?.gone || (known?.deleted && !isMarked(incident, ref))) return [];
    const isUnchanged = known && !known.deleted && ref.version === '' && known.words.text === words.text;
    return isUnchanged ? [] : [{ kind: 'message.worded', data: { message: ref, words }, author, at }];
  };

/** `keep`: its words stay although nobody had marked it. Those of a marked message always stay. */
export const deleteMessage =
  ({ key, at, keep }: { readonly key: MessageKey; readonly at: Date; readonly keep: boolean }) =>
  (incident: Incident, messages: Messages): Draft[] =>
    messages(key)?.deleted
      ? []
      : [{ kind: 'message.deleted', data: { message: key, forget: !keep && !isMarked(incident, key) }, at }];

const isMarked = (incident: Incident, key: MessageKey): boolean =>
  [markKey(key, false), markKey(key, true)].some((name) => {
    const moment = incident.moments[(incident.marks.get(name) ?? 0) - 1];
    return moment !== undefined && isTold(moment);
  });
