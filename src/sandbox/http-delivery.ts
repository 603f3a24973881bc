import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Outcome, Parcel, Transport } from './deliveries.ts';
import type { DeliveryFault } from './faults.ts';
import type { Json } from './json.ts';

const form = 'application/x-www-form-urlencoded';

/** Slack's Request URL deliveries: signed with the machine's real time, whatever the sandbox's clock shows. */
export const createHttpDelivery = (parts: { clock: Clock; url: string; signingSecret: string }): Transport => ({
  async send(parcel) {
    const { type, body } = written(parcel);
    const late = new AbortController();
    const cancel = parts.clock.after(3000, () => late.abort());
    const headers = { 'content-type': type, ...signature(parts.signingSecret, body, parcel.fault), ...retry(parcel) };
    try {
      const response = await follow(parts.url, { method: 'POST', headers, body, signal: late.signal }, 2);
      const text = await response.text();
      if (parcel.fault === 'lose-ack') return { ok: false, reason: 'http_timeout' };
      return outcomeOf(response, text);
    } catch (error) {
      if (error instanceof TooManyRedirects) return { ok: false, reason: 'too_many_redirects' };
      return { ok: false, reason: late.signal.aborted ? 'http_timeout' : 'connection_failed' };
    } finally {
      cancel();
    }
  },
});

/** Posts a body signed as Slack signs, for the odd ones: url_verification, ssl_check, forged signatures. */
export const postSigned = async (
  url: string,
  secret: string,
  body: string,
  type: string,
  fault?: DeliveryFault,
): Promise<{ status: number; body: string }> => {
  const headers = { 'content-type': type, ...signature(secret, body, fault) };
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
};

export const asForm = (fields: Json): string =>
  new URLSearchParams(
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
  ).toString();

const written = ({ kind, payload }: Parcel): { type: string; body: string } => {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  return { type: form, body: asForm(kind === 'slash_commands' ? payload : { payload: JSON.stringify(payload) }) };
};

const signature = (secret: string, body: string, fault?: DeliveryFault): Record<string, string> => {
  if (fault === 'no-signature') return {};
  const age = fault === 'stale-signature' ? 6 * 60 : 0;
  const at = String(Math.floor(Date.now() / 1000) - age);
  const key = fault === 'wrong-signature' ? `${secret}-not` : secret;
  const hash = createHmac('sha256', key).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
};

const retry = ({ kind, attempt, reason }: Parcel): Record<string, string> =>
  kind === 'events_api' && attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason } : {};

class TooManyRedirects extends Error {
  override name = 'TooManyRedirects';
}

const follow = async (url: string, request: RequestInit, left: number): Promise<Response> => {
  const response = await fetch(url, { ...request, redirect: 'manual' });
  const onward = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || !onward) return response;
  if (left === 0) throw new TooManyRedirects();
  return follow(new URL(onward, url).href, request, left - 1);
};

const outcomeOf = (response: Response, text: string): Outcome => {
  const final = response.headers.get('x-slack-no-retry') === '1';
  if (!response.ok) return { ok: false, reason: 'http_error', final };
  try {
    return { ok: true, answer: text === '' ? {} : JSON.parse(text) };
  } catch {
    return { ok: true, answer: { text } };
  }
};
