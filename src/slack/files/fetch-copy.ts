import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { factsOf } from '../../log.ts';
import { errorName, isFinal } from '../surfaces/calls.ts';
import { download } from './download.ts';
import type { Vault } from './table.ts';

/** What came of copying a file; `wait` in milliseconds, if it is known when to try again. */
export type Outcome =
  | { readonly type: 'kept'; readonly mimetype: string | null; readonly size: number; readonly sha256: string }
  | { readonly type: 'refused'; readonly why: string }
  | { readonly type: 'later'; readonly why: string; readonly wait?: number };

type Needs = {
  readonly client: WebClient;
  readonly config: Pick<Config, 'botToken' | 'apiUrl'>;
  readonly vault: Pick<Vault, 'write'>;
};

/** The greatest file of which there is a copy. */
export const COPY_LIMIT = 10 * 1024 * 1024;

const TIMEOUT = 60_000;
const HOUR = 3_600_000;

/** Asks Slack what a file is and where, and keeps a copy. It does not throw. */
export const createFetchCopy =
  ({ client, config, vault }: Needs) =>
  async (file: string): Promise<Outcome> => {
    try {
      const answer = await client.files.info({ file });
      const { mode, is_external, size, mimetype, url_private_download, url_private } = slackFile.parse(answer.file);
      const url = url_private_download ?? url_private;
      if (mode === 'tombstone' || mode === 'hidden_by_limit') return { type: 'refused', why: mode };
      if (is_external || !url) return { type: 'refused', why: 'it is not kept by Slack' };
      if (size && size > COPY_LIMIT) return { type: 'refused', why: 'it is too big' };
      const fetched = await download(url, { token: config.botToken, apiUrl: config.apiUrl, timeout: TIMEOUT });
      if (fetched.type !== 'bytes') return fetched;
      const kept = await vault.write(file, fetched.bytes, COPY_LIMIT);
      if (kept === 'too big') return { type: 'refused', why: 'it is too big' };
      return { type: 'kept', mimetype: mimetype ?? null, ...kept };
    } catch (error) {
      return outcomeOf(error);
    }
  };

const slackFile = z.looseObject({
  mode: z.string().optional(),
  is_external: z.boolean().optional(),
  size: z.number().nullish(),
  mimetype: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});

/** A token that is not accepted is put right by the operator, some day. */
const outcomeOf = (error: unknown): Outcome => {
  if (error instanceof WebAPIRateLimitedError)
    return { type: 'later', why: 'ratelimited', wait: error.retryAfter * 1000 };
  const why = errorName(error) ?? factsOf(error).error;
  if (isNotLetIn(why)) return { type: 'later', why, wait: HOUR };
  return isFinal(error) ? { type: 'refused', why } : { type: 'later', why };
};

/** Whether it is the app that Slack refuses, and not the file. */
export const isNotLetIn = (why: string): boolean =>
  /^(missing_scope|invalid_auth|not_authed|token_|account_inactive)/.test(why);
