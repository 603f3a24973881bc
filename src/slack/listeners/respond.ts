import type { Desk } from '../desk.ts';
import { show } from './show.ts';
import type { Answer } from './verb.ts';

/** Answers after the acknowledgement, where the person asked. Slack takes five such answers within half an hour. */
export const respond = async (desk: Desk, url: string, answer: Answer, replace = false): Promise<void> => {
  const sent = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: replace, ...show(answer) }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (!sent?.ok) desk.log.warn({ status: sent?.status }, 'An answer did not reach the person.');
};
