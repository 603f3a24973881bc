import type { Entry, File, Remains } from './entry.ts';

/** What stands where words were destroyed. */
export const REDACTED = '(redacted)';

/** What stays of an entry: all that it says but words, names of files, and the line as typed. */
export const remainsOf = (entry: Entry): Remains => ({
  seq: entry.seq,
  data: wordless(entry),
  author: entry.author.name,
  recorder: entry.recorder.name,
});

/** Whether anything of an entry would go. */
export const hasWords = (entry: Entry): boolean =>
  entry.typed !== undefined || JSON.stringify(wordless(entry)) !== JSON.stringify(entry.data);

/** What was left of other entries by this one, which destroyed their words. */
export const remainsIn = ({ data }: Entry): readonly Remains[] => ('entries' in data ? (data.entries ?? []) : []);

/** Its words, wherever it has some. */
export const textsOf = ({ data }: Entry): string[] => [
  ...('words' in data && data.words ? [data.words.text] : []),
  ...('details' in data && data.details ? data.details.map(({ text }) => text) : []),
  ...('title' in data ? [data.title] : []),
  ...('url' in data ? [data.url] : []),
];

const wordless = ({ kind, data }: Entry): object => {
  const parts = Object.entries(data).map(([name, value]) => {
    const take = kind.startsWith('channel.') && name === 'name' ? () => REDACTED : without[name];
    return [name, take && value !== undefined && value !== null ? take(value) : value];
  });
  return Object.fromEntries(parts);
};

/** What becomes of each part of an entry that holds words. Figures and services are read from words. */
const without: Readonly<Record<string, (value: unknown) => unknown>> = {
  words: (value) => ({ text: textOf(value) === '' ? '' : REDACTED }),
  details: () => [],
  title: () => REDACTED,
  url: () => REDACTED,
  link: () => undefined,
  figures: () => [],
  services: () => [],
  message: (value) => withoutFileNames(value as object), // Only a message is called so.
};

const textOf = (words: unknown): unknown =>
  typeof words === 'object' && words && 'text' in words ? words.text : words;

/** That there were files stays; Slack writes their names into their addresses, too. */
export const withoutFileNames = (message: object): object =>
  'files' in message
    ? { ...message, files: (message.files as readonly File[]).map((file) => ({ ...nameless(file) })) }
    : message;

const nameless = ({ id, mimetype, size }: File): File => ({
  id,
  name: REDACTED,
  ...(mimetype && { mimetype }),
  ...(size !== undefined && { size }),
});
