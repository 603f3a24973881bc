import type { Entry, File, MessageKey } from '../../incident/entry.ts';

/** The files of an entry of which there is to be a copy: those of marked messages, and images. */
export const copiesOf = (
  entry: Entry,
): { readonly message: MessageKey; readonly files: readonly File[] } | undefined => {
  const message = entry.kind === 'marked' || entry.kind === 'message.worded' ? entry.data.message : undefined;
  if (!message) return undefined;
  const files = message.files.filter(({ mimetype }) => entry.kind === 'marked' || mimetype?.startsWith('image/'));
  return files.length > 0 ? { message, files } : undefined;
};

/** Whether words are destroyed by it, and copies of files may have to go with them. */
export const destroys = ({ kind, data }: Entry): boolean =>
  kind === 'message.deleted' ? data.forget : forgetting.has(kind);

const forgetting: ReadonlySet<Entry['kind']> = new Set(['entry.redacted', 'words.purged', 'person.erased']);
