import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Signature = 'right' | 'wrong' | 'too old' | 'from the future';

/** Seconds that clocks may differ. */
const BORNE = 300;

/**
 * Whether Slack has signed a body, and now. Bolt asks the same, but compares by two more hashes with random keys, which takes
 * half of the time that a request takes; and it looks at the past only.
 */
export const signatureOf = (secret: string, headers: IncomingHttpHeaders, body: Buffer): Signature => {
  const { 'x-slack-request-timestamp': time, 'x-slack-signature': signature } = headers;
  if (typeof time !== 'string' || typeof signature !== 'string' || !/^\d+$/.test(time)) return 'wrong';
  const age = Date.now() / 1000 - Number(time);
  if (age < -BORNE) return 'from the future';
  if (age > BORNE) return 'too old';
  const hash = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex');
  return isSame(`v0=${hash}`, signature) ? 'right' : 'wrong';
};

const isSame = (ours: string, theirs: string): boolean => {
  const [one, other] = [Buffer.from(ours), Buffer.from(theirs)];
  return one.length === other.length && timingSafeEqual(one, other);
};
