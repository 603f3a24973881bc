import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { boltLog } from './bolt-log.ts';

/**
 * A new object for each who asks: Slack's clients write into the one they are given, and share it then.
 * No retries: surfaces converge, the inbox tries again, and a person who waits is told.
 */
export const clientOptions = (config: Config, log: Log): WebClientOptions => ({
  slackApiUrl: config.apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  logger: boltLog(log),
});

export const createClient = (config: Config, log: Log): WebClient =>
  new WebClient(config.botToken, clientOptions(config, log));
