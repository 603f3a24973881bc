import type { Incident } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import { type Looker, seenBy } from './sight.ts';
import { readLine } from './typed-line.ts';
import type { Verb } from './verb.ts';

/** The incident that a line names, and the line without its name. */
export type Addressed = { readonly incident: Incident; readonly line: string };

/**
 * `INC-7 resolve rolled back` is about INC-7 wherever it is typed: its own channel may be gone. Only before a verb that needs
 * an incident; in anything else it is words.
 */
export const readAddress = async (
  looker: Looker,
  team: string,
  text: string,
  verbOf: (typed: string) => Verb | undefined,
): Promise<Addressed | undefined> => {
  const [named = '', number] = /^\s*INC-(\d{1,6})(?:\s*:)?(?:\s+|$)/i.exec(text) ?? [];
  const line = text.slice(named.length).trim() || 'status';
  if (!number || verbOf(readLine(line).verb)?.where !== 'incident') return undefined;
  const head = await looker.desk.logbook.head({ team, number: Number(number) });
  const incident = head && (await seenBy(looker, head));
  return { incident: incident ?? refuse(`There is no INC-${number} that you can see, and nothing was done.`), line };
};
