import { checkTitle } from '../../incident/lifecycle.ts';
import { Refusal, refuse } from '../../incident/refusal.ts';
import { readSeverity, splitSeverity } from '../../incident/severities.ts';
import { parseZone } from '../../incident/zone.ts';
import type { Desk } from '../desk.ts';
import { readFlags } from './typed-line.ts';
import type { Ask } from './verb.ts';

export type Opening = {
  readonly title: string;
  readonly severity?: string;
  readonly zone: string;
  readonly private: boolean;
  readonly test: boolean;
};

export const zoneOf = ({ config, people }: Desk, user: string): string => config.zone ?? people.row(user)?.tz ?? 'UTC';

export const defaultZone = ({ desk, writerZone }: Ask): string => desk.config.zone ?? writerZone ?? 'UTC';

const known = ['private', 'test', 'tz'];

/** What was typed after `start`. Everything is read, and refused, before anything is created. */
export const readOpening = (ask: Ask): Omit<Opening, 'title'> & { title?: string } => {
  const { flags, rest } = readFlags(ask.rest, ['tz']);
  for (const flag of flags.keys())
    if (!known.includes(flag))
      refuse(
        `There is no flag --${flag}: there are ${known.map((name) => `--${name}`).join(', ')}. Nothing was opened. If it is part of the title, put a space after the dash.`,
      );
  const { severity, titled } = readTitled(ask, rest);
  const title = ask.words(titled).text.replace(/\s+/g, ' ').trim();
  return {
    ...(title && { title: checkTitle(title) }),
    ...(severity && { severity }),
    zone: readZone(ask, flags.get('tz')),
    private: flags.has('private'),
    test: flags.has('test'),
  };
};

/** A severity counts at the beginning of the title only: further on it is one of its words. */
const readTitled = (ask: Ask, text: string): { severity?: string; titled: string } => {
  const names = ask.desk.config.severities.map(({ name }) => name);
  const { typed, rest } = splitSeverity(text, names);
  if (typed === undefined) return { titled: text };
  const severity = readSeverity(typed, names);
  return severity === undefined
    ? refuse(`There is no severity ${typed.toLowerCase()}: say one of ${names.join(', ')}. Nothing was opened.`)
    : { severity, titled: rest };
};

const readZone = (ask: Ask, typed: string | undefined): string => {
  if (typed === '') refuse('Which zone? Write --tz Europe/Berlin, for example. Nothing was opened.');
  if (typed === undefined) return defaultZone(ask);
  try {
    return parseZone(typed);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`${error.message} Nothing was opened.`) : error;
  }
};
