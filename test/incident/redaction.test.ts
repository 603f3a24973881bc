import { describe, expect, test } from 'vitest';
import { permissions } from '../../src/defaults.ts';
import type { Entry, MessageRef } from '../../src/incident/entry.ts';
import { fold } from '../../src/incident/incident.ts';
import { operator, type Redactor, redactorOf } from '../../src/incident/may-redact.ts';
import type { Redactable } from '../../src/incident/redactable.ts';
import { planRedaction, redact } from '../../src/incident/redaction.ts';
import { plain } from '../../src/incident/words.ts';
import { ana, ben, hypothesis, log, minutes, opened, type Told, worded } from '../given.ts';

const cleo = { id: 'U3CLEO', name: 'Cleo' };
const as = (who: typeof ana, { isOutsider = false } = {}): Redactor =>
  redactorOf({ who, isIn: true, permissions, admins: [], isOutsider });
const secret = 'the password is hunter2';
const ref = (ts: string, version = ''): MessageRef => ({
  channel: 'C1',
  ts,
  version,
  files: [{ id: 'F1', name: 'hunter2.txt', permalink: 'https://acme.slack.com/files/hunter2.txt' }],
});
const marked = (ts: string, text: string, about?: number): Told => ({
  kind: 'marked',
  data: {
    kind: about === undefined ? 'hypothesis' : 'ruled-out',
    words: plain(text),
    message: ref(ts),
    via: { type: 'pin' },
    ...(about !== undefined && { about }),
  },
  author: about === undefined ? ben : ana,
});

const plan = (entries: readonly Entry[], what: Redactable, redactor = as(ana)) =>
  planRedaction(fold('01CHECKOUT', entries), entries, what, redactor);
const number = (n: number): Redactable => ({ type: 'number', number: n });
const seqs = (entries: readonly { seq: number }[]) => entries.map(({ seq }) => seq);

describe('what goes', () => {
  test('an entry goes with its corrections', () => {
    const entries = log(
      opened,
      hypothesis(secret),
      { kind: 'entry.edited', data: { number: 2, words: plain('it is the deploy') } },
      { kind: 'entry.edited', data: { number: 1, at: minutes(-5) } },
    );
    const { own, draft } = plan(entries, number(2));
    expect(seqs(own)).toEqual([2, 3]);
    expect(draft.data).toMatchObject({ number: 2, entries: [{ seq: 2 }, { seq: 3 }] });
    expect(JSON.stringify(draft)).not.toMatch(/hunter2|deploy/);
  });

  test('a marked message goes in every wording, with the names of its files', () => {
    const entries = log(
      opened,
      worded('1.0', 'first'),
      worded('1.0', secret, '2.0'),
      marked('1.0', secret),
      worded('2.0', 'other'),
    );
    const { own, messages, draft } = plan(entries, number(2));
    expect(seqs(own)).toEqual([2, 3, 4]);
    expect(messages).toMatchObject([{ channel: 'C1', ts: '1.0' }]);
    expect(draft.data.message).toEqual({ channel: 'C1', ts: '1.0' });
    expect(JSON.stringify(draft)).not.toMatch(/hunter2|first/);
    expect(JSON.stringify(draft)).toContain('"files":[{"id":"F1","name":"(redacted)"}]');
  });

  test('a verdict on a hypothesis keeps its own words when the hypothesis goes, and the other way round', () => {
    const entries = log(opened, worded('1.0', secret), marked('1.0', secret), marked('1.0', 'rollback did nothing', 2));
    const claim = plan(entries, number(2));
    expect([seqs(claim.own), seqs(claim.copies)]).toEqual([[2, 3], [4]]);
    expect(JSON.stringify(claim.draft)).toContain('rollback did nothing');
    expect(JSON.stringify(claim.draft)).not.toContain('hunter2');
    expect(seqs(plan(entries, number(3)).own)).toEqual([4]);
  });

  test('a message that nobody marked goes by its address', () => {
    const entries = log(opened, worded('1.0', secret));
    const what: Redactable = { type: 'message', channel: 'C1', ts: '1.0' };
    expect(seqs(plan(entries, what, as(ben)).own)).toEqual([2]);
    expect(() => plan(entries, { ...what, ts: '9.0' }, as(ben))).toThrow('Debrief has no words of that message.');
  });

  test('what was taken out of a section, of those who may', () => {
    const cause = (text: string, author = ana): Told => ({
      kind: 'section.written',
      data: { section: 'cause', words: plain(text), details: [] },
      author,
      recorder: author,
    });
    const entries = log(
      opened,
      cause('hunter2 leaked'),
      cause('it was hunter2', ben),
      { kind: 'section.removed', data: { section: 'cause' } },
      cause('a key leaked'),
    );
    const removed: Redactable = { type: 'removed', section: 'cause' };
    expect(seqs(plan(entries, removed, operator).own)).toEqual([2, 3]);
    expect(seqs(plan(entries, removed, as(ben)).own)).toEqual([3]);
    expect(() => plan(entries, removed, as(cleo))).toThrow('To destroy the words of this entry takes');
  });

  test('a task, a paragraph with those that it replaced, a link, a title', () => {
    const entries = log(
      opened,
      { kind: 'task.added', data: { words: plain(secret), details: [plain('rotate it')], owner: ben } },
      { kind: 'task.changed', data: { task: 1, words: plain('rotate hunter2') } },
      { kind: 'section.written', data: { section: 'cause', words: plain('a cause'), details: [] } },
      { kind: 'section.written', data: { section: 'cause', words: plain(secret), details: [] } },
      { kind: 'section.replaced', data: { section: 'cause', paragraph: 5, words: plain('a key leaked'), details: [] } },
      { kind: 'link.added', data: { url: 'https://x.example/?token=hunter2' } },
      { kind: 'channel.made', data: { channel: 'C1', name: 'inc-7-checkout-is-down' } },
    );
    expect(seqs(plan(entries, { type: 'task', task: 1 }).own)).toEqual([2, 3]);
    expect(seqs(plan(entries, { type: 'entry', seq: 6 }).own)).toEqual([5, 6]);
    expect(seqs(plan(entries, { type: 'link', link: 1 }).own)).toEqual([7]);
    const title = plan(entries, number(1));
    expect(seqs(title.own)).toEqual([1, 8]);
    expect(JSON.stringify(title.draft)).not.toMatch(/checkout/i);
  });
});

describe('copies', () => {
  const quoting = log(
    opened,
    worded('1.0', secret),
    worded('2.0', `> ${secret}\nwhy would you write that?`),
    { kind: 'task.added', data: { words: plain(secret), details: [] }, recorder: cleo },
    worded('3.0', `not${secret}s`),
  );
  const what: Redactable = { type: 'message', channel: 'C1', ts: '1.0' };

  test('who quotes the words loses the quote only', () => {
    const { copies, draft } = plan(quoting, what, operator);
    expect(seqs(copies)).toEqual([3, 4]);
    expect(JSON.stringify(draft)).toContain('> (redacted)\\nwhy would you write that?');
    expect(JSON.stringify(draft)).not.toContain('hunter2');
  });

  test("what is others' to redact stays, and is told", () => {
    const { copies, beyond } = plan(quoting, what, as(ben));
    expect([seqs(copies), seqs(beyond)]).toEqual([[3], [4]]);
  });

  test('words that everybody says are no copies', () => {
    const entries = log(opened, hypothesis('on it'), hypothesis('on it'));
    expect(plan(entries, number(2)).copies).toEqual([]);
  });

  test('what an earlier redaction left of an entry goes when that entry is redacted in turn', () => {
    const first = plan(quoting, what, operator).draft;
    const left = quoting.map((entry): Entry => {
      const remains = first.data.entries.find(({ seq }) => seq === entry.seq);
      return remains ? ({ ...entry, data: remains.data } as Entry) : entry;
    });
    const [, , , , , redaction] = log(...quoting.map(({ kind, data }) => ({ kind, data }) as Told), first);
    const entries = [...left, redaction as Entry];
    const { draft } = plan(entries, { type: 'message', channel: 'C1', ts: '2.0' }, as(ben));
    expect(draft.data.entries.map(({ seq }) => seq)).toEqual([3, 6]);
    expect(JSON.stringify(draft)).not.toContain('why would you');
  });
});

describe('who may', () => {
  const entries = log(
    opened,
    worded('1.0', secret),
    { ...marked('1.0', secret), recorder: cleo },
    { kind: 'entry.edited', data: { number: 2, words: plain('x') }, recorder: { id: 'U9', name: 'Dan' } },
  );
  const dan = { id: 'U9', name: 'Dan' };

  test('the author and who put it there', () => {
    expect(plan(entries, number(2), as(ben)).own).toHaveLength(3);
    expect(plan(entries, number(2), as(cleo)).own).toHaveLength(3);
  });

  test('the lead, and whoever has the file', () => {
    const led = [
      ...entries,
      ...log(opened, opened, opened, opened, { kind: 'role.assigned', data: { role: 'lead', person: dan } }).slice(4),
    ];
    expect(plan(led, number(2), as(dan)).own).toHaveLength(3);
    expect(plan(entries, number(2), operator).own).toHaveLength(3);
  });

  test('nobody else, also not who corrected it', () => {
    expect(() => plan(entries, number(2), as(dan))).toThrow('To destroy the words of this entry takes');
  });

  test('guests only their own words', () => {
    expect(() => plan(entries, number(2), as(cleo, { isOutsider: true }))).toThrow('guests redact their own only');
    expect(plan(entries, number(2), as(ben, { isOutsider: true })).own).toHaveLength(3);
  });
});

test('what has no words is not redacted, and nothing twice', () => {
  const entries = log(opened, { kind: 'role.assigned', data: { role: 'lead', person: ben } });
  expect(() => plan(entries, number(2))).toThrow('#2 has no words to destroy.');
  expect(() => redact(number(9), as(ana))(fold('01CHECKOUT', entries), () => undefined, entries)).toThrow(
    'There is no #9: the timeline goes to #2.',
  );
});
