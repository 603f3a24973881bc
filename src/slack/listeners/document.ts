import { type Format, written } from '../../postmortem/formats.ts';
import { compile, missing } from '../../postmortem/postmortem.ts';
import type { Lack } from '../blocks/lack.ts';
import type { Desk } from '../desk.ts';

export type Documents = { readonly as: (format: Format) => string; readonly lacks: readonly Lack[] };

/** The postmortem as the log has it now, in every format, and what it lacks. */
export const readDocument = async (
  { logbook, config, now, self, said, people }: Pick<Desk, 'logbook' | 'config' | 'now' | 'self' | 'said' | 'people'>,
  incident: string,
): Promise<Documents> => {
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
  const lacks = missing(pm).map(({ what, command, ask }) => ({ what, command, ...(ask && { ask: ask.name }) }));
  return { as: (format) => written(format, { pm, log: entries }), lacks };
};
