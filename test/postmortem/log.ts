import type { Draft, Entry, MessageRef, MomentKind, Person, Section, Source } from '../../src/incident/entry.ts';
import { plain, type Words } from '../../src/incident/words.ts';

export const ana: Person = { id: 'U1', name: 'Ana Silva' };
export const ben: Person = { id: 'U2', name: 'Ben Ode' };
export const cleo: Person = { id: 'U3', name: 'Cleo Ito' };
export const pager: Person = { id: 'B9', name: 'Pager' };

export type Told = Draft & { readonly by?: Person; readonly recordedAt?: Date; readonly source?: Source };

const opening = new Date('2023-11-03T21:02:00Z');

/** A log written by hand: one entry a minute from the opening, by Ana unless said otherwise. */
export const log = (...drafts: readonly Told[]): Entry[] =>
  drafts.map(({ by, recordedAt, source = { type: 'command' }, ...draft }, i): Entry => {
    const at = draft.at ?? new Date(+opening + i * 60_000);
    const stamp = { incident: 'I1', seq: i + 1, at, recordedAt: recordedAt ?? at, source };
    return { ...draft, ...stamp, author: draft.author ?? by ?? ana, recorder: by ?? ana };
  });

export const words = (said: string | Words): Words => (typeof said === 'string' ? plain(said) : said);

/** 14:05 Pacific time on the day of the outage. */
export const pacific = (clock: string): Date => new Date(`2023-11-03T${clock.padEnd(8, ':00')}-07:00`);

type Opened = Extract<Draft, { kind: 'incident.opened' }>['data'];
export const opened = (data: Partial<Opened> = {}): Told => ({
  kind: 'incident.opened',
  data: {
    number: 7,
    team: 'T1',
    title: 'Checkout is down',
    severity: 'sev1',
    zone: 'America/Los_Angeles',
    private: false,
    test: false,
    ...data,
  },
});

type Marked = Extract<Draft, { kind: 'marked' }>['data'];
export const moment = (kind: MomentKind, said: string | Words, more: Partial<Marked> = {}): Told => ({
  kind: 'marked',
  data: { kind, words: words(said), ...more },
});

export const wrote = (section: Section, said: string, ...details: readonly string[]): Told => ({
  kind: 'section.written',
  data: { section, words: plain(said), details: details.map(plain) },
});

export const resolved = (said?: string): Told => ({
  kind: 'incident.resolved',
  data: said === undefined ? {} : { words: plain(said) },
});

export const message = (ts: string, more: Partial<MessageRef> = {}): MessageRef => ({
  channel: 'C1',
  ts,
  version: '',
  files: [],
  ...more,
});
