import { type Format, written } from '../../postmortem/formats.ts';
import { documentOf } from '../../postmortem/markdown.ts';
import { markdownText } from '../../postmortem/markdown-text.ts';
import { compile, filesIn, missing } from '../../postmortem/postmortem.ts';
import type { Lack } from '../blocks/lack.ts';
import type { Desk } from '../desk.ts';
import { quiet } from '../text/quiet.ts';

export type Documents = {
  /** `canvas` is Markdown for where Slack reads it: in a canvas, and in a `markdown` block. */
  readonly as: (format: Format | 'canvas') => string;
  readonly lacks: readonly Lack[];
};

/** The postmortem as the log has it now, in every format, and what it lacks. Only a page has images, which are read for it. */
export const readDocument = async (
  desk: Pick<Desk, 'logbook' | 'config' | 'now' | 'self' | 'said' | 'people' | 'images'>,
  incident: string,
  { withImages = false } = {},
): Promise<Documents> => {
  const { logbook, config, now, self, said, people, images } = desk;
  const entries = await logbook.entries(incident);
  const pm = compile(entries, {
    names: config.names,
    now: now(),
    said: await said(incident),
    people: people.all(),
    command: config.command,
    severities: config.severities.map(({ name }) => name),
    ...(self() && { teamUrl: self()?.teamUrl }),
  });
  const pictures = withImages ? await images(filesIn(pm)) : undefined;
  const lacks = missing(pm).map(({ what, command, ask }) => ({ what, command, ...(ask && { ask: ask.name }) }));
  return {
    as: (format) =>
      format === 'canvas'
        ? markdownText(quiet(documentOf(pm)))
        : written(format, { pm, log: entries, ...(pictures && { images: pictures }) }),
    lacks,
  };
};
