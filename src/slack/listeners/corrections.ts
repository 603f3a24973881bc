import type { Incident, Moment } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import type { Recorded } from '../../logbook.ts';
import { checkPermitted } from './permitted.ts';
import type { Answer, Ask } from './verb.ts';

/** Guests correct what they wrote themselves; of the others the settings say who may correct whose. */
export const checkOwn = (ask: Ask, incident: Incident, { number, entry }: Moment): void => {
  if (ask.isOutsider && entry.recorder.id !== ask.who.id)
    refuse(`#${number} was written by ${entry.recorder.name}: guests correct their own entries only.`);
  checkPermitted(ask, 'edit', incident, entry);
};

export const corrected = ({ news }: Recorded, number: number, time = ''): Answer => ({
  text:
    news.length > 0
      ? `#${number} is corrected${time && `: ${time}`}. How it read before is kept.`
      : `#${number} is as it was: nothing was written.`,
});
