import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { open } from '../../src/incident/lifecycle.ts';
import { createLogbook } from '../../src/logbook.ts';
import type { Desk } from '../../src/slack/desk.ts';
import type { Intent } from '../../src/slack/intents.ts';
import type { Asker } from '../../src/slack/listeners/asker.ts';
import { inTime } from '../../src/slack/listeners/in-time.ts';
import { carryOutLater } from '../../src/slack/listeners/later.ts';
import { createPeople } from '../../src/slack/people.ts';
import { createUploads } from '../../src/slack/uploads.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

const noon = new Date('2026-03-01T12:00:00Z');
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A desk without Slack, whose incident's pen can be held back; what is kept is carried out when the test says so. */
const slowDesk = async () => {
  const sqlite = openSqlite(':memory:');
  ends.push(() => sqlite.close());
  let hold: Promise<void> | undefined;
  let ids = 0;
  let now = noon;
  const store = {
    ...sqlite.store,
    append: async (act: Parameters<typeof sqlite.store.append>[0]) => {
      await hold;
      return sqlite.store.append(act);
    },
  };
  const logbook = createLogbook(store, {
    now: () => now,
    freshId: () => `01${++ids}`,
    freshSalt: () => '00',
    onError: (error) => {
      throw error;
    },
  });
  const kept: Intent[] = [];
  let handler = async (_: Intent): Promise<void> => {};
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const client = new WebClient('xoxb-1');
  const desk: Desk = {
    logbook,
    people: await createPeople(
      sqlite.directory,
      () => now,
      () => 'T1',
    ),
    config: readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }),
    now: () => now,
    log: quiet,
    client,
    uploads: createUploads({ client, logbook, shown: sqlite.shown, self: () => undefined }),
    self: () => undefined,
    scrub: () => true,
    intend: async (intent) => kept.push(JSON.parse(JSON.stringify(intent))) > 0,
    carryOut: (does) => {
      handler = does;
    },
    converge: async () => {},
    isCleared: async () => true,
    delay: () => undefined,
    onTrouble: () => {},
    meta: sqlite.meta,
    writeDocuments: async () => ({ texts: {}, missing: [] }),
  };
  carryOutLater(desk, async () => {});
  const hand = { recorder: { id: 'U1', name: 'Ana' }, source: { type: 'command' } } as const;
  const about = { team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false };
  const { incident } = await logbook.open('T1', hand, (number) => open({ ...about, number }));
  await logbook.record(incident.id, hand, () => [
    { kind: 'channel.made', data: { channel: 'C1', name: 'inc-1-checkout-is-down' } },
  ]);
  return {
    desk,
    kept,
    incident: () => logbook.read(incident.id),
    /** The pen is busy until the answer is called. */
    holdPen: () => {
      let release = () => {};
      hold = new Promise((resolve) => {
        release = () => {
          hold = undefined;
          resolve();
        };
      });
      const before = logbook.record(incident.id, hand, () => [{ kind: 'incident.renamed', data: { title: 'Held' } }]);
      return async () => {
        release();
        await before;
      };
    },
    wait: (ms: number) => {
      now = new Date(+now + ms);
    },
    carryOut: async () => {
      for (const intent of kept) await handler(intent);
    },
  };
};

const ana = (trigger: string, source: Asker['source'] = 'command'): Asker => ({
  team: 'T1',
  channel: 'C1',
  user: 'U1',
  at: +noon,
  trigger,
  source,
  isIn: true,
});
const isLate = Promise.resolve(undefined);

test('what has not had its turn in time is kept, and written once when it has', async () => {
  const { desk, kept, incident, holdPen, wait, carryOut } = await slowDesk();
  const release = holdPen();
  const answer = await inTime(desk, { type: 'line', line: 'note the pager rang' }, ana('t1'), isLate);
  expect(answer.text).toMatch(/Received/);
  expect(kept).toHaveLength(1);
  wait(90_000);
  await release();
  await carryOut();
  await carryOut();
  const told = (await incident()).moments.filter(({ entry }) => entry.kind === 'marked');
  expect(told).toHaveLength(1);
  expect(told[0]?.entry).toMatchObject({ at: noon, typed: '/incident note the pager rang', data: { kind: 'note' } });
});

test('a request that is being written already is waited for, not kept', async () => {
  const { desk, kept, incident } = await slowDesk();
  const answer = await inTime(desk, { type: 'line', line: 'note quick enough' }, ana('t2'));
  expect(answer.text).toContain('note');
  expect(kept).toEqual([]);
  expect((await incident()).moments).toHaveLength(2);
});

test('a start that was kept opens one incident, also when it is carried out twice', async () => {
  const { desk, kept, carryOut } = await slowDesk();
  kept.push({
    key: 'trigger:t3',
    kind: 'command',
    channel: 'C9',
    body: { request: { type: 'line', line: 'start Search is slow' }, asker: { ...ana('t3'), channel: 'C9' } },
  });
  await carryOut();
  await carryOut();
  expect((await desk.logbook.heads()).map(({ title }) => title).toSorted()).toEqual([
    'Checkout is down',
    'Search is slow',
  ]);
});

test('what was said elsewhere about an incident is written once, also when it is carried out twice', async () => {
  const { desk, kept, incident, carryOut } = await slowDesk();
  await desk.people.heard({ id: 'U1', name: 'ana' });
  const { id } = await incident();
  const values = { words: ['It was the deploy'] };
  const about = { incident: id, verb: 'cause', channel: 'C9' };
  const asker = { ...ana('t5', 'form'), channel: 'C9', isIn: true };
  const body = { request: { type: 'submit', form: 'say', about, values }, asker };
  kept.push({ key: 'view:V5:1', kind: 'interaction', channel: 'C9', body });
  await carryOut();
  await carryOut();
  expect((await incident()).sections.cause).toHaveLength(1);
});

test('a form that had to wait is written as it was sent off', async () => {
  const { desk, kept, incident, holdPen, carryOut } = await slowDesk();
  const release = holdPen();
  const { id } = await incident();
  const submission = {
    type: 'submit',
    form: 'say',
    about: { incident: id, verb: 'cause', channel: 'C1' },
    values: { words: ['A & B'] },
  } as const;
  const values = { words: ['A & B'] };
  await inTime(desk, { ...submission, values }, ana('view:V1:1', 'form'), isLate);
  await release();
  await carryOut();
  await carryOut();
  expect(kept.map(({ key }) => key)).toEqual(['view:V1:1']);
  expect((await incident()).sections.cause?.map(({ words }) => words.text)).toEqual(['A & B']);
});

test('when it cannot even be kept, the person hears that nothing was saved', async () => {
  const { desk, incident, holdPen } = await slowDesk();
  const release = holdPen();
  const broken: Desk = {
    ...desk,
    intend: async () => {
      throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    },
  };
  const answer = await inTime(broken, { type: 'line', line: 'note lost' }, ana('t4'), isLate);
  expect(answer.text).toMatch(/nothing was saved.*database.*lost/s);
  await release();
  expect((await incident()).moments.filter(({ entry }) => entry.kind === 'marked')).toEqual([]);
});
