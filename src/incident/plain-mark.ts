import { type Entry, type MessageRef, type MomentKind, momentKinds, type Via } from './entry.ts';

type Mark = Extract<Entry, { kind: 'marked' }>['data'];

/**
 * The data of a stored mark, as the schema would read it, if it has the few parts that nearly all marks have; what is undefined
 * here is for the schema to say. Long logs consist of marks, and zod takes twice the memory of the marks themselves.
 */
export const plainMark = (data: unknown): Mark | undefined => {
  if (!isObject(data)) return undefined;
  const { kind, words, how, about, message, via, markedAt } = data;
  if (how !== undefined || about !== undefined || !isKind(kind)) return undefined;
  if (!isObject(words) || typeof words.text !== 'string' || words.tree !== undefined) return undefined;
  const said = { text: words.text };
  if (message === undefined && via === undefined && markedAt === undefined) return { kind, words: said };
  const ref = plainRef(message);
  const act = plainVia(via);
  const at = new Date(typeof markedAt === 'string' ? markedAt : Number.NaN);
  return ref && act && !Number.isNaN(at.getTime())
    ? { kind, words: said, message: ref, via: act, markedAt: at }
    : undefined;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isKind = (kind: unknown): kind is MomentKind => (momentKinds as readonly unknown[]).includes(kind);

const plainRef = (message: unknown): MessageRef | undefined => {
  if (!isObject(message)) return undefined;
  const { channel, ts, version, thread, permalink, files, bot } = message;
  if (typeof channel !== 'string' || typeof ts !== 'string' || typeof version !== 'string') return undefined;
  if (typeof permalink !== 'string' || !Array.isArray(files) || files.length > 0 || bot !== undefined) return undefined;
  if (thread === undefined) return { channel, ts, version, permalink, files: [] };
  return typeof thread === 'string' ? { channel, ts, version, thread, permalink, files: [] } : undefined;
};

const plainVia = (via: unknown): Via | undefined => {
  if (!isObject(via)) return undefined;
  const { type, name } = via;
  if (type === 'pin' || type === 'shortcut') return { type };
  return type === 'reaction' && typeof name === 'string' ? { type, name } : undefined;
};
