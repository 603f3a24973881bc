import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { boltOverHttp, boltOverSocket } from './bolt.ts';

let sandbox: Sandbox;
let app: App;

afterEach(async () => {
  await app.stop();
  await sandbox.stop();
});

describe.each(['socket', 'http'] as const)('over %s', (transport) => {
  const begin = async () => {
    sandbox = await startSandbox({ manifest: { command: '/weather' } });
    const ana = sandbox.person('Ana');
    const ben = sandbox.person('Ben Blue');
    const general = sandbox.channel('general', { members: [ana, ben], bot: true });
    app = transport === 'socket' ? boltOverSocket(sandbox) : await boltOverHttp(sandbox);
    if (transport === 'socket') await app.start();
    return { ana, ben, general };
  };

  test('a command is answered to the one who typed it', async () => {
    const { ana, ben, general } = await begin();
    const texts: string[] = [];
    app.command('/weather', async ({ ack, command, respond }) => {
      texts.push(command.text);
      await ack('Sunny & dry');
      await respond({ text: 'later: rain', response_type: 'in_channel' });
    });
    const answer = await ana.types(
      '/weather for @Ben Blue in #general, see https://example.org/a?b=1&c <now>',
      general,
    );
    await sandbox.settled();
    expect(answer).toMatchObject({ text: 'Sunny & dry', words: 'Sunny & dry' });
    expect(texts).toEqual([
      `for <@${ben.id}|ben.blue> in <#${general.id}|general>, see <https://example.org/a?b=1&amp;c> &lt;now&gt;`,
    ]);
    expect(ana.sees(general).ephemerals.map(({ text }) => text)).toEqual(['Sunny & dry']);
    expect(ben.sees(general).ephemerals).toEqual([]);
    expect(general.messages.at(-1)).toMatchObject({ text: 'later: rain', subtype: 'bot_message' });
  });

  test('a message comes as an event, and is answered in its thread', async () => {
    const { ana, general } = await begin();
    app.message(async ({ message, client }) => {
      if (message.subtype || message.thread_ts) return;
      await client.chat.postMessage({ channel: message.channel, thread_ts: message.ts, text: 'seen' });
    });
    const said = await ana.posts('is *anybody* here?', general);
    await sandbox.settled();
    const [asked, reply] = general.messages;
    expect(asked).toMatchObject({ ts: said.ts, reply_count: 1 });
    expect(reply).toMatchObject({ text: 'seen', thread_ts: said.ts, bot_id: sandbox.botId, user: sandbox.botUserId });
    expect(sandbox.deliveries.every(({ state }) => state === 'done')).toBe(true);
  });

  test('a button opens a form, which is checked and sent off', async () => {
    const { ana, general } = await begin();
    app.action('go', async ({ ack, body, client }) => {
      await ack();
      if (!('trigger_id' in body)) return;
      await client.views.open({ trigger_id: body.trigger_id, view: form });
    });
    app.view('form', async ({ ack, view }) => {
      const title = view.state.values.title?.words?.value;
      if (title === 'bad') await ack({ response_action: 'errors', errors: { title: 'not that' } });
      else await ack();
    });
    const posted = await app.client.chat.postMessage({ channel: general.id, text: 'press', blocks: [button] });
    const message = general.messages.find(({ ts }) => ts === posted.ts)!;
    await ana.clicks('Go', message);
    await sandbox.settled();
    const { modal } = ana.sees();
    expect(await ana.submits(modal!, { title: 'bad' })).toEqual({
      response_action: 'errors',
      errors: { title: 'not that' },
    });
    expect(await ana.submits(modal!, { Title: 'good' })).toEqual({});
    expect(ana.sees().modal).toBeUndefined();
  });
});

const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
};

const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'A form' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: { type: 'plain_text', text: 'Title' },
      element: { type: 'plain_text_input', action_id: 'words' },
    },
  ],
};
