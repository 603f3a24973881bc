import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/logbook.ts';
import type { Inbox, NewInboxRow } from '../../src/slack/inbox.ts';
import type { Directory } from '../../src/slack/people.ts';
import type { ShownTable } from '../../src/slack/surfaces/shown.ts';
import { actOf, headOf, opening, rowOf } from './acts.ts';

export type Opened = { store: Store; inbox: Inbox; directory: Directory; shown: ShownTable; close: () => void };
type Opener = () => Promise<Opened>;

/** What every database must do. `open` gives a new, empty one. */
export const storeContract = (name: string, open: Opener): void => {
  describe(name, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    describe('the log', () => logContract(() => opened.store));
    describe('the list', () => listContract(() => opened.store));
    describe('destroying words', () => forgettingContract(() => opened.store));
    describe('the inbox', () => inboxContract(() => opened));
    describe('people and surfaces', () => directoryContract(() => opened));
  });
};

const logContract = (the: () => Store): void => {
  test('gives back what was written, in order, to the letter', async () => {
    const rows = [
      rowOf(2, { data: '{"words":"p99 is 9s 🔥"}', words: 'p99 is 9s 🔥' }),
      rowOf(3, { message: 'C1:3', wording: '' }),
    ];
    await the().open('T1', opening());
    expect(await the().append(actOf(rows))).toBe(true);
    expect(await the().read('checkout')).toEqual([rowOf(1), ...rows]);
    expect(await the().read('checkout', 2)).toEqual(rows.slice(1));
    expect(await the().read('unknown')).toEqual([]);
  });

  test('refuses the second of two writers, and writes nothing of theirs', async () => {
    await the().open('T1', opening());
    await the().append(actOf([rowOf(2)]));
    const late = actOf([rowOf(2, { data: 'late' }), rowOf(3, { data: 'late' })], { head: { title: 'Late' } });
    expect(await the().append(late)).toBe(false);
    expect(await the().read('checkout')).toEqual([rowOf(1), rowOf(2)]);
    expect((await the().head({ id: 'checkout' }))?.title).toBe('Checkout is down');
  });

  test('knows whether a request was written, in whichever incident, among what was written since it was made', async () => {
    const asked = (trigger: string) => JSON.stringify({ type: 'command', trigger });
    await the().open('T1', opening());
    await the().append(actOf([rowOf(2, { source: asked('t1'), recordedAt: 1_000_000 })]));
    await the().append(actOf([rowOf(3, { source: asked('t2'), recordedAt: 2_000_000 })]));
    const isWritten = (trigger: string, since: number) => the().isWritten(trigger, since);
    expect(await isWritten('t1', 1_000_000)).toBe(true);
    expect(await isWritten('t2', 1_999_000)).toBe(true);
    expect(await isWritten('t2', 2_000_500)).toBe(true); // by a clock that was set back
    expect(await isWritten('t1', 1_999_000)).toBe(false);
    expect(await isWritten('t', 0)).toBe(false);
    expect(await isWritten('t3', 9_000_000)).toBe(false);
  });

  test('takes each wording of a message once, in whatever order they come', async () => {
    const wording = (seq: number, version: string) => rowOf(seq, { message: 'C1:1.0', wording: version });
    await the().open('T1', opening());
    expect(await the().append(actOf([wording(2, '1.5')]))).toBe(true);
    expect(await the().append(actOf([rowOf(3), wording(4, '1.5')]))).toBe(false);
    expect(await the().append(actOf([wording(3, '')]))).toBe(true);
    expect(await the().append(actOf([rowOf(4, { message: 'C1:2.0', wording: '' })]))).toBe(true);
    expect(await the().messages('checkout', ['C1:1.0', 'C1:9.0'])).toEqual([wording(2, '1.5'), wording(3, '')]);
    expect(await the().messages('checkout', [])).toEqual([]);
  });

  test('keeps the same message apart in two incidents', async () => {
    await the().open('T1', opening('checkout'));
    await the().open('T1', opening('search'));
    const wording = { message: 'C1:1.0', wording: '' };
    expect(await the().append(actOf([rowOf(2, wording)]))).toBe(true);
    const there = actOf([rowOf(2, { ...wording, incident: 'search' })], { head: { number: 2 } });
    expect(await the().append(there)).toBe(true);
  });

  test('gives simultaneous incidents numbers without gaps, for each team its own', async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `incident ${i}`);
    const nothing = () => {
      throw new Error('no first entry');
    };
    const refused = expect(the().open('T1', nothing)).rejects.toThrow('no first entry');
    await Promise.all(ids.map((id) => the().open('T1', opening(id))));
    await the().open('T2', opening('elsewhere', { team: 'T2' }));
    await refused;
    const numbers = (await the().heads({ team: 'T1' })).map(({ number }) => number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(ids.map((_, i) => i + 1));
    expect(await the().head({ team: 'T2', number: 1 })).toMatchObject({ id: 'elsewhere' });
  });
};

const listContract = (the: () => Store): void => {
  const titles = ['Checkout is down', 'Search is slow', 'Zahlung auf Café-Seite gestört', '🔥🔥'];
  beforeEach(async () => {
    for (const [i, title] of titles.entries())
      await the().open('T1', opening(`incident ${i + 1}`, { title, channel: `C${i + 1}`, openedAt: i }));
    const said = rowOf(2, { incident: 'incident 1', words: 'rolled back deploy 4711 on db-2' });
    await the().append(actOf([said], { head: { channel: 'C1', openedAt: 0, status: 'resolved', resolvedAt: 9 } }));
  });
  const found = async (words: string) => (await the().heads({ words })).map(({ number }) => number);

  test('is in order, newest first', async () => {
    expect((await the().heads()).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  test('finds an incident by id, by number and by channel', async () => {
    const second = headOf({ id: 'incident 2', number: 2, title: 'Search is slow', channel: 'C2', openedAt: 1 });
    expect(await the().head({ id: 'incident 2' })).toEqual(second);
    expect(await the().head({ team: 'T1', number: 2 })).toEqual(second);
    expect(await the().head({ channel: 'C2' })).toEqual(second);
    expect(await the().head({ channel: 'C9' })).toBeUndefined();
  });

  test('knows which are live: open, or over for a day at most when the last one ended', async () => {
    const live = async () => (await the().heads({ live: true })).map(({ number }) => number);
    const ends = async (number: number, resolvedAt: number) => {
      const incident = `incident ${number}`;
      const head = { number, channel: `C${number}`, openedAt: number - 1, status: 'cancelled', resolvedAt };
      await the().append(actOf([rowOf(2, { incident })], { head }));
    };
    expect(await live()).toEqual([4, 3, 2, 1]);
    await ends(2, 9 + 24 * 3_600_000);
    expect(await live()).toEqual([4, 3, 2, 1]);
    await ends(3, 10 + 24 * 3_600_000);
    expect(await live()).toEqual([4, 3, 2]);
  });

  test('knows which are private', async () => {
    const head = { number: 2, channel: 'C2', openedAt: 1, private: true };
    await the().append(actOf([rowOf(2, { incident: 'incident 2' })], { head }));
    expect((await the().heads({ private: true })).map(({ number }) => number)).toEqual([2]);
    expect(await the().heads({ private: true, team: 'T2' })).toEqual([]);
  });

  test('knows which are open', async () => {
    expect((await the().heads({ open: true })).map(({ number }) => number)).toEqual([4, 3, 2]);
    expect(await the().heads({ team: 'T2' })).toEqual([]);
  });

  test.each([
    ['down', [1]],
    ['CHECK', [1]],
    ['checkout deploy', [1]],
    ['"rolled back" 4711', [1]],
    ['db-2', [1]],
    ['is', [2, 1]],
    ['cafe gestort', [3]],
    ['🔥', [4]],
    ['checkout slow', []],
    ['', [4, 3, 2, 1]],
  ])('finds by words of title and log: %s', async (words, numbers) => {
    expect(await found(words)).toEqual(numbers);
  });

  test.each(['"', "'", '*', 'NOT', 'a AND', '(', 'words:x', '^', '-x', 'NEAR(a b)', '\0', '%', '\\', ';--', '{}'])(
    'takes anything typed as words: %s',
    async (words) => expect(await found(`${words} nowhere-at-all`)).toEqual([]),
  );
};

const forgettingContract = (the: () => Store): void => {
  test('takes words, data and salt of every wording of a message, and of nothing else', async () => {
    const wording = (seq: number, version: string) =>
      rowOf(seq, { message: 'C1:1.0', wording: version, words: 'password swordfish' });
    const other = rowOf(4, { message: 'C1:2.0', wording: '', words: 'harmless' });
    const deleted = rowOf(5, { message: 'C1:1.0', wording: 'deleted' });
    const bare = { data: null, salt: null, words: null };
    await the().open('T1', opening());
    await the().append(actOf([wording(2, ''), wording(3, '1.5'), other]));
    expect(await the().heads({ words: 'swordfish' })).toHaveLength(1);
    await the().append(actOf([deleted], { forgotten: ['C1:1.0'] }));
    const after = [{ ...wording(2, ''), ...bare }, { ...wording(3, '1.5'), ...bare }, other, deleted];
    expect(await the().read('checkout', 1)).toEqual(after);
    expect(await the().heads({ words: 'swordfish' })).toEqual([]);
    expect(await the().heads({ words: 'harmless' })).toHaveLength(1);
  });
};

const said = (key: string, row: Partial<NewInboxRow> = {}): NewInboxRow => ({
  key,
  kind: 'event',
  team: 'T1',
  channel: 'C1',
  body: `{"said":"${key}"}`,
  receivedAt: 1000,
  transport: 'socket',
  ...row,
});

const inboxContract = (the: () => Opened): void => {
  const due = async (now = 0) => (await the().inbox.due(now, 200)).map(({ key }) => key);
  const idOf = async (key: string) => (await the().inbox.due(0, 200)).find((row) => row.key === key)?.id ?? 0;

  test('what was heard is known again, is not worked on, and is forgotten in time', async () => {
    const { inbox } = the();
    expect(await Promise.all([inbox.hear('heard:1', 5), inbox.hear('heard:1', 6)])).toEqual([true, false]);
    expect(await due(9)).toEqual([]);
    await inbox.purge(7);
    expect(await inbox.hear('heard:1', 8)).toBe(true);
  });

  test('keeps what Slack said once, oldest first', async () => {
    expect(await the().inbox.put(said('Ev1'))).toBe(true);
    expect(await the().inbox.put(said('Ev2', { channel: null }))).toBe(true);
    expect(await the().inbox.put(said('Ev1', { body: 'again' }))).toBe(false);
    const row = { attempts: 0, nextAt: 0, state: 'waiting', awaits: null, error: null };
    expect(await the().inbox.due(0, 1)).toEqual([{ id: expect.any(Number), ...row, ...said('Ev1') }]);
    expect(await due()).toEqual(['Ev1', 'Ev2']);
  });

  test('what stands behind something that is being handled is left to it', async () => {
    const { inbox } = the();
    await inbox.put({ ...said('Ev1'), channel: 'C1' });
    await inbox.put({ ...said('Ev2'), channel: null });
    await inbox.put({ ...said('trigger:1'), kind: 'command', channel: 'C1' });
    const keys = async (...busy: string[]) => (await inbox.due(0, 9, busy)).map(({ key }) => key);
    expect(await keys('C1')).toEqual(['Ev2', 'trigger:1']);
    expect(await keys('')).toEqual(['Ev1', 'trigger:1']);
    expect(await keys(`intent ${await idOf('trigger:1')}`)).toEqual(['Ev1', 'Ev2']);
  });

  test('brings a row again when its time has come, and counts', async () => {
    await the().inbox.put(said('Ev1'));
    await the().inbox.retry(await idOf('Ev1'), 5000, 'busy');
    expect(await due(4999)).toEqual([]);
    expect(await the().inbox.due(5000, 9)).toMatchObject([{ attempts: 1, error: 'busy' }]);
  });

  test('parks a row until what it waits for has come', async () => {
    await the().inbox.put(said('reaction'));
    await the().inbox.park(await idOf('reaction'), 'C1:1.0');
    expect(await due()).toEqual([]);
    expect(await the().inbox.parked(1001)).toMatchObject([{ key: 'reaction', awaits: 'C1:1.0' }]);
    expect(await the().inbox.parked(1000)).toEqual([]);
    expect(await the().inbox.release('C1:2.0')).toBe(0);
    expect(await the().inbox.release('C1:1.0')).toBe(1);
    expect(await due()).toEqual(['reaction']);
  });

  test('sets a row aside that failed for good', async () => {
    await the().inbox.put(said('Ev1'));
    await the().inbox.fail(await idOf('Ev1'), 'no such channel');
    expect(await due()).toEqual([]);
    expect(await the().inbox.failed()).toMatchObject([{ key: 'Ev1', error: 'no such channel' }]);
  });

  test('an act and the rows that it handles are one', async () => {
    await the().store.open('T1', opening());
    await the().inbox.put(said('Ev1'));
    const handled = [await idOf('Ev1')];
    expect(await the().store.append(actOf([rowOf(1)], { handled }))).toBe(false);
    expect(await due()).toEqual(['Ev1']);
    expect(await the().store.append(actOf([rowOf(2)], { handled }))).toBe(true);
    expect(await due()).toEqual([]);
    expect(await the().inbox.put(said('Ev1'))).toBe(false);
  });

  test('an act without entries leaves the list as it is', async () => {
    await the().store.open('T1', opening());
    await the().store.append(actOf([rowOf(2)]));
    await the().inbox.put(said('Ev1'));
    expect(await the().store.append({ ...actOf([]), handled: [await idOf('Ev1')] })).toBe(true);
    expect(await the().store.head({ id: 'checkout' })).toMatchObject({ lastSeq: 2 });
    expect(await due()).toEqual([]);
  });

  test('forgets handled rows when they are old', async () => {
    await the().inbox.put(said('old', { receivedAt: 1 }));
    await the().inbox.put(said('waiting', { receivedAt: 1 }));
    await the().inbox.done([await idOf('old')]);
    await the().inbox.purge(2);
    expect(await the().inbox.put(said('old'))).toBe(true);
    expect(await the().inbox.put(said('waiting'))).toBe(false);
  });
};

const directoryContract = (the: () => Opened): void => {
  test('people are as Slack last told us', async () => {
    const ana = {
      id: 'UANA',
      name: 'Ana',
      tz: 'Europe/Berlin',
      guest: false,
      bot: false,
      deleted: false,
      team: 'T1',
      updatedAt: 1,
    };
    await the().directory.putPeople([ana, { ...ana, id: 'UBEN', tz: null, guest: true }]);
    await the().directory.putPeople([{ ...ana, name: 'Ana Lima' }]);
    expect((await the().directory.people()).map(({ name, guest }) => [name, guest])).toEqual([
      ['Ana Lima', false],
      ['Ana', true],
    ]);
  });

  test('people join and leave a channel, and its list can be set whole', async () => {
    const { directory } = the();
    await directory.setMembers('C1', ['UANA', 'UBEN']);
    await directory.setMembers('C2', ['UANA']);
    await directory.join('C1', 'UANA');
    await directory.join('C2', 'UBEN');
    await directory.leave('C1', 'UBEN');
    await directory.setMembers('C2', ['UCY']);
    expect(await directory.members()).toEqual([
      { channel: 'C1', user: 'UANA' },
      { channel: 'C2', user: 'UCY' },
    ]);
  });

  test('a surface is known by its name and by its address', async () => {
    const card = { incident: 'checkout', name: 'card', channel: 'C1', ts: '1.0', hash: 'a', state: 'shown' } as const;
    await the().store.open('T1', opening());
    await the().shown.put(card);
    await the().shown.put({ ...card, hash: 'b', state: 'unsure' });
    await the().shown.put({ ...card, name: 'topic', ts: null });
    expect(await the().shown.at('C1', '1.0')).toEqual({ ...card, hash: 'b', state: 'unsure' });
    await the().shown.remove('checkout', 'card');
    expect(await the().shown.of('checkout')).toEqual([{ ...card, name: 'topic', ts: null }]);
  });
};
