import { documentOf } from './postmortem/markdown.ts';
import { markdownText } from './postmortem/markdown-text.ts';
import { compile, filesIn, missing, type Postmortem } from './postmortem/postmortem.ts';
import { written } from './postmortem/written.ts';
import { entriesOf } from './row.ts';
import type { DocumentWish, WrittenDocuments } from './slack/listeners/document.ts';
import { saidIn } from './slack/surfaces/shown.ts';
import { quiet } from './slack/text/quiet.ts';
import type { Sqlite } from './store/sqlite.ts';

/** The postmortem as the database has it now. */
export const writeDocuments = async (
  { reading, directory, shown, images }: Pick<Sqlite, 'reading' | 'directory' | 'shown' | 'images'>,
  { incident, formats, ...options }: DocumentWish,
): Promise<WrittenDocuments> => {
  // Who is who among the aliases also depends on those who are not on the timeline.
  const isOfAll = formats.includes('json') || options.names !== 'names';
  const log = entriesOf(isOfAll ? reading.whole(incident) : reading.told(incident));
  // Others are needed only to replace their names where they are mentioned.
  const people = options.names === 'names' ? [] : await directory.people();
  const pm = compile(log, { ...options, people, said: saidIn(await shown.of(incident)) });
  // Only a page has images, which are read for it.
  const pictures = formats.includes('html') ? await images(filesIn(pm)) : undefined;
  const text = (format: (typeof formats)[number]): string =>
    format === 'canvas' ? canvas(pm) : written(format, { pm, log, ...(pictures && { images: pictures }) });
  return { texts: Object.fromEntries(formats.map((format) => [format, text(format)])), missing: missing(pm) };
};

const canvas = (pm: Postmortem): string => markdownText(quiet(documentOf(pm)));
