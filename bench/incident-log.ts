import { createHash } from 'node:crypto';
import type { Draft, Entry, MessageRef, MomentKind, Person, Source } from '../src/incident/entry.ts';
import { plain, type Words } from '../src/incident/words.ts';

type Written = Draft & {
  readonly at: Date;
  readonly author: Person;
  readonly recorder: Person;
  readonly source: Source;
};

const people: readonly Person[] = ['Ana Silva', 'Ben Okafor', 'Cleo Ito', 'Dana Weiss', 'Eli Novak', 'Fay O’Neil'].map(
  (name, i) => ({ id: `U0${i}RESPONDER`, name }),
);
const kinds: readonly MomentKind[] = ['note', 'investigating', 'action', 'note', 'decision', 'escalated', 'hypothesis'];
const sentences: readonly string[] = [
  'error rate on checkout is at 12% and rising, p99 is at 4.2 s',
  'restarted the pods of payments one after the other, no change so far',
  'rolling back to the version of Friday, it takes about ten minutes',
  'the replica db-2 is 40 minutes behind, and the primary is at 98% CPU',
  'customers in Europe report that they cannot pay (three tickets within five minutes)',
  'traffic moved to the other region: requests are served, queues are draining',
  'I think that it is the deploy of 13:50; the graphs change at that very minute',
  'paged the database team, Dana is on it and has a look at the slow queries',
];
/** One line in eight has structure or signs that Markdown would read. */
const worded = (n: number): Words => {
  const text = `${sentences[n % sentences.length]}, step ${n}`;
  if (n % 16 === 5)
    return {
      text: `${text} checkout_total`,
      tree: [
        {
          type: 'paragraph',
          children: [
            { type: 'text', value: `${text} ` },
            { type: 'inlineCode', value: 'checkout_total' },
          ],
        },
      ],
    };
  return plain(n % 16 === 13 ? `${text} *not* <done>\nsee max_connections & [runbook]` : text);
};

const opening = Date.parse('2026-03-01T12:00:00Z');

/** What somebody told Debrief: half of it as marks on messages, whose wordings are in the log, too. Always the same for the same number. */
export const drafts = (number: number, told: number): Written[] => {
  const stamp = (n: number, source: Source) => {
    const person = people[n % people.length] ?? { id: 'U', name: 'U' };
    return { at: new Date(opening + n * 17_000), author: person, recorder: person, source };
  };
  const command: Source = { type: 'command', trigger: '1234567890.1234567890.0123456789abcdef0123456789abcdef' };
  const out: Written[] = [
    {
      kind: 'incident.opened',
      data: {
        ...{ number, team: 'T0TEAM', title: 'Checkout is down', severity: 'sev1', zone: 'America/Los_Angeles' },
        ...{ private: false, test: false },
      },
      ...stamp(0, command),
    },
  ];
  for (let n = 1; n < told; n++) {
    const kind = kinds[n % kinds.length] ?? 'note';
    const words = worded(n);
    if (n % 2 === 0) {
      out.push({ kind: 'marked', data: { kind, words }, ...stamp(n, command) });
      continue;
    }
    const ts = `${Math.floor((opening + n * 17_000) / 1000)}.${String(n % 1_000_000).padStart(6, '0')}`;
    const permalink = `https://acme.slack.com/archives/C0INCIDENT/p${ts.replace('.', '')}`;
    const message: MessageRef = { channel: 'C0INCIDENT', ts, version: '', files: [], permalink };
    const at = stamp(n, { type: 'message', channel: message.channel, ts });
    out.push({ kind: 'message.worded', data: { message, words }, ...at });
    const reaction: Source = { type: 'reaction', channel: message.channel, ts };
    const data = { kind, words, message, via: { type: 'reaction', name: 'pushpin' }, markedAt: at.at } as const;
    out.push({ kind: 'marked', data, ...at, source: reaction });
  }
  return out;
};

/** The log of one incident with so many told entries. */
export const incidentLog = (number: number, told: number): Entry[] =>
  drafts(number, told).map((draft, i) => ({
    ...draft,
    incident: `01BENCH${String(number).padStart(19, '0')}`,
    seq: i + 1,
    recordedAt: new Date(+draft.at + 900),
  }));

/** Salts that are the same in every run. */
export const salts = (seed: string): (() => string) => {
  let n = 0;
  return () => createHash('sha256').update(`${seed} ${n++}`).digest('hex').slice(0, 32);
};
