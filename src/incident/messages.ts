import type { Draft, MessageKey, MessageRef, Person } from './entry.ts';
import { type Incident, markKey } from './incident.ts';
import type { Message, Messages } from './message.ts';
import type { Words } from './words.ts';

type Wording = {
  readonly ref: MessageRef;
  readonly words: Words;
  readonly author: Person;
  /** When it was posted. */
  readonly at: Date;
  /** Slack's ts of a change. Apps change their messages without an edit mark: then it is the version. */
  readonly changed?: string;
};

/**
 * A message, or a new wording of it. What is there already, or was forgotten, writes nothing. A wording that comes late is
 * kept, too: which is the last one is told by the versions.
 */
export const wordMessage =
  ({ ref, words, author, at, changed }: Wording) =>
  (_: Incident, messages: Messages): Draft[] => {
    const known = messages(ref);
    const isSame = known !== undefined && known.versions.length > 0 && known.words.text === words.text;
    const version = versionOf(known, ref.version, changed);
    // Unfurls and reply counters come as changes, too.
    const isUnchanged = isSame && (ref.version === '' || version === changed);
    if (isUnchanged || known?.gone || known?.versions.includes(version)) return [];
    return [{ kind: 'message.worded', data: { message: { ...ref, version }, words }, author, at }];
  };

const versionOf = (known: Message | undefined, version: string, changed = ''): string => {
  const isUnmarked = version === '' || known?.versions.includes(version);
  return isUnmarked && changed > version ? changed : version;
};

/** `keep`: its words stay although nobody had marked it. Those of a message that ever was on the timeline always stay. */
export const deleteMessage =
  ({ key, at, keep }: { readonly key: MessageKey; readonly at: Date; readonly keep: boolean }) =>
  (incident: Incident, messages: Messages): Draft[] =>
    messages(key)?.deleted
      ? []
      : [{ kind: 'message.deleted', data: { message: key, forget: !keep && !wasMarked(incident, key) }, at }];

// The entry that marked it has the words, and its number must not go: forgetting the message alone would only seem to forget.
const wasMarked = ({ marks }: Incident, key: MessageKey): boolean => marks.has(markKey(key, false));
