import type { MessageKey, Via } from './entry.ts';

/** The key of a marked message in `marks`; a verdict on a hypothesis stands beside the hypothesis' own mark. */
export const markKey = ({ channel, ts }: MessageKey, verdict: boolean): string =>
  `${channel}:${ts}${verdict ? ':verdict' : ''}`;

/** The key of one person's mark by one act in `unmarks`. */
export const unmarkKey = ({ channel, ts }: MessageKey, person: string, via: Via): string =>
  [channel, ts, person, via.type === 'reaction' ? `:${via.name}:` : via.type].join(' ');
