import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { errorName, isFinal } from '../surfaces/calls.ts';

/** Why a channel cannot be read now: for how long to leave it, and, where somebody has to do something, what. */
export type Trouble = { readonly wait: number; readonly todo?: string };

const FIRST_RETRY = 1_000;
const LAST_RETRY = 60_000;
const STUCK = 600_000;

export const troubleOf = (error: unknown, tries: number): Trouble => {
  if (error instanceof WebAPIRateLimitedError) return { wait: error.retryAfter * 1000 };
  if (!isFinal(error)) return { wait: Math.min(FIRST_RETRY * 2 ** tries, LAST_RETRY) };
  return { wait: STUCK, todo: todo(error) };
};

const todo = (error: unknown): string => {
  const name = errorName(error) ?? '';
  if (name === 'missing_scope') {
    const { needed } = (error instanceof WebAPIPlatformError ? error.data : {}) as { needed?: string };
    return `the app lacks a permission (${needed ?? name}). Paste manifest.yml into the app and install it again.`;
  }
  return todos[name] ?? `Slack says ${name}.`;
};

const todos: Readonly<Record<string, string>> = {
  not_in_channel: 'Debrief is not in the channel. Invite it there.',
  channel_not_found: 'the channel was deleted, or it is private and Debrief is not in it. Invite it there.',
  is_archived: 'the channel is archived. It is read when somebody unarchives it.',
};
