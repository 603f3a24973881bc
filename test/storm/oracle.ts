import { readFileSync } from 'node:fs';
import type { Entry } from '../../src/incident/entry.ts';
import { fold, type Incident, isTold } from '../../src/incident/incident.ts';
import type { Head } from '../../src/logbook.ts';
import { entriesOf } from '../../src/row.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Ledger, Said } from './ledger.ts';

type Case = { readonly head: Head; readonly log: readonly Entry[]; readonly incident: Incident };

type Truth = {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
  readonly database: string;
  /** Emoji that mean something, without the one for tasks. */
  readonly emoji: ReadonlySet<string>;
  /** `channel:ts` of messages about which Slack gave up telling us. */
  readonly lost: ReadonlySet<string>;
};

/** Everything in which the record differs from what people did and were told. */
export const differences = async (truth: Truth): Promise<string[]> => {
  const sqlite = openSqlite(truth.database, { readonly: true });
  try {
    const verdict = sqlite.verify();
    const waiting = [...(await sqlite.inbox.due(Number.MAX_SAFE_INTEGER, 1000)), ...(await sqlite.inbox.failed())];
    const parked = await sqlite.inbox.parked(Number.MAX_SAFE_INTEGER);
    const cases = await Promise.all(
      (await sqlite.store.heads()).map(async (head): Promise<Case> => {
        const log = entriesOf(await sqlite.store.read(head.id));
        return { head, log, incident: fold(head.id, log) };
      }),
    );
    return [
      ...(verdict.difference ? [`verify: ${verdict.difference}`] : []),
      ...waiting.map(({ key, state, error }) => `the inbox has ${key}, ${state}: ${error}`),
      ...parked
        .filter(({ awaits }) => !isForgiven(truth, awaits))
        .map(({ key, awaits }) => `${key} waits for ${awaits}`),
      ...messageDifferences(truth, cases),
      ...askedDifferences(truth, cases),
      ...startDifferences(truth, cases),
      ...cases.flatMap((each) => markDifferences(truth, each)),
    ];
  } finally {
    sqlite.close();
  }
};

const isForgiven = ({ lost }: Truth, awaits: string | null): boolean =>
  awaits !== null && lost.has(awaits.replace('message:', ''));

/** Every message once per wording, with its words, author, time and thread; nothing besides. */
const messageDifferences = ({ ledger, lost, database }: Truth, cases: readonly Case[]): string[] => {
  const found: string[] = [];
  const known = new Map<string, Entry[]>();
  for (const { head, log } of cases)
    for (const entry of log) {
      if (entry.kind !== 'message.worded' && entry.kind !== 'message.deleted' && entry.kind !== 'entry.unreadable')
        continue;
      const { source } = entry;
      const key = source.type === 'message' ? `${source.channel}:${source.ts}` : '';
      if (source.type !== 'message' || source.channel !== head.channel)
        found.push(`entry ${entry.seq} is in INC-${head.number}, and not of its channel`);
      known.set(key, [...(known.get(key) ?? []), entry]);
      if (!ledger.said.has(key)) found.push(`nobody wrote ${key}, which is in INC-${head.number}`);
    }
  const bytes = readFileSync(database);
  for (const [key, said] of ledger.said) {
    const entries = known.get(key) ?? [];
    found.push(...ofMessage(said, entries, lost.has(key)), ...leftOver(said, entries, bytes));
  }
  return found;
};

/** `isRead`: Slack gave up telling us of something, so it is known from reading, and what was between is not. */
const ofMessage = (said: Said, entries: readonly Entry[], isRead: boolean): string[] => {
  const what = `${said.channel}:${said.ts} "${said.wordings.at(-1)}"`;
  const worded = entries.filter((entry) => entry.kind === 'message.worded');
  const deletions = entries.filter(({ kind }) => kind === 'message.deleted').length;
  const isUnheard = isRead && entries.length === 0; // written and deleted between two readings
  if (deletions !== (said.deleted && !isUnheard ? 1 : 0)) return [`${what}: ${deletions} deletions`];
  const texts = worded
    .toSorted((a, b) => (a.data.message.version < b.data.message.version ? -1 : 1))
    .map(({ data }) => data.words.text.replace(/\ngraph\.png$/, ''));
  const wrong = worded.filter(
    ({ author, at, data }) =>
      author.id !== said.author || +at !== Math.floor(Number(said.ts) * 1000) || data.message.thread !== said.thread,
  );
  if (wrong.length > 0) return [`${what}: author, time or thread is wrong: ${JSON.stringify(wrong[0])}`];
  if (said.deleted) {
    const isRight = texts.every((text) => said.wordings.includes(text)) && texts.length <= said.wordings.length;
    return isRight ? [] : [`${what}: deleted, and reads ${JSON.stringify(texts)}`];
  }
  const isRight = isRead
    ? isWithin(texts, said.wordings) && texts.at(-1) === said.wordings.at(-1)
    : JSON.stringify(texts) === JSON.stringify(said.wordings);
  const versions = worded.map(({ seq, data }) => `${seq} ${data.message.version}`);
  return isRight
    ? []
    : [`${what}: was worded ${JSON.stringify(said.wordings)}, and reads ${JSON.stringify(texts)} (${versions})`];
};

/** Some of these, in their order. */
const isWithin = (some: readonly string[], all: readonly string[]): boolean => {
  let at = -1;
  return some.every((each) => {
    at = all.indexOf(each, at + 1);
    return at >= 0;
  });
};

/** What was deleted and never on the timeline is nowhere in the file. */
const leftOver = ({ wordings }: Said, entries: readonly Entry[], bytes: Buffer): string[] => {
  const isForgotten = entries.some((entry) => entry.kind === 'message.deleted' && entry.data.forget);
  const token = `${wordings[0]?.split(' ')[0]} `;
  return isForgotten && bytes.includes(token) ? [`"${token}" was forgotten, and is in the file`] : [];
};

/** What is confirmed or kept is there once, under the number that was told; what was refused is not. */
const askedDifferences = ({ ledger }: Truth, cases: readonly Case[]): string[] => {
  const written = cases.flatMap(({ head, log }) =>
    log
      .filter(({ kind }) => !kind.startsWith('message.'))
      .map((entry) => ({ channel: head.channel, entry, text: JSON.stringify(entry.data) })),
  );
  return ledger.asked.flatMap((asked) => {
    const hits = written.filter(({ text }) => text.includes(`${asked.token} `) || text.includes(`${asked.token}"`));
    const what = `"${asked.line} ${asked.token}", of which was said "${asked.words}" (${asked.told}),`;
    const most = { confirmed: 1, kept: 1, unknown: 1, refused: 0, unsaved: 0 }[asked.told];
    const least = asked.told === 'confirmed' || asked.told === 'kept' ? 1 : 0;
    if (hits.length > most || hits.length < least) return [`${what} is there ${hits.length} times`];
    const strange = hits.find(({ channel, entry }) => channel !== asked.channel || entry.recorder.id !== asked.by);
    if (strange) return [`${what} is another's, or elsewhere`];
    const told = cases.find(({ head }) => head.channel === asked.channel)?.incident.moments[(asked.number ?? 0) - 1];
    return asked.number !== undefined && !JSON.stringify(told?.entry.data).includes(asked.token)
      ? [`${what} is not #${asked.number}`]
      : [];
  });
};

const startDifferences = ({ ledger, sandbox }: Truth, cases: readonly Case[]): string[] => [
  ...ledger.started.flatMap((asked) => {
    const hits = cases.filter(({ head }) => head.title.includes(asked.token)).length;
    const most = asked.told === 'refused' || asked.told === 'unsaved' ? 0 : 1;
    const least = asked.told === 'confirmed' || asked.told === 'kept' ? 1 : 0;
    return hits > most || hits < least ? [`start ${asked.token} (${asked.words}) is there ${hits} times`] : [];
  }),
  ...cases.flatMap(({ head }) => {
    const channels = sandbox.channels().filter(({ name }) => name.startsWith(`inc-${head.number}-`));
    return channels.length === 1 && channels[0]?.id === head.channel
      ? []
      : [`INC-${head.number} has ${head.channel}, and there are ${channels.map(({ id }) => id)}`];
  }),
];

/** The marks that stand are the reactions and pins that stand in Slack, and the ticks stand where something is told. */
const markDifferences = ({ sandbox, ledger, emoji }: Truth, { head, incident }: Case): string[] => {
  const marks = new Map<string, Set<string>>();
  const told = new Set<string>();
  for (const moment of incident.moments) {
    const { entry } = moment;
    if (entry.kind !== 'marked' || !entry.data.message) continue;
    const key = `${entry.data.message.channel}:${entry.data.message.ts}`;
    if (isTold(moment)) told.add(key);
    const standing = moment.standing.filter(({ via }) => via.type !== 'shortcut');
    const here = standing.map(({ person, via }) => `${person} ${via.type === 'reaction' ? via.name : via.type}`);
    marks.set(key, new Set([...(marks.get(key) ?? []), ...here]));
  }
  return sandbox.messagesIn(head.channel ?? '').flatMap((message) => {
    const key = `${message.channel}:${message.ts}`;
    if (!ledger.said.has(key) || ledger.said.get(key)?.deleted) return [];
    const reactions = (message.reactions ?? []).filter(({ name }) => emoji.has(name));
    const shown = reactions.flatMap(({ name, users }) => users.map((user) => `${user} ${name}`));
    const there = [...shown, ...(message.pinned_to ? ['pin'] : [])].toSorted().join();
    const noted = [...(marks.get(key) ?? [])]
      .map((mark) => mark.replace(/^\S+ pin$/, 'pin'))
      .toSorted()
      .join();
    const isTicked = message.reactions?.some(({ name }) => name === 'ballot_box_with_check') ?? false;
    return [
      ...(there === noted
        ? []
        : [`${key} "${message.text}": bears ${there || 'no marks'}, and the log has ${noted || 'none'}`]),
      ...(isTicked === told.has(key) ? [] : [`${key} "${message.text}": ${isTicked ? 'has a' : 'lacks its'} tick`]),
    ];
  });
};
