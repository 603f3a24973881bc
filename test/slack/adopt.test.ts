import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
let channel: Channel;

beforeEach(async () => {
  world = await slackWorld();
  channel = world.sandbox.channel('checkout-war-room', { members: [world.ana, world.ben, world.cleo], bot: false });
});
afterEach(() => world.close());

const minutes = (count: number) => world.clock.advance(count * 60_000);
const answers = (who = world.ana) => who.sees(channel).ephemerals;
const types = async (line: string, who = world.ana, place: { readonly id: string } = channel): Promise<string> => {
  const { words } = await who.types(`/incident ${line}`, place.id);
  await world.settled();
  return words;
};
const question = (who = world.ana) => {
  const asked = answers(who).findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes('Adopt'));
  if (!asked) throw new Error(`nobody asks ${who.name}: ${answers(who).map(({ text }) => text)}`);
  return asked;
};
const press = async (button: string, who = world.ana): Promise<void> => {
  await who.clicks(button, question(who));
  await world.settled();
};
const texts = async () =>
  (await world.entries(channel)).flatMap((entry) => (entry.kind === 'message.worded' ? entry.data.words.text : []));
const notice = () => channel.messages.filter(({ text }) => text.includes('made this channel'));

test('a channel becomes an incident: it is asked first, people are told, then what was said is read', async () => {
  await world.ben.posts('yesterday’s lunch', channel.id);
  world.clock.set(new Date(+world.clock.now() + 25 * 3_600_000));
  const alert = await world.ben.posts('5xx on checkout', channel.id);
  await world.ana.replies('looking', alert);
  await world.ana.reacts('rotating_light', alert);
  await minutes(10);
  expect(await types('adopt sev2 Checkout is down')).toContain('asks you here before anything is read');
  expect(JSON.stringify(question().blocks)).toContain('2 messages since Sun 1 Mar');
  expect(await world.bot().logbook.heads()).toEqual([]);
  await press('Adopt');
  const incident = await world.incident(channel);
  expect(incident).toMatchObject({ title: 'Checkout is down', severity: 'sev2', private: false, zone: 'UTC' });
  expect(incident).toMatchObject({ openedBy: { name: 'Ana' }, openedAt: world.clock.now() });
  expect(await texts()).toEqual(['5xx on checkout', 'looking']);
  expect(incident.moments.map(({ entry }) => entry.kind)).toEqual(['incident.opened', 'marked']);
  expect(notice()).toHaveLength(1);
  expect(notice()[0]?.text).toContain('recorded by Debrief');
  expect(notice()[0]?.text).toContain('was read: 2 messages');
  expect((await world.entries(channel)).map(({ kind }) => kind)).not.toContain('gap.declared');
});

test('nothing is read before people were told', async () => {
  await world.ben.posts('5xx on checkout', channel.id);
  await types('adopt Checkout is down');
  world.sandbox.faults.always('chat.postMessage', { status: 500 });
  await press('Adopt');
  expect(await texts()).toEqual([]);
  world.sandbox.faults.clear();
  await expect
    .poll(
      async () => {
        await minutes(1);
        await world.settled();
        return texts();
      },
      { timeout: 10_000 },
    )
    .toEqual(['5xx on checkout']);
});

test('an adopted channel keeps its name, its topic and its purpose', async () => {
  await world.ana.setsTopic(channel.id, 'all about the checkout');
  await types('adopt Checkout is down');
  await press('Adopt');
  expect(channel).toMatchObject({ name: 'checkout-war-room', topic: 'all about the checkout', purpose: '' });
  expect(channel.pinned.map(({ text }) => text)).toEqual([expect.stringContaining('INC-1 Checkout is down')]);
});

test('since says from when on it is read; a "since" without a time is part of the title', async () => {
  await world.ben.posts('early', channel.id);
  await minutes(30);
  await world.ben.posts('late', channel.id);
  await minutes(30);
  await types('adopt slow since the deploy since 12:15');
  await press('Adopt');
  expect((await world.incident(channel)).title).toBe('slow since the deploy');
  expect(await texts()).toEqual(['late']);
});

test.each([
  ['since yesterday', '2026-02-28T00:00:00.000Z'],
  ['since 2026-02-20 14:00', '2026-02-20T14:00:00.000Z'],
  ['since 3h ago', '2026-03-01T09:00:00.000Z'],
  ['', '2026-02-28T12:00:00.000Z'],
])('"%s" is a time to begin from', async (since, from) => {
  await types(`adopt Checkout is down ${since}`);
  await press('Adopt');
  const incident = await world.incident(channel);
  expect(incident.title).toBe('Checkout is down');
  expect(incident.channel?.since?.toISOString()).toBe(from);
});

test('whoever cancels has opened nothing', async () => {
  await types('adopt Checkout is down');
  await press('Cancel');
  expect(await world.bot().logbook.heads()).toEqual([]);
  expect(answers().at(-1)?.text).toContain('Nothing was opened');
});

test('a channel that was made private after the question becomes a private incident', async () => {
  await types('adopt Checkout is down');
  await world.ana.convertsToPrivate(channel);
  await press('Adopt');
  expect(await world.incident(channel)).toMatchObject({ private: true });
  const posted = world.sandbox.calls.filter(({ args }) => args.channel === world.incidents.id);
  expect(JSON.stringify(posted)).not.toContain('Checkout');
});

test('two people who press at once get one incident', async () => {
  await types('adopt Checkout is down');
  await types('adopt Checkout is broken', world.ben);
  await Promise.all([world.ana.clicks('Adopt', question()), world.ben.clicks('Adopt', question(world.ben))]);
  await world.settled();
  expect(await world.bot().logbook.heads()).toHaveLength(1);
  expect(notice()).toHaveLength(1);
  expect([...answers(), ...answers(world.ben)].filter(({ text }) => text.includes('is INC-1 already'))).toHaveLength(1);
});

describe('what cannot become an incident', () => {
  const said = () => answers().at(-1)?.text ?? '';

  test('the channel that everybody is in', async () => {
    await types('adopt Checkout is down', world.ana, world.general);
    expect(world.ana.sees(world.general).ephemerals.at(-1)?.text).toContain('everybody');
    expect(world.general.members).not.toContain(world.sandbox.botUserId);
  });

  test('the channel where incidents are announced', async () => {
    await types('adopt Checkout is down', world.ana, world.incidents);
    expect(world.ana.sees(world.incidents).ephemerals.at(-1)?.text).toContain('announced');
  });

  test('an incident’s channel, also when it is over', async () => {
    const incident = await world.opens();
    expect(await types('adopt another', world.ana, incident)).toContain('is INC-1 already');
    await types('resolve it is over', world.ana, incident);
    expect(await types('adopt another', world.ana, incident)).toContain('is INC-1 already');
  });

  test('a channel that a guest wants to adopt', async () => {
    expect(await types('adopt Checkout is down', world.cleo)).toContain('needs a member');
  });

  test('a channel that somebody of another company wants to adopt', async () => {
    const eve = world.sandbox.person('Eve', { team: 'Partner' });
    await eve.joins(channel.id);
    expect(await types('adopt Checkout is down', eve)).toContain('needs a member');
    await types('adopt Checkout is down');
    expect(await world.bot().logbook.heads()).toEqual([]);
  });

  test('a private channel that Debrief is not in: it asks to be invited, and makes it a private incident', async () => {
    channel = world.sandbox.channel('secret-room', { members: [world.ana, world.ben], bot: false, private: true });
    await world.ben.posts('somebody is in our network', channel.id);
    await types('adopt Intrusion');
    expect(said()).toContain('/invite');
    await world.ana.invites({ id: world.sandbox.botUserId }, channel.id);
    await types('adopt Intrusion');
    await press('Adopt');
    expect(await world.incident(channel)).toMatchObject({ private: true });
    expect(await texts()).toEqual(['somebody is in our network']);
  });

  test.each(['adopt', 'adopt since 11:00', 'adopt --private Checkout', 'adopt Checkout since 23:59:00 tomorrow'])(
    '%s',
    async (line) => {
      await types(line);
      expect(await world.bot().logbook.heads()).toEqual([]);
    },
  );
});

test('while Slack does not answer, the question comes later, and nothing is lost', async () => {
  world.sandbox.faults.next('conversations.info', { status: 503 }, 2);
  await types('adopt Checkout is down');
  expect(() => question()).toThrow('nobody asks');
  for (let i = 0; i < 4; i++) {
    await world.clock.advance(10_000);
    await world.settled();
  }
  await press('Adopt');
  expect(await world.incident(channel)).toMatchObject({ title: 'Checkout is down' });
});

test('a title that looks like markup is only words, and calls nobody', async () => {
  await types('adopt <!channel> *bold* &lt;b&gt; `x`');
  await press('Adopt');
  expect(notice()[0]?.text).not.toContain('<!channel>');
});

test('a stop between opening and reading: it is read after the start', async () => {
  await world.ben.posts('5xx on checkout', channel.id);
  await types('adopt Checkout is down');
  world.sandbox.faults.always('conversations.history', { status: 500 });
  await press('Adopt');
  await world.stop();
  world.sandbox.faults.clear();
  await minutes(5);
  await world.start();
  expect(await texts()).toEqual(['5xx on checkout']);
  expect(notice()[0]?.text).toContain('was read: 1 message.');
});
