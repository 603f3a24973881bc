import type { Config } from '../config.ts';
import type { Incident } from '../incident/incident.ts';

/** What people are told of the recording, where they look: that it is done, and how long words are kept. */
export const noticeOf =
  ({ wording, retentionDays }: Pick<Config, 'wording' | 'retentionDays'>) =>
  (incident?: Pick<Incident, 'held'>): string => {
    if (incident?.held) return `${wording.recording} Kept until ${incident.held.by.name} or another releases it.`;
    if (retentionDays === 0) return wording.recording;
    const days = retentionDays === 1 ? '1 day' : `${retentionDays} days`;
    return `${wording.recording} Kept ${days} after its end; what is on the timeline stays.`;
  };
