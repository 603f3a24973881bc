import type { Entry } from './incident/entry.ts';
import { documentOf } from './postmortem/markdown.ts';
import { markdownText } from './postmortem/markdown-text.ts';
import { compile, compileTold, filesIn, missing, type Postmortem } from './postmortem/postmortem.ts';
import { written } from './postmortem/written.ts';
import { entriesOf } from './row.ts';
import type { WriteDocuments } from './slack/listeners/document.ts';
import { saidIn } from './slack/surfaces/shown.ts';
import { quiet } from './slack/text/quiet.ts';
import type { Sqlite } from './store/sqlite.ts';
import { createTellings } from './tellings.ts';

/** Writes postmortems as the database has them now; remembers what it has read. */
export const createDocumentWriter = ({ reading, directory, shown, images }: Needs) => {
  const tellings = createTellings(reading);
  const whole = (incident: string): readonly Entry[] => entriesOf(reading.whole(incident));

  const write: WriteDocuments = async ({ incident, formats, ...given }) => {
    const options = { ...given, said: saidIn(await shown.of(incident)) };
    // Who is who among the aliases also depends on those who are not on the timeline; others may be mentioned, too.
    const people = options.names === 'names' ? [] : await directory.people();
    const isOfAll = formats.includes('json') || options.names !== 'names';
    const log = isOfAll ? whole(incident) : [];
    const pm = isOfAll ? compile(log, { ...options, people }) : compileTold(tellings(incident), options);
    // Only a page has images, which are read for it.
    const pictures = formats.includes('html') ? await images(filesIn(pm)) : undefined;
    const text = (format: (typeof formats)[number]): string =>
      format === 'canvas' ? canvas(pm) : written(format, { pm, log, ...(pictures && { images: pictures }) });
    return { texts: Object.fromEntries(formats.map((format) => [format, text(format)])), missing: missing(pm) };
  };
  return {
    write,
    /** Reads ahead what a document of this incident will need. */
    follow: (incident: string): void => void tellings(incident),
  };
};

type Needs = Pick<Sqlite, 'reading' | 'directory' | 'shown' | 'images'>;

const canvas = (pm: Postmortem): string => markdownText(quiet(documentOf(pm)));
