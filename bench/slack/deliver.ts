import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** Takes one message to the app; true when it was acknowledged. */
export type Deliver = (body: string) => Promise<boolean>;

/** Over connections that stay open, signed as Slack signs. */
export const overHttp = (url: string, secret: string, connections: number): { deliver: Deliver; close: () => void } => {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    deliver: async (body) => {
      const at = String(Math.floor(Date.now() / 1000));
      const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
      const headers = {
        'content-type': 'application/json',
        'x-slack-request-timestamp': at,
        'x-slack-signature': `v0=${hash}`,
      };
      try {
        const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body });
        await answer.dump();
        return statusCode === 200;
      } catch {
        return false;
      }
    },
    close: () => void pool.destroy(),
  };
};

/** Through the sandbox's end of Socket Mode. */
export const overSocket =
  ({ socketMode }: Sandbox): Deliver =>
  async (body) => {
    const parcel = { kind: 'events_api', payload: JSON.parse(body), attempt: 0, reason: '' } as const;
    return (await socketMode.send(parcel)).ok;
  };
