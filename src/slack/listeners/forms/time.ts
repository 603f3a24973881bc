import type { Incident } from '../../../incident/incident.ts';
import { refuse } from '../../../incident/refusal.ts';
import { timeAsText } from '../../blocks/forms/entry.ts';
import { readTime } from '../receipt.ts';
import { type Filled, inField } from './filled.ts';

/** The time in the field `when`; none where it is empty, or still what the form showed for `shown`. */
export const timeIn = ({ ask, value }: Filled, incident: Incident, shown?: Date): Date | undefined => {
  const typed = value('when');
  if (typed === '' || (shown && typed === timeAsText(shown, incident.zone))) return undefined;
  return inField('when', () => {
    const { when, rest } = readTime({ ...ask, incident }, typed);
    if (!when || rest.trim() !== '') return refuse('Write a time such as 14:05, -20m or 2026-03-01 14:05.');
    return when.at;
  });
};
