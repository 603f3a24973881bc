import { formatDuration } from 'date-fns/formatDuration';

const MINUTE = 60_000;

/** `1 hour 30 minutes`, to the nearest minute. Days are of 24 hours: what a clock change does to a day is not what users waited. */
export const inWords = (milliseconds: number): string => {
  const minutes = Math.round(milliseconds / MINUTE);
  const parts = { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
  return formatDuration(parts) || 'less than a minute';
};
