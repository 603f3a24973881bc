import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** Slack asked for patience: this may be tried again in so many milliseconds. Nothing was done. */
export class Later extends Error {
  override name = 'Later';
  readonly wait: number;
  constructor(wait: number) {
    super(`Slack asked to wait ${Math.ceil(wait / 1000)} s`);
    this.wait = wait;
  }
}

export type Calls = ReturnType<typeof createCalls>;

/**
 * Keeps to Slack's rate limits per method and channel, so that one busy channel does not hold up another incident.
 * `clock` is real time in milliseconds: limits are Slack's, not the story's.
 */
export const createCalls = (clock: () => number = Date.now) => {
  const closedUntil = new Map<string, number>();
  return async <T>(method: string, channel: string, call: () => Promise<T>): Promise<T> => {
    const door = `${method} ${channel}`;
    const wait = (closedUntil.get(door) ?? 0) - clock();
    if (wait > 0) throw new Later(wait);
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      closedUntil.set(door, clock() + error.retryAfter * 1000);
      throw new Later(error.retryAfter * 1000);
    }
  };
};

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

/** Whether Slack said no in a way that trying again does not change. */
export const isFinal = (error: unknown): boolean =>
  errorName(error) !== undefined && errorName(error) !== 'ratelimited' && !isUncertain(error);
