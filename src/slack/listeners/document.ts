import { type Format, formats } from '../../postmortem/formats.ts';
import type { CompileOptions } from '../../postmortem/postmortem.ts';
import type { Missing } from '../../postmortem/value.ts';
import type { Lack } from '../blocks/lack.ts';
import type { Desk } from '../desk.ts';

/** `canvas` is Markdown for where Slack reads it: in a canvas, and in a `markdown` block. */
export type SlackFormat = Format | 'canvas';

/** Which documents, of which incident, for whom. */
export type DocumentWish = Omit<CompileOptions, 'said' | 'people'> & {
  readonly incident: string;
  readonly formats: readonly SlackFormat[];
};
export type WrittenDocuments = {
  readonly texts: Readonly<Partial<Record<SlackFormat, string>>>;
  readonly missing: readonly Missing[];
};

/** Writes documents as the log has it now. It holds up nobody, however long they are. */
export type WriteDocuments = (wish: DocumentWish) => Promise<WrittenDocuments>;

export type Documents = { readonly as: (format: SlackFormat) => string; readonly lacks: readonly Lack[] };

/** The postmortem as the log has it now, in the formats that are wanted, and what it lacks. */
export const readDocument = async (
  { writeDocuments, config, now, self }: Pick<Desk, 'writeDocuments' | 'config' | 'now' | 'self'>,
  incident: string,
  wanted: readonly SlackFormat[] = [...formats, 'canvas'],
): Promise<Documents> => {
  const { texts, missing } = await writeDocuments({
    ...{ incident, formats: wanted, names: config.names, now: now(), command: config.command },
    severities: config.severities.map(({ name }) => name),
    teamUrl: self()?.teamUrl,
  });
  return {
    as: (format) => {
      const text = texts[format];
      if (text === undefined) throw new Error(`Nobody asked for the document as ${format}.`);
      return text;
    },
    lacks: missing.map(({ what, command, ask }) => ({ what, command, ...(ask && { ask: ask.name }) })),
  };
};
