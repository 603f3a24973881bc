import { expect, test } from 'vitest';
import { reactions } from '../../src/defaults.ts';
import { unheardOf } from '../../src/incident/incident.ts';
import { hear, peopleIn } from '../../src/slack/listeners/events.ts';

// Payloads as Slack's own kits captured them, with other ids.
const context = {
  self: { team: 'T1', teamUrl: 'https://acme.slack.com/', user: 'UBOT', bot: 'BBOT' },
  people: {
    person: (id: string) => ({ id, name: id }),
    row: () => undefined,
    names: { person: () => undefined, channel: () => undefined, group: () => undefined },
  },
  config: { capture: 'all', deleted: 'forget', reactions },
} as const;

const heard = (event: object) => hear(JSON.stringify({ api_app_id: 'A1', event }), context);
const drafts = (event: object) => {
  const what = heard(event);
  return what.type === 'stroke' ? what.stroke.decide(unheardOf('i'), () => undefined, []) : what.type;
};
const message = (more: object) => ({ type: 'message', channel: 'C1', ts: '1610402265.000300', ...more });

test('a classic app has no user, and a name for each message', () => {
  const classic = { subtype: 'bot_message', text: "Let's make a pact.", username: 'classic-app', bot_id: 'B111' };
  expect(drafts(message({ ...classic, thread_ts: '1610402224.000200' }))).toMatchObject([
    { kind: 'message.worded', author: { id: 'B111', name: 'classic-app' }, data: { message: { bot: 'B111' } } },
  ]);
});

test('what somebody says in a way that is new to us is recorded; lines of Slack’s own are not', () => {
  const said = { user: 'U1', text: 'hello' };
  expect(drafts(message({ ...said, subtype: 'voice_note' }))).toMatchObject([{ kind: 'message.worded' }]);
  for (const subtype of ['channel_join', 'group_topic', 'pinned_item', 'huddle_thread', 'message_replied', 'bot_add'])
    expect(drafts(message({ ...said, subtype })), subtype).toBe('nothing');
});

test('a tombstone is a deletion, also with an empty list for what was there', () => {
  const tombstone = {
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    ts: '1626775604.004900',
  };
  const event = message({ subtype: 'message_changed', hidden: true, message: tombstone, previous_message: [] });
  expect(drafts(event)).toMatchObject([{ kind: 'message.deleted', data: { message: { ts: '1626775604.004900' } } }]);
});

test.each([
  ['posts', message({ user: 'UBOT', bot_id: 'BBOT', text: 'card' })],
  ['edits', message({ subtype: 'message_changed', message: { ts: '1.1', user: 'UBOT', bot_id: 'BBOT', text: 'new' } })],
  [
    'deletes',
    message({ subtype: 'message_deleted', deleted_ts: '1.1', previous_message: { ts: '1.1', app_id: 'A1' } }),
  ],
])('what Debrief itself %s is nothing', (_, event) => {
  expect(heard(event)).toEqual({ type: 'nothing' });
});

test.each([
  ['channel_join', { user: 'U1', text: '<@U1> has joined the channel' }],
  ['channel_topic', { user: 'U1', text: 'set the topic', topic: 'x' }],
  ['pinned_item', { user: 'U1', text: 'pinned a message' }],
  ['huddle_thread', { user: 'USLACKBOT', text: 'A huddle happened' }],
])('a line of Slack’s own (%s) is not a message', (subtype, more) => {
  expect(heard(message({ subtype, ...more }))).toEqual({ type: 'nothing' });
});

test('what Slack may send besides is nothing', () => {
  for (const type of ['app_mention', 'toString', 'emoji_changed']) expect(heard({ type })).toEqual({ type: 'nothing' });
});

test('a reaction on a file, or with an emoji that means nothing here, is nothing', () => {
  const reaction = { type: 'reaction_added', user: 'U1', event_ts: '1.2' };
  expect(heard({ ...reaction, reaction: 'bulb', item: { type: 'file', file: 'F1' } })).toEqual({ type: 'nothing' });
  const item = { type: 'message', channel: 'C1', ts: '1.1' };
  expect(heard({ ...reaction, reaction: 'eyes', item })).toEqual({ type: 'nothing' });
  expect(heard({ ...reaction, reaction: 'bulb', item, item_user: 'UBOT' })).toEqual({ type: 'nothing' });
  expect(heard({ ...reaction, reaction: 'bulb', item })).toMatchObject({
    type: 'stroke',
    mark: { kind: 'hypothesis' },
  });
});

test('everybody whom an event names can be asked for', () => {
  const raw = JSON.stringify(message({ user: 'U01', text: '<@U02> see <@U03|ben>', edited: { user: 'U04', ts: '1' } }));
  expect(peopleIn(raw)).toEqual(['U01', 'U02', 'U03', 'U04']);
});

test('an emoji that is called what every object has means nothing', () => {
  const item = { type: 'message', channel: 'C1', ts: '1610402265.000300' };
  for (const reaction of ['constructor', 'valueof', '__proto__', 'toString'])
    expect(heard({ type: 'reaction_added', user: 'U1', reaction, item, event_ts: '1610402266.000300' }).type).toBe(
      'nothing',
    );
});
