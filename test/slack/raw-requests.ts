import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from './workspace.ts';

export type Raw = {
  readonly method?: string;
  readonly path?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds from now. */
  readonly at?: number;
};

/** Requests as they come over the wire to the bot in HTTP mode, signed by hand: what no honest Slack would send, too. */
export const rawRequests = async ({ sandbox, bot }: World) => {
  const answers: string[] = [];
  const mailbox = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      answers.push(body);
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => void mailbox.listen(0, '127.0.0.1', resolve));
  const responseUrl = `http://127.0.0.1:${(mailbox.address() as AddressInfo).port}/`;

  const signed = (body: string, at = 0): Record<string, string> => {
    const time = String(Math.floor(Date.now() / 1000) + at);
    const hash = createHmac('sha256', sandbox.signingSecret).update(`v0:${time}:${body}`).digest('hex');
    return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${hash}` };
  };
  const post = async (body: string, { method = 'POST', path = '/slack/events', ...how }: Raw = {}) => {
    const headers = { 'content-type': how.type ?? form, ...signed(body, how.at), ...how.headers };
    const url = `http://127.0.0.1:${bot().port()}${path}`;
    const response = await fetch(url, { method, headers, ...(method !== 'GET' && { body }) });
    return { status: response.status, text: await response.text() };
  };
  const encoded = (fields: object): string => new URLSearchParams(fields as Record<string, string>).toString();

  const common = (user: string) => ({
    team: { id: sandbox.teamId, domain: 'acme' },
    user: { id: user, name: 'somebody', team_id: sandbox.teamId },
    api_app_id: sandbox.appId,
    token: 'verification-token',
    trigger_id: `raw.${triggers++}`,
  });
  const payload = (fields: object): string => encoded({ payload: JSON.stringify(fields) });

  return {
    post,
    signed,
    encoded,
    /** What came to the response_url since it was last asked. */
    answers: (): string[] => answers.splice(0),
    command: (user: string, channel: string, text: string): string =>
      encoded({
        ...{ token: 'verification-token', team_id: sandbox.teamId, team_domain: 'acme', api_app_id: sandbox.appId },
        ...{ channel_id: channel, channel_name: 'somewhere', user_id: user, user_name: 'somebody' },
        ...{ command: '/incident', text, response_url: responseUrl, trigger_id: `raw.${triggers++}` },
        is_enterprise_install: 'false',
      }),
    event: (event: object): string =>
      JSON.stringify({
        ...{ token: 'verification-token', team_id: sandbox.teamId, api_app_id: sandbox.appId, type: 'event_callback' },
        ...{ event_id: `Ev${triggers++}`, event_time: 1_772_366_999, is_ext_shared_channel: false },
        authorizations: [{ team_id: sandbox.teamId, user_id: sandbox.botUserId, is_bot: true }],
        event,
      }),
    press: (user: string, channel: string, action: string, value: string): string =>
      payload({
        ...common(user),
        type: 'block_actions',
        container: { type: 'message', message_ts: '1.1', channel_id: channel, is_ephemeral: true },
        channel: { id: channel, name: 'somewhere' },
        response_url: responseUrl,
        actions: [{ type: 'button', action_id: action, block_id: 'b', action_ts: '1.1', value }],
      }),
    submit: (user: string, name: string, about: object, values: Readonly<Record<string, string>>): string =>
      payload({
        ...common(user),
        type: 'view_submission',
        response_urls: [],
        view: {
          ...{ id: `V${triggers}`, hash: '1.1', type: 'modal', callback_id: name, blocks: [], title: {} },
          private_metadata: JSON.stringify(about),
          state: {
            values: Object.fromEntries(
              Object.entries(values).map(([id, value]) => [id, { it: { type: 'plain_text_input', value } }]),
            ),
          },
        },
      }),
    shortcut: (user: string, name: string, channel: string, ts: string): string =>
      payload({
        ...common(user),
        type: 'message_action',
        callback_id: name,
        action_ts: '1.1',
        channel: { id: channel, name: 'somewhere' },
        message_ts: ts,
        message: { type: 'message', text: 'the vault key leaked', ts },
        response_url: responseUrl,
      }),
    close: (): Promise<void> => new Promise((closed) => mailbox.close(() => closed())),
  };
};

const form = 'application/x-www-form-urlencoded';
/** Slack gives each request its own. */
let triggers = 0;
export type RawRequests = Awaited<ReturnType<typeof rawRequests>>;
