import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answers, events, interactions, outer, type Shape } from './captured-shapes.ts';
import { office } from './office.ts';
import { openSocket } from './raw-socket.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

/** What is wrong with a value, measured by a captured shape. */
const misfits = (value: unknown, shape: Shape, where = ''): string[] => {
  if (shape === 'never') return value === undefined ? [] : [`${where} should not be there`];
  if (shape === 'null') return value === null ? [] : [`${where} is not null`];
  if (typeof shape === 'string')
    return typeof value === sorts[shape] ? [] : [`${where} is ${typeof value}, not ${shape}`];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value) || value.length === 0) return [`${where} is no list with something in it`];
    return misfits(value[0], shape[0], `${where}/0`);
  }
  if (typeof value !== 'object' || value === null) return [`${where} is ${typeof value}, not an object`];
  const fields = value as Record<string, unknown>;
  return Object.entries(shape).flatMap(([name, inner]) => misfits(fields[name], inner as Shape, `${where}/${name}`));
};
const sorts = { text: 'string', number: 'number', flag: 'boolean' } as const;

const bodies = () => at.sandbox.deliveries.map(({ payload }) => payload as { event?: Record<string, unknown> });
const last = (type: string) =>
  bodies()
    .map(({ event }) => event ?? {})
    .findLast((event) => (type.startsWith('message/') ? `message/${event.subtype}` === type : event.type === type));

/** What somebody does, and the event that comes of it. */
const deeds: Record<string, readonly [() => Promise<unknown>, string]> = {
  'a message': [() => at.ana.posts('hello *there*', at.general), 'message'],
  'a mention': [() => at.ana.posts('@Bot hello', at.general), 'app_mention'],
  'a post of the app': [() => post('hello'), 'message'],
  'an edit': [() => edited(), 'message/message_changed'],
  'a tombstone': [() => buried(), 'message/message_changed'],
  'a deletion': [() => deleted(), 'message/message_deleted'],
  'a file': [() => file(), 'message/file_share'],
  file_shared: [() => file(), 'file_shared'],
  'a topic': [() => at.ana.setsTopic(at.general, 'all well'), 'message/channel_topic'],
  'a new name': [() => at.ana.renames(at.general, 'other'), 'message/channel_name'],
  'a joining': [() => invitation(), 'message/channel_join'],
  'an archiving': [() => at.ana.archives(at.general), 'message/channel_archive'],
  channel_rename: [() => at.ana.renames(at.general, 'other'), 'channel_rename'],
  channel_archive: [() => at.ana.archives(at.general), 'channel_archive'],
  member_joined_channel: [() => invitation(), 'member_joined_channel'],
  member_left_channel: [() => at.ana.leaves(at.general), 'member_left_channel'],
  reaction_added: [() => reacted(), 'reaction_added'],
  reaction_removed: [async () => at.ben.unreacts('eyes', await reacted()), 'reaction_removed'],
  pin_added: [async () => at.ben.pins(await at.ana.posts('x', at.general)), 'pin_added'],
  app_home_opened: [() => at.ana.opensHome(), 'app_home_opened'],
};

const edited = async () => {
  const parent = await at.ana.posts('parent', at.general);
  await at.ben.edits(await at.ben.replies('tset', parent), 'test');
};
const buried = async () => {
  const parent = await at.ana.posts('parent', at.general);
  await at.ben.replies('reply', parent);
  await at.ana.deletes(parent);
};
const deleted = async () => {
  const { ts } = await post('oops');
  await at.client.chat.delete({ channel: at.general.id, ts: ts! });
};
const post = (text: string) => at.client.chat.postMessage({ channel: at.general.id, text });
const file = async () => {
  const thread = await at.ana.posts('parent', at.general);
  return at.ben.replies('see', thread, { files: [{ name: 'sample.txt', content: 'test' }] });
};
const invitation = () => at.ana.invites(at.sandbox.person('Zoe'), at.general);
const reacted = async () => {
  const said = await at.ana.posts('x', at.general);
  await at.ben.reacts('eyes', said);
  return said;
};

test.each(Object.keys(events))('%s has the fields that Slack’s own has', async (name) => {
  const [doing, type] = deeds[name]!;
  await doing();
  expect(misfits(last(type), events[name]!)).toEqual([]);
  for (const body of bodies()) expect(misfits(body, outer)).toEqual([]);
});

describe('over a socket', () => {
  const ready = async () => {
    const socket = await openSocket(at.sandbox);
    await socket.next();
    /** Lets somebody do something, acknowledges what comes of it, and shows it. */
    const watch = async (doing: Promise<unknown>) => {
      for (;;) {
        const envelope = await socket.next();
        socket.ack(envelope);
        if (envelope.type === 'events_api') continue;
        await doing;
        return envelope.payload as unknown as { trigger_id: string };
      }
    };
    return watch;
  };
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const element = { type: 'plain_text_input', action_id: 'v' };
  const modal = {
    type: 'modal',
    title: plain('A form'),
    submit: plain('Send'),
    blocks: [{ type: 'input', block_id: 'b', label: plain('Title'), element }],
  } as never;
  const button = { type: 'button', action_id: 'go', text: plain('Go'), value: '1', style: 'primary' };
  const blocks = [{ type: 'actions', block_id: 'b', elements: [button] }] as never;

  test('commands, shortcuts, buttons and forms have the fields that Slack’s own have', async () => {
    const { ana, general, client, sandbox } = at;
    const watch = await ready();
    const said = await ana.posts('hello', general);
    const global = await watch(ana.uses('menu'));
    await client.views.open({ trigger_id: global.trigger_id, view: modal });
    await client.chat.postMessage({ channel: general.id, text: 'x', blocks });
    await client.views.publish({ user_id: ana.id, view: { type: 'home', blocks } });
    const { home, modal: open, messages } = ana.sees(general);
    const seen = {
      'a command': await watch(ana.types('/weather today', general)),
      'a global shortcut': global,
      'a message shortcut': await watch(ana.uses('menu', said)),
      'a button in a message': await watch(ana.clicks('Go', messages.at(-1)!)),
      'a button on the home tab': await watch(ana.clicks('go', home!)),
      'a form sent off': await watch(ana.submits(open!, { Title: 'x' })),
    };
    for (const [name, payload] of Object.entries(seen)) expect(misfits(payload, interactions[name]!, name)).toEqual([]);
    const opened = sandbox.calls.find(({ method }) => method === 'views.open')!;
    expect(misfits(opened.answer, answers['views.open']!)).toEqual([]);
  });
});

test('answers of the Web API have the fields that Slack’s own have', async () => {
  const { ana, ben, general, client, sandbox } = at;
  await client.chat.postMessage({ channel: general.id, text: 'hello' });
  await client.conversations.create({ name: 'room' });
  const said = await reacted();
  await ana.replies('yes', said);
  await ben.pins(said);
  await client.conversations.history({ channel: general.id });
  await client.pins.list({ channel: general.id });
  for (const { method, answer } of sandbox.calls) expect(misfits(answer, answers[method]!, method)).toEqual([]);
});
