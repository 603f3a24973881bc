import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { isThrownOut, reasonOf } from './refusals.ts';

/** This may be tried again in so many milliseconds: Slack asked for patience, or failed before. Nothing was done. */
export class Later extends Error {
  override name = 'Later';
  readonly wait: number;
  constructor(wait: number) {
    super(`not tried for ${Math.ceil(wait / 1000)} s`);
    this.wait = wait;
  }
}

export type Calls = ReturnType<typeof createCalls>;

/**
 * Keeps to Slack's rate limits per method and channel, so that one busy channel does not hold up another incident; and does
 * not knock at a door that stays shut. `clock` is real time in milliseconds: limits are Slack's, not the story's.
 */
export const createCalls = (clock: () => number = Date.now) => {
  const limitedUntil = new Map<string, number>();
  const closedUntil = new Map<string, number>();
  const failures = new Map<string, number>();

  const close = (door: string, ms: number): void => void closedUntil.set(door, clock() + ms);

  const refused = (door: string, error: unknown): void => {
    const name = errorName(error);
    const times = (failures.get(door) ?? 0) + 1;
    failures.set(door, times);
    if (isThrownOut(name)) close(EVERY_DOOR, THROWN_OUT);
    else if (isStanding(error)) close(door, Math.min(FIRST_WAIT * 2 ** (times - 1), LAST_WAIT));
    else if (times > PATIENT) close(door, Math.min(1_000 * 2 ** (times - PATIENT), OUTAGE));
  };

  const call = async <T>(method: string, channel: string, act: () => Promise<T>): Promise<T> => {
    const door = `${method} ${channel}`;
    const until = [limitedUntil.get(door), closedUntil.get(door), closedUntil.get(EVERY_DOOR)];
    const wait = Math.max(...until.map((each) => each ?? 0)) - clock();
    if (wait > 0) throw new Later(wait);
    try {
      const answer = await act();
      failures.delete(door);
      return answer;
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) {
        refused(door, error);
        throw error;
      }
      limitedUntil.set(door, clock() + error.retryAfter * 1000);
      throw new Later(error.retryAfter * 1000);
    }
  };

  /** Something was put right, perhaps: every door is tried anew, but for Slack's limits. */
  const open = (): void => {
    closedUntil.clear();
    failures.clear();
  };
  return Object.assign(call, { open });
};

const EVERY_DOOR = '*';
const THROWN_OUT = 30_000;
const FIRST_WAIT = 15_000;
const LAST_WAIT = 300_000;
/** So often a call may fail in a row before it is made more seldom. */
const PATIENT = 3;
const OUTAGE = 60_000;

/** Slack's own error name, when Slack answered with one. */
export const errorName = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** Whether the call may have been carried out although it failed. */
export const isUncertain = (error: unknown): boolean => {
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) return true;
  const name = errorName(error);
  return (
    name === 'internal_error' || name === 'fatal_error' || name === 'request_timeout' || name === 'service_unavailable'
  );
};

/** Whether Slack said no for as long as something is as it is. */
const isStanding = (error: unknown): boolean => reasonOf(errorName(error) ?? '') !== undefined;

/** Whether Slack said no in a way that trying again does not change. */
export const isFinal = (error: unknown): boolean =>
  errorName(error) !== undefined && errorName(error) !== 'ratelimited' && !isUncertain(error) && !isStanding(error);
