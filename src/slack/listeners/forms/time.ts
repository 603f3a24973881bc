import type { Incident } from '../../../incident/incident.ts';
import { refuse } from '../../../incident/refusal.ts';
import type { FormAbout } from '../../blocks/forms/about.ts';
import { timeAsText } from '../../blocks/forms/entry.ts';
import { readTime } from '../receipt.ts';
import { type Filled, inField } from './filled.ts';

/**
 * The time in the field `when`; none where it is empty, or still what the form showed for `shown`. It is read in the zone in
 * which the form shows times, whatever zone the incident has by now.
 */
export const timeIn = (
  { ask, about, value }: Filled,
  now: Incident,
  shown?: Date,
  asText = timeAsText,
): Date | undefined => {
  const typed = value('when');
  const incident = inZoneOf(about, now);
  if (typed === '' || (shown && typed === asText(shown, incident.zone))) return undefined;
  return inField('when', () => {
    const { when, rest } = readTime({ ...ask, incident }, typed);
    if (!when || rest.trim() !== '') return refuse('Write a time such as 14:05, -20m or 2026-03-01 14:05.');
    return when.at;
  });
};

/** The incident with the zone that it had when the form was opened. */
export const inZoneOf = ({ zone }: FormAbout, incident: Incident): Incident =>
  zone ? { ...incident, zone } : incident;
