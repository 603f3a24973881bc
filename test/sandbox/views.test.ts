import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf, office, refusal } from './office.ts';
import { type connect, openSocket } from './raw-socket.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const input = (more: object = {}) => ({
  type: 'input',
  block_id: 'title',
  label: plain('Title'),
  element: { type: 'plain_text_input', action_id: 'words' },
  ...more,
});
const modal = (more: object = {}) =>
  ({ type: 'modal', title: plain('A form'), submit: plain('Send'), blocks: [input()], ...more }) as never;

/** Ana uses a shortcut; the app acknowledges, and has her trigger. */
const trigger = async (socket: Awaited<ReturnType<typeof connect>>) => {
  const used = at.ana.uses('menu');
  const envelope = await socket.next();
  socket.ack(envelope);
  await used;
  return (envelope.payload as unknown as { trigger_id: string }).trigger_id;
};

const ready = async () => {
  const socket = await openSocket(at.sandbox);
  await socket.next();
  return socket;
};

test('a trigger opens one view, within three seconds', async () => {
  const { client, clock, ana } = at;
  const socket = await ready();
  const first = await trigger(socket);
  const { view } = await client.views.open({ trigger_id: first, view: modal() });
  expect(view).toMatchObject({ type: 'modal', state: { values: {} }, root_view_id: view!.id, callback_id: '' });
  expect(ana.sees().modal!.id).toBe(view!.id);
  const again = (trigger_id: string) => refusal(client.views.open({ trigger_id, view: modal() }));
  expect(await again(first)).toMatchObject({ error: 'exchanged_trigger_id' });
  expect(await again('1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
  const second = await trigger(socket);
  await clock.advance(3001);
  expect(await again(second)).toMatchObject({ error: 'expired_trigger_id' });
});

test('at most three views lie on each other', async () => {
  const { client, ana } = at;
  const socket = await ready();
  await client.views.open({ trigger_id: await trigger(socket), view: modal() });
  const push = async () => client.views.push({ trigger_id: await trigger(socket), view: modal() });
  await push();
  await push();
  expect(await refusal(push())).toMatchObject({ error: 'push_limit_reached' });
  expect(ana.sees().views).toHaveLength(3);
  expect(ana.sees().modal!.root_view_id).toBe(ana.sees().views[0]!.id);
});

test('a view is updated by its hash, its id or the app’s own id', async () => {
  const { client, ana } = at;
  const socket = await ready();
  const opened = await client.views.open({ trigger_id: await trigger(socket), view: modal({ external_id: 'mine' }) });
  const { id, hash } = opened.view!;
  await client.views.update({ external_id: 'mine', view: modal({ title: plain('Second') }) });
  const stale = client.views.update({ view_id: id!, hash: hash!, view: modal() });
  expect(await refusal(stale)).toMatchObject({ error: 'hash_conflict' });
  expect(await refusal(client.views.update({ view_id: 'V1', view: modal() }))).toMatchObject({ error: 'not_found' });
  expect(ana.sees().words).toContain('Second');
});

test('a wrong view is refused with the place of the fault', async () => {
  const { client } = at;
  const socket = await ready();
  const trigger_id = await trigger(socket);
  const wrong = client.views.open({ trigger_id, view: modal({ title: plain('x'.repeat(25)) }) });
  expect(await refusal(wrong)).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: [
        '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
        '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
      ],
    },
  });
  const huge = modal({
    blocks: Array.from({ length: 90 }, (_, n) =>
      input({ block_id: `b${n}`, label: plain('x'.repeat(1999)), hint: plain('y'.repeat(1999)) }),
    ),
  });
  expect(await refusal(client.views.open({ trigger_id, view: huge }))).toMatchObject({ error: 'view_too_large' });
});

test('what is filled in arrives as Slack sends it', async () => {
  const { client, ana, ben } = at;
  const socket = await ready();
  const options = [
    { text: plain('One'), value: '1' },
    { text: plain('Two'), value: '2' },
  ];
  const element = (type: string, more: object = {}) => ({ type, action_id: 'v', ...more });
  const blocks = [
    input(),
    input({ block_id: 'why', optional: true, label: plain('Why') }),
    input({
      block_id: 'one',
      label: plain('One of'),
      element: element('static_select', { options, initial_option: options[0] }),
    }),
    input({ block_id: 'who', label: plain('Who'), element: element('users_select') }),
    input({ block_id: 'boxes', label: plain('Boxes'), element: element('checkboxes', { options }) }),
    input({ block_id: 'day', label: plain('Day'), element: element('datepicker') }),
  ];
  await client.views.open({ trigger_id: await trigger(socket), view: modal({ blocks, notify_on_close: true }) });
  const { modal: form } = ana.sees();
  await expect(ana.submits(form!, {})).rejects.toThrow('Title is empty');
  const sent = ana.submits(form!, { title: 'T', who: ben, boxes: ['1', 'Two'], day: '2026-03-02' });
  const envelope = await socket.next();
  const payload = envelope.payload as unknown as { view: { state: unknown }; response_urls: unknown };
  expect(payload.view.state).toEqual({
    values: {
      title: { words: { type: 'plain_text_input', value: 'T' } },
      why: { words: { type: 'plain_text_input', value: null } },
      one: { v: { type: 'static_select', selected_option: options.map(filled)[0] } },
      who: { v: { type: 'users_select', selected_user: ben.id } },
      boxes: { v: { type: 'checkboxes', selected_options: options.map(filled) } },
      day: { v: { type: 'datepicker', selected_date: '2026-03-02' } },
    },
  });
  expect(envelope).toMatchObject({ type: 'interactive', accepts_response_payload: true });
  socket.ack(envelope, { response_action: 'errors', errors: { nowhere: 'x' } });
  expect(await sent).toMatchObject({ failed: expect.stringContaining('nowhere') });
  const closing = ana.closes(form!);
  const closed = await socket.next();
  socket.ack(closed);
  await closing;
  expect(closed.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
});

const filled = ({ text, value }: { text: object; value: string }) => ({ text: { ...text, emoji: true }, value });

test('the home tab stays as it was published, and tells of each visit', async () => {
  const { client, ana, sandbox } = at;
  const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
  await ana.opensHome();
  const { view } = await client.views.publish({ user_id: ana.id, view: home });
  await ana.opensHome();
  expect(eventsOf(sandbox, 'app_home_opened')).toMatchObject([
    { user: ana.id, tab: 'home' },
    { view: { id: view!.id } },
  ]);
  expect(eventsOf(sandbox, 'app_home_opened')[0]).not.toHaveProperty('view');
  const stale = client.views.publish({ user_id: ana.id, view: home, hash: 'old' });
  expect(await refusal(stale)).toMatchObject({ error: 'hash_conflict' });
  sandbox.features.homeTab = false;
  expect(await refusal(client.views.publish({ user_id: ana.id, view: home }))).toMatchObject({ error: 'not_enabled' });
});
