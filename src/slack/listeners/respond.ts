import type { Desk } from '../desk.ts';
import { show } from './show.ts';
import type { Answer } from './verb.ts';

/** Answers after the acknowledgement, where the person asked. Slack takes five such answers within half an hour. */
export const respond = async (desk: Desk, url: string, answer: Answer, replace = false): Promise<void> => {
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: replace, ...show(answer) });
  for (const wait of WAITS) {
    const status = await post(url, body);
    if (status === 200) return;
    // What Slack refused it refuses again; of what was broken the answer may have come, and twice is better than never.
    if (wait === undefined || (status >= 400 && status < 500 && status !== 429))
      return desk.log.warn({ status }, 'An answer did not reach the person.');
    await new Promise((again) => setTimeout(again, wait).unref());
  }
};

/** Milliseconds before the next try. */
const WAITS = [1_000, 5_000, undefined];

/** The status of Slack's answer, 0 if none came. */
const post = async (url: string, body: string): Promise<number> => {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) };
  return fetch(url, request).then(
    ({ ok, status }) => (ok ? 200 : status),
    () => 0,
  );
};
