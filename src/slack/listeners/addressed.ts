import type { Incident } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import type { Desk } from '../desk.ts';
import { type Looker, seenBy } from './sight.ts';
import { readLine } from './typed-line.ts';
import type { Ask, Verb } from './verb.ts';

/** A line, and the incident that it names. */
type Said = Pick<Ask, 'line' | 'verb' | 'rest'> & Partial<Pick<Ask, 'incident' | 'addressed' | 'desk'>>;

type VerbOf = (typed: string) => Verb | undefined;

/**
 * `INC-7 resolve rolled back` is about INC-7 wherever it is typed: its own channel may be gone. Only before a verb that needs
 * an incident; in anything else it is words.
 */
export const readSaid = async (looker: Looker, team: string, text: string, verbOf: VerbOf): Promise<Said> => {
  const addressed = await readAddress(looker, team, text, verbOf);
  if (!addressed) return { line: text, ...readLine(text) };
  const { incident, line } = addressed;
  return { incident, addressed: true, desk: naming(looker.desk, incident), line, ...readLine(line) };
};

/** The same for what is pressed where another incident is, or none. */
export const askAbout = (ask: Ask, incident: Incident): Ask =>
  ask.incident?.id === incident.id ? ask : { ...ask, desk: naming(ask.desk, incident) };

/** What an answer says to type names the incident, too: where it is typed there may be another one. */
const naming = (desk: Desk, { number }: Incident): Desk => ({
  ...desk,
  config: { ...desk.config, command: `${desk.config.command} INC-${number}` },
});

type Addressed = { readonly incident: Incident; readonly line: string };

const readAddress = async (
  looker: Looker,
  team: string,
  text: string,
  verbOf: VerbOf,
): Promise<Addressed | undefined> => {
  const [named = '', number] = /^\s*INC-(\d{1,6})(?:\s*:)?(?:\s+|$)/i.exec(text) ?? [];
  const line = text.slice(named.length).trim() || 'status';
  if (!number || verbOf(readLine(line).verb)?.where !== 'incident') return undefined;
  const head = await looker.desk.logbook.head({ team, number: Number(number) });
  const incident = head && (await seenBy(looker, head));
  return { incident: incident ?? refuse(`There is no INC-${number} that you can see, and nothing was done.`), line };
};
