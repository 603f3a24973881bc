import type { Entry, File, MessageKey } from './incident/entry.ts';
import type { Message, Messages } from './incident/message.ts';
import { keyOf, type Row, saidOf } from './row.ts';

export type Gathered = { get: Messages; take: (entry: Entry) => void };

/** The messages that decisions ask for, as they were said, kept up to date with what is being written. */
export const gather = (rows: readonly Row[]): Gathered => {
  const byKey = new Map<string, Message>();
  const take = (entry: Entry): void => {
    if (entry.kind === 'message.worded') {
      const { message, words } = entry.data;
      const before = byKey.get(keyOf(message));
      const versions = [...(before?.versions ?? []), message.version];
      const texts = new Map(before?.texts).set(message.version, words.text);
      const isNewer = !before || before.gone || before.version < message.version || before.versions.length === 0;
      const latest = isNewer ? { ...message, words, author: entry.author, at: entry.at } : before;
      byKey.set(keyOf(message), { ...latest, versions, texts, deleted: before?.deleted ?? false, gone: false });
    }
    if (entry.kind === 'message.deleted') {
      const { message, forget } = entry.data;
      const before = byKey.get(keyOf(message)) ?? absent(message, entry);
      byKey.set(keyOf(message), { ...before, deleted: true, gone: before.gone || forget });
    }
  };
  for (const row of rows) {
    if (row.data !== null) take(saidOf(row).entry);
    else if (row.message !== null) {
      const [channel = '', ts = ''] = row.message.split(':');
      const gone = byKey.get(row.message) ?? absent({ channel, ts }, saidOf(row).entry);
      byKey.set(row.message, { ...gone, gone: true, versions: [...gone.versions, row.wording ?? ''] });
    }
  }
  return { get: (key) => byKey.get(keyOf(key)), take };
};

const absent = (key: MessageKey, { author, at }: Entry): Message => {
  const files: File[] = [];
  const said = { words: { text: '' }, author, at, versions: [], texts: new Map(), deleted: false, gone: false };
  return { ...key, version: '', files, ...said };
};
