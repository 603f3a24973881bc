import { type Gathered, gather } from './gather.ts';
import type { Draft, Entry, MessageKey, Person, Source } from './incident/entry.ts';
import { fold, forward, type Incident, isOpen, unheardOf } from './incident/incident.ts';
import { Absence, type Messages } from './incident/message.ts';
import { Refusal } from './incident/refusal.ts';
import { entryOf, keyOf, type Row, seal } from './row.ts';
import { createTurns } from './turns.ts';

/** What lists, lookups and the start need to know of an incident without reading its log. Written with every append. */
export type Head = {
  readonly id: string;
  readonly number: number;
  readonly team: string;
  readonly channel: string | null;
  readonly title: string;
  readonly status: string;
  readonly severity: string | null;
  readonly private: boolean;
  readonly test: boolean;
  /** Milliseconds UTC. */
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  readonly lastSeq: number;
  readonly lastHash: string;
};

/** One atomic act: rows, the head row, inbox rows that are handled by it, and messages whose words it destroys. */
export type Act = {
  readonly rows: readonly Row[];
  readonly head: Head;
  readonly handled: readonly number[];
  /** `channel:ts` of messages, all of whose wordings lose words and salt. */
  readonly forgotten: readonly string[];
};

/** Where entries are kept. An act is written whole or not at all. */
export type Store = {
  /** Gives a new incident the next number of its team and writes what `make` makes of it, in one transaction. */
  readonly open: (team: string, make: (number: number) => Act) => Promise<void>;
  /** False, with nothing written, if someone else wrote first: (incident, seq) or (message, wording) is taken. */
  readonly append: (act: Act) => Promise<boolean>;
  readonly read: (incident: string, afterSeq?: number) => Promise<readonly Row[]>;
  /** All wordings and deletions of these messages (`channel:ts`), in the order in which they were written. */
  readonly messages: (incident: string, keys: readonly string[]) => Promise<readonly Row[]>;
  readonly head: (
    find: { id: string } | { team: string; number: number } | { channel: string },
  ) => Promise<Head | undefined>;
  readonly heads: (query?: { team?: string; open?: boolean; words?: string }) => Promise<readonly Head[]>;
};

/** Looks at an incident (and at the messages that it asked for) and says what should be written. Pure: it may be asked twice. */
export type Decision = (incident: Incident, messages: Messages) => readonly Draft[];

/** Who puts something on the record, from where, and the line as typed. */
export type Hand = { readonly recorder: Person; readonly source: Source; readonly typed?: string };

/** One thing to be decided and written. `handles` is the inbox row that is done with it. */
export type Stroke = {
  readonly hand: Hand;
  readonly decide: Decision;
  readonly messages?: readonly MessageKey[];
  readonly handles?: number;
};

/** What became of a stroke: written (perhaps nothing), refused, or waiting for something absent. */
export type Outcome =
  | { readonly type: 'written'; readonly news: readonly Entry[] }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'absent'; readonly absence: Absence };

export type Recorded = { readonly incident: Incident; readonly news: readonly Entry[] };
export type Watcher = (incident: Incident, news: readonly Entry[]) => Promise<void>;
export type Logbook = ReturnType<typeof createLogbook>;

type Folded = { readonly incident: Incident; readonly hash: string };

type Outside = {
  readonly now: () => Date;
  /** A new ULID. */
  readonly freshId: () => string;
  /** 16 random bytes as hex. */
  readonly freshSalt: () => string;
  readonly onError: (error: unknown) => void;
};

const CLOSED_KEPT = 20;
const ATTEMPTS = 5; // Only another process can get in between: within this one, writers take turns.

export const createLogbook = (store: Store, { now, freshId, freshSalt, onError }: Outside) => {
  const watchers: Watcher[] = [];
  const pen = createTurns();
  const ear = createTurns();
  /** Every open incident that was written to, folded, and the closed ones that were written to last. */
  const known = new Map<string, Folded>();
  const lately = new Map<string, Folded>();

  const load = async (id: string) => {
    const rows = await store.read(id);
    const read = { incident: fold(id, rows.map(entryOf)), hash: rows.at(-1)?.hash ?? '' };
    return read;
  };
  const current = async (id: string) => known.get(id) ?? lately.get(id) ?? (await load(id));
  const remember = (incident: Incident, hash: string): void => {
    const [to, from] = isOpen(incident) ? [known, lately] : [lately, known];
    from.delete(incident.id);
    to.delete(incident.id);
    to.set(incident.id, { incident, hash });
    const [oldest] = lately.keys();
    if (lately.size > CLOSED_KEPT && oldest !== undefined) lately.delete(oldest);
  };
  const forget = (id: string): void => {
    known.delete(id);
    lately.delete(id);
  };

  const write = async (id: string, strokes: readonly Stroke[]) => {
    const keys = [...new Set(strokes.flatMap(({ messages = [] }) => messages.map(keyOf)))];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const past = await current(id);
      if (past.incident.status === 'unheard') throw new Error(`There is no incident ${id}.`);
      const messages = gather(keys.length > 0 ? await store.messages(id, keys) : []);
      const drawn = draw(past.incident, strokes, messages, now());
      const rows = seal(drawn.news, past.hash, freshSalt);
      const hash = rows.at(-1)?.hash ?? past.hash;
      const act = {
        rows,
        head: headOf(drawn.incident, hash),
        handled: drawn.handled,
        forgotten: drawn.news.flatMap(forgets),
      };
      if ((rows.length === 0 && act.handled.length === 0) || (await store.append(act))) {
        remember(drawn.incident, hash);
        tellWatchers(drawn.incident, drawn.news);
        return { incident: drawn.incident, outcomes: drawn.outcomes };
      }
      forget(id);
    }
    throw new Error(`Incident ${id} was written to by another process ${ATTEMPTS} times in a row.`);
  };

  /** Watchers hear every entry, in order, after it is safely written. They may write in turn. */
  const tellWatchers = (incident: Incident, news: readonly Entry[]): void => {
    if (news.length > 0)
      for (const watch of watchers) void ear(incident.id, () => watch(incident, news).catch(onError));
  };

  const recordAll = (id: string, strokes: readonly Stroke[]) => pen(id, () => write(id, strokes));

  return {
    /** Opens an incident: the draft of its first entry is made once its number is known. */
    open: async (team: string, hand: Hand, first: (number: number) => Draft): Promise<Recorded> => {
      const id = freshId();
      const at = now();
      let opened: { incident: Incident; news: readonly Entry[]; hash: string } | undefined;
      await store.open(team, (number) => {
        const drawn = draw(unheardOf(id), [{ hand, decide: () => [first(number)] }], gather([]), at);
        const rows = seal(drawn.news, '', freshSalt);
        const hash = rows.at(-1)?.hash ?? '';
        opened = { incident: drawn.incident, news: drawn.news, hash };
        return { rows, head: headOf(drawn.incident, hash), handled: [], forgotten: [] };
      });
      if (!opened) throw new Error('The store opened an incident without asking for its first entry.');
      remember(opened.incident, opened.hash);
      tellWatchers(opened.incident, opened.news);
      return { incident: opened.incident, news: opened.news };
    },
    /** Several strokes as one append; each has its own outcome, and sees what those before it wrote. */
    recordAll,
    /** One stroke. A refusal (or an absence) is thrown. */
    record: async (
      id: string,
      hand: Hand,
      decide: Decision,
      asks: { messages?: readonly MessageKey[]; handles?: number } = {},
    ): Promise<Recorded> => {
      const { incident, outcomes } = await recordAll(id, [{ hand, decide, ...asks }]);
      const outcome = outcomes[0];
      if (outcome?.type === 'refused') throw outcome.refusal;
      if (outcome?.type === 'absent') throw outcome.absence;
      return { incident, news: outcome?.news ?? [] };
    },
    /** The incident as it stands. */
    read: async (id: string): Promise<Incident> => (await current(id)).incident,
    /** Its log, oldest first, or what was written after `afterSeq`. */
    entries: async (id: string, afterSeq = 0): Promise<Entry[]> => (await store.read(id, afterSeq)).map(entryOf),
    head: store.head,
    heads: store.heads,
    watch: (watcher: Watcher): void => void watchers.push(watcher),
    /** Another process has written: what is remembered is read again when it is next needed. */
    forgetAll: (): void => {
      known.clear();
      lately.clear();
    },
    settled: async (): Promise<void> => {
      while (pen.busy() || ear.busy()) await Promise.all([pen.settled(), ear.settled()]);
    },
  };
};

/** Decides one stroke after the other, each upon what the ones before it wrote. */
const draw = (past: Incident, strokes: readonly Stroke[], messages: Gathered, recordedAt: Date) => {
  let incident = past;
  const news: Entry[] = [];
  const handled: number[] = [];
  const outcomes = strokes.map(({ hand, decide, handles }): Outcome => {
    const outcome = attempt(() => {
      const entries = decide(incident, messages.get).map((draft, i) => stamp(incident, i, draft, hand, recordedAt));
      incident = forward(incident, entries);
      for (const entry of entries) messages.take(entry);
      news.push(...entries);
      return entries;
    });
    if (handles !== undefined && outcome.type !== 'absent') handled.push(handles);
    return outcome;
  });
  return { incident, news, handled, outcomes };
};

const attempt = (write: () => readonly Entry[]): Outcome => {
  try {
    return { type: 'written', news: write() };
  } catch (error) {
    if (error instanceof Refusal) return { type: 'refused', refusal: error };
    if (error instanceof Absence) return { type: 'absent', absence: error };
    throw error;
  }
};

const stamp = (
  incident: Incident,
  i: number,
  draft: Draft,
  { recorder, source, typed }: Hand,
  recordedAt: Date,
): Entry => {
  const { at = recordedAt, author = recorder, ...happening } = draft;
  const stamped = { incident: incident.id, seq: incident.seq + i + 1, at, recordedAt, author, recorder, source };
  return { ...happening, ...stamped, ...(typed !== undefined && { typed }) };
};

const forgets = (entry: Entry): string[] =>
  entry.kind === 'message.deleted' && entry.data.forget ? [keyOf(entry.data.message)] : [];

const headOf = (incident: Incident, lastHash: string): Head => ({
  id: incident.id,
  number: incident.number,
  team: incident.team,
  channel: incident.channel?.id ?? null,
  title: incident.title,
  status: incident.status,
  severity: incident.severity ?? null,
  private: incident.private,
  test: incident.test,
  openedAt: +(incident.openedAt ?? 0),
  resolvedAt: incident.resolvedAt ? +incident.resolvedAt : null,
  lastSeq: incident.seq,
  lastHash,
});
