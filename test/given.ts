import { expect } from 'vitest';
import { type Draft, type Entry, type MessageRef, type Person, parseEntry } from '../src/incident/entry.ts';
import { fold, type Incident } from '../src/incident/incident.ts';
import type { Message } from '../src/incident/message.ts';
import { plain } from '../src/incident/words.ts';
import type { Decision } from '../src/logbook.ts';

export const ana: Person = { id: 'U1ANA', name: 'Ana Silva' };
export const ben: Person = { id: 'U2BEN', name: 'Ben Okafor' };
export const noon = new Date('2026-03-01T12:00:00Z');
export const minutes = (after: number): Date => new Date(+noon + after * 60_000);

/** A draft, with who put it there when it was not Ana. */
export type Told = Draft & { readonly recorder?: Person };

/** A log written by hand: one entry a minute from noon, by Ana unless said otherwise. */
export const log = (...drafts: Told[]): Entry[] =>
  drafts.map(({ recorder = ana, author = recorder, at, kind, data }, i) =>
    parseEntry(
      {
        incident: '01CHECKOUT',
        seq: i + 1,
        at: at ?? minutes(i),
        recordedAt: minutes(i),
        author,
        recorder,
        source: { type: 'command' },
      },
      { kind, version: 1, data },
    ),
  );

export const incidentOf = (...drafts: Told[]): Incident => fold('01CHECKOUT', log(...drafts));

const withMessages = (messages: readonly Message[], drafts: Told[]) => {
  const decided = (decide: Decision) =>
    decide(
      incidentOf(...drafts),
      ({ channel, ts }) => messages.find((each) => each.channel === channel && each.ts === ts),
      log(...drafts),
    );
  return {
    when: (decide: Decision) => ({
      // biome-ignore lint/suspicious/noThenProperty: given, when, then; nobody awaits it.
      then: (...expected: object[]) => expect(decided(decide)).toMatchObject(expected),
      nothing: () => expect(decided(decide)).toEqual([]),
      refused: (reason: string | RegExp) => expect(() => decided(decide)).toThrow(reason),
    }),
  };
};

export const given = (...drafts: Told[]) => ({
  ...withMessages([], drafts),
  /** Messages that are in the channel's log. */
  and: (...messages: Message[]) => withMessages(messages, drafts),
});

export const opened: Told = {
  kind: 'incident.opened',
  data: { number: 7, team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false },
};
export const resolved: Told = { kind: 'incident.resolved', data: { words: plain('rolled back') } };
export const hypothesis = (text: string): Told => ({
  kind: 'marked',
  data: { kind: 'hypothesis', words: plain(text) },
});

const ref = (ts: string, version = ''): MessageRef => ({ channel: 'C1', ts, version, files: [] });

/** A message of Ben's, as the log has it. */
export const message = (ts: string, text: string, more: Partial<Message> = {}): Message => ({
  ...ref(ts, more.version),
  words: plain(text),
  author: ben,
  at: new Date(Number(ts) * 1000),
  versions: [more.version ?? ''],
  texts: new Map([[more.version ?? '', text]]),
  deleted: false,
  gone: false,
  ...more,
});

export const worded = (ts: string, text: string, version = ''): Told => ({
  kind: 'message.worded',
  data: { message: ref(ts, version), words: plain(text) },
  author: ben,
  recorder: ben,
});
