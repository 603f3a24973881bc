import type { Entry } from '../incident/entry.ts';
import type { Format } from './formats.ts';
import { type Images, toHtml } from './html.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import type { Postmortem } from './postmortem.ts';

type Written = {
  readonly pm: Postmortem;
  readonly log: readonly Entry[];
  /** JSON has the whole log in any case. */
  readonly fullLog?: boolean;
  readonly images?: Images;
};

/** The postmortem as a file. */
export const written = (format: Format, { pm, log, fullLog = false, images }: Written): string => {
  const extent = fullLog ? { log } : {};
  switch (format) {
    case 'markdown':
      return toMarkdown(pm, extent);
    case 'html':
      return toHtml(pm, { ...extent, ...(images && { images }) });
    case 'json':
      return toJson(pm, log);
  }
};
