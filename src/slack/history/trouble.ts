import { WebAPIRateLimitedError } from '@slack/web-api';
import { errorName, isFinal } from '../surfaces/calls.ts';
import { reasonOf } from '../surfaces/refusals.ts';

/** Why a channel cannot be read now: for how long to leave it, and, where somebody has to do something, what. */
export type Trouble = { readonly wait: number; readonly todo?: string };

const FIRST_RETRY = 1_000;
const LAST_RETRY = 60_000;
const STUCK = 600_000;

export const troubleOf = (error: unknown, tries: number): Trouble => {
  if (error instanceof WebAPIRateLimitedError) return { wait: error.retryAfter * 1000 };
  const name = errorName(error) ?? '';
  const reason = reasonOf(name)?.operator ?? (isFinal(error) ? `Slack says ${name}.` : undefined);
  return reason ? { wait: STUCK, todo: reason } : { wait: Math.min(FIRST_RETRY * 2 ** tries, LAST_RETRY) };
};
