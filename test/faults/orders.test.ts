import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reactions } from '../../src/defaults.ts';
import { open } from '../../src/incident/lifecycle.ts';
import { createLogbook, type Stroke } from '../../src/logbook.ts';
import { toMarkdown } from '../../src/postmortem/markdown.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import type { Channel } from '../../src/sandbox/channel.ts';
import { createManualClock } from '../../src/sandbox/clock.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { hear } from '../../src/slack/listeners/events.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

// Slack's own payloads, brought in every order: the record, and the document that is made of it, are those of the right order.

const clock = createManualClock('2026-03-01T12:00:00Z');
const database = openSqlite(':memory:');
let ids = 0;
const logbook = createLogbook(database.store, {
  now: clock.now,
  freshId: () => `01ID${++ids}`,
  freshSalt: () => '00'.repeat(16),
  onError: () => {},
});
let sandbox: Sandbox;
let ana: Person;
let ben: Person;
beforeAll(async () => {
  sandbox = await startSandbox({ clock, botName: 'Debrief' });
  ana = sandbox.person('Ana');
  ben = sandbox.person('Ben');
});
afterAll(async () => {
  await sandbox.stop();
  database.close();
});

type Tell = (channel: Channel, later: () => void) => Promise<void>;

/** The events of a story, as Slack would send them. */
const eventsOf = async (story: Tell): Promise<string[]> => {
  const channel = sandbox.channel(`c${++ids}`, { members: [ana, ben], bot: true });
  const before = sandbox.deliveries.length;
  await story(channel, () => clock.set(new Date(+clock.now() + 1_500)));
  return sandbox.deliveries.slice(before).map(({ payload }) => JSON.stringify(payload));
};

const nameOf = (id: string): string => [ana, ben].find((each) => each.id === id)?.name ?? id;
const context = () => ({
  self: { team: sandbox.teamId, teamUrl: 'https://acme.slack.com/', user: sandbox.botUserId, bot: sandbox.botId },
  people: {
    person: (id: string) => ({ id, name: nameOf(id) }),
    row: (id: string) => ({
      id,
      name: nameOf(id),
      tz: null,
      guest: false,
      bot: false,
      deleted: false,
      team: 'T1',
      updatedAt: 0,
    }),
    names: { person: nameOf, channel: () => undefined, group: () => undefined },
  },
  config: { capture: 'all' as const, deleted: 'forget' as const, reactions },
});

/** What waits for something absent is tried again after each event, as the inbox does. */
const play = async (bodies: readonly string[]) => {
  const first = (number: number) =>
    open({ number, team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false });
  const hand = { recorder: { id: ana.id, name: 'Ana' }, source: { type: 'command' as const } };
  const { incident } = await logbook.open('T1', hand, first);
  let waiting: Stroke[] = [];
  for (const body of bodies) {
    const heard = hear(body, context());
    const due = [...(heard.type === 'stroke' ? [heard.stroke] : []), ...waiting];
    const { outcomes } = await logbook.recordAll(incident.id, due);
    waiting = due.filter((_, i) => outcomes[i]?.type === 'absent');
  }
  expect(waiting).toEqual([]);
  const log = await logbook.entries(incident.id);
  const { moments } = await logbook.read(incident.id);
  const document = toMarkdown(compile(log, { names: 'names', now: clock.now() }));
  return {
    // How an entry read before it was marked is known by who listened then.
    document: document.split('## Evidence')[0]?.replace(/INC-\d+/, ''),
    wordings: log
      .flatMap((entry) =>
        entry.kind === 'message.worded' ? [[entry.data.message, entry.data.words.text] as const] : [],
      )
      .map(([{ ts, version }, text]) => `${ts} ${version.replace(/~$/, '')} ${text}`)
      .toSorted()
      .map((line) => line.replace(/^(\S+) \S* /, '$1 ')),
    deletions: log.filter(({ kind }) => kind === 'message.deleted').length,
    marks: moments
      .flatMap(({ standing }) => standing.map(({ person, via }) => JSON.stringify([person, via])))
      .toSorted(),
  };
};

const stories: Record<string, Tell> = {
  'a message, its edits and its marks': async (channel, later) => {
    const message = await ben.posts('it is the deploy', channel);
    later();
    await ana.reacts('bulb', message);
    await ben.edits(message, 'it is the cache');
    await ana.unfurls(message);
    later();
    await ana.unreacts('bulb', message);
    await ben.reacts('wrench', message);
    later();
    await ana.pins(message);
  },
  'words that are changed back, replies, and a preview': async (channel, later) => {
    const message = await ben.posts('see https://example.com', channel);
    await ana.unfurls(message);
    later();
    await ben.edits(message, 'never mind');
    await ana.replies('what?', message);
    later();
    await ben.edits(message, 'see https://example.com');
    await ana.replies('ah', message);
    await ana.reacts('pushpin', message);
  },
  'a mark that is set, taken away, set again, and twice by two': async (channel, later) => {
    const message = await ben.posts('restarted db-2', channel);
    await ana.reacts('wrench', message);
    later();
    await ana.unreacts('wrench', message);
    later();
    await ana.reacts('wrench', message);
    await ben.reacts('wrench', message);
    await ben.pins(message);
    later();
    await ana.unpins(message);
  },
  'a message that is edited and deleted': async (channel, later) => {
    const message = await ben.posts('the password is swordfish', channel);
    later();
    await ben.edits(message, 'the password is gone');
    later();
    await ben.deletes(message);
  },
  'a parent that leaves a tombstone': async (channel, later) => {
    const message = await ben.posts('the password is swordfish', channel);
    await ana.replies('do not write that here', message);
    later();
    await ben.edits(message, 'oops');
    await ben.deletes(message);
  },
};

describe.each(Object.entries(stories))('%s', (_, story) => {
  test('in whatever order they come, and twice, end as in the right one', { timeout: 60_000 }, async () => {
    const events = await eventsOf(story);
    const expected = await play(events);
    const numbers = [...events.keys()];
    const orders = fc.tuple(
      fc.shuffledSubarray(numbers, { minLength: events.length }),
      fc.shuffledSubarray(numbers, { maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ([once, again]) => {
        expect(await play([...once, ...again].map((i) => events[i]!))).toEqual(expected);
      }),
      { numRuns: 80, seed: 1 },
    );
  });
});
