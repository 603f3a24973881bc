import type { Moment } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import type { Recorded } from '../../logbook.ts';
import type { Answer, Ask } from './verb.ts';

/** Guests correct what they wrote themselves. */
export const checkOwn = ({ isOutsider, who }: Ask, { number, entry }: Moment): void => {
  if (isOutsider && entry.recorder.id !== who.id)
    refuse(`#${number} was written by ${entry.recorder.name}: guests correct their own entries only.`);
};

export const corrected = ({ news }: Recorded, number: number, time = ''): Answer => ({
  text:
    news.length > 0
      ? `#${number} is corrected${time && `: ${time}`}. How it read before is kept.`
      : `#${number} is as it was: nothing was written.`,
});
