import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf, office, refusal } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

test('a reaction is told with the message it is on, and counts once for each person', async () => {
  const { client, ana, ben, general, sandbox } = at;
  const said = await ana.posts('fixed', general);
  await ben.reacts(':tada:', said);
  await expect(ben.reacts('tada', said)).rejects.toThrow('already_reacted');
  const mark = { channel: general.id, timestamp: said.ts, name: 'tada' };
  await client.reactions.add(mark);
  expect(await refusal(client.reactions.add(mark))).toMatchObject({ error: 'already_reacted' });
  expect(general.messages.at(-1)!.reactions).toEqual([{ name: 'tada', users: [ben.id, sandbox.botUserId], count: 2 }]);
  expect(eventsOf(sandbox, 'reaction_added')[0]).toMatchObject({
    user: ben.id,
    reaction: 'tada',
    item: { type: 'message', channel: general.id, ts: said.ts },
    item_user: ana.id,
  });
  await ben.unreacts('tada', said);
  await client.reactions.remove(mark);
  expect(await refusal(client.reactions.remove(mark))).toMatchObject({ error: 'no_reaction' });
  expect(general.messages.at(-1)!.reactions).toBeUndefined();
  expect(eventsOf(sandbox, 'reaction_removed')).toHaveLength(2);
});

test('a reaction needs a message and a name', async () => {
  const { client, ana, general } = at;
  const { ts } = await ana.posts('x', general);
  const add = (timestamp: string, name: string) =>
    refusal(client.reactions.add({ channel: general.id, timestamp, name }));
  expect(await add('1.1', 'eyes')).toMatchObject({ error: 'message_not_found' });
  expect(await add('noon', 'eyes')).toMatchObject({ error: 'bad_timestamp' });
  expect(await add(ts, 'Eyes:')).toMatchObject({ error: 'invalid_name' });
});

test('a pin is told with the message itself, listed newest first, and taken off once', async () => {
  const { client, ana, ben, general, sandbox } = at;
  const one = await ana.posts('one', general);
  const two = await ana.posts('two', general);
  await ben.pins(one);
  await client.pins.add({ channel: general.id, timestamp: two.ts });
  expect(await refusal(client.pins.add({ channel: general.id, timestamp: two.ts }))).toMatchObject({
    error: 'already_pinned',
  });
  expect(eventsOf(sandbox, 'pin_added')).toMatchObject([
    { user: ben.id, channel_id: general.id, item_user: ana.id, pin_count: 1, item: { message: { text: 'one' } } },
    { user: sandbox.botUserId, pin_count: 2 },
  ]);
  const { items } = await client.pins.list({ channel: general.id });
  expect(items).toMatchObject([{ message: { ts: two.ts } }, { message: { ts: one.ts, pinned_to: [general.id] } }]);
  await client.pins.remove({ channel: general.id, timestamp: one.ts });
  expect(await refusal(client.pins.remove({ channel: general.id, timestamp: one.ts }))).toMatchObject({
    error: 'no_pin',
  });
  expect(eventsOf(sandbox, 'pin_removed')).toMatchObject([{ pin_count: 1, has_pins: true }]);
  expect(general.pinned.map(({ text }) => text)).toEqual(['two']);
});

test('bookmarks are added, changed, listed and taken away, without a sound', async () => {
  const { client, general, sandbox } = at;
  const told = sandbox.deliveries.length;
  const add = (link: string) => client.bookmarks.add({ channel_id: general.id, title: 'Report', type: 'link', link });
  const { bookmark } = await add('https://example.org/1');
  expect(bookmark).toMatchObject({ title: 'Report', channel_id: general.id, type: 'link' });
  expect(await refusal(add('no link'))).toMatchObject({ error: 'invalid_link' });
  const id = { channel_id: general.id, bookmark_id: bookmark!.id! };
  await client.bookmarks.edit({ ...id, title: 'Final report' });
  expect((await client.bookmarks.list({ channel_id: general.id })).bookmarks).toMatchObject([
    { title: 'Final report', link: 'https://example.org/1' },
  ]);
  await client.bookmarks.remove(id);
  expect(await refusal(client.bookmarks.remove(id))).toMatchObject({ error: 'not_found' });
  expect(sandbox.deliveries.length).toBe(told);
});
