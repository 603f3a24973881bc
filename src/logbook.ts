import { draw } from './draw.ts';
import { gather } from './gather.ts';
import { type Head, headOf, type WhichHeads } from './head.ts';
import type { Draft, Entry, MessageKey } from './incident/entry.ts';
import { fold, forward, type Incident, unheardOf } from './incident/incident.ts';
import { type Credential, stringsIn } from './incident/mask.ts';
import { remainsIn } from './incident/remains.ts';
import { createRemembered, type Folded } from './remembered.ts';
import { entriesOf, keyOf, type Row, type Said, seal, shown } from './row.ts';
import type { Decision, Hand, Outcome, Stroke } from './stroke.ts';
import { createTurns } from './turns.ts';

export type { Head, WhichHeads } from './head.ts';
export type { Decision, Hand, Outcome, Stroke } from './stroke.ts';

/** One atomic act: rows, the head row, inbox rows that are handled by it, and the words that it destroys. */
export type Act = {
  readonly rows: readonly Row[];
  readonly head: Head;
  readonly handled: readonly number[];
  /** `channel:ts` of messages, all of whose wordings lose words and salt. */
  readonly forgotten: readonly string[];
  /** The seqs of earlier entries that lose words and salt. */
  readonly destroyed: readonly number[];
  /** What it handles may hold words that were destroyed before: Slack tells a reply with the message that it answers. */
  readonly soiled?: boolean;
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
  /** Whether a request of this `trigger`, made at `since`, is on the record, in whichever incident. */
  readonly isWritten: (trigger: string, since: number) => Promise<boolean>;
  readonly heads: (which?: WhichHeads) => Promise<readonly Head[]>;
};

export type Recorded = { readonly incident: Incident; readonly news: readonly Entry[] };
export type Watcher = (incident: Incident, news: readonly Entry[]) => Promise<void>;
export type Logbook = ReturnType<typeof createLogbook>;

type Outside = {
  readonly now: () => Date;
  /** A new ULID. */
  readonly freshId: () => string;
  /** 16 random bytes as hex. */
  readonly freshSalt: () => string;
  readonly onError: (error: unknown) => void;
  /** The credentials in each of these texts. They are stored, and masked wherever they would be shown. */
  readonly findCredentials?: (texts: readonly string[]) => Promise<readonly (readonly Credential[])[]>;
};

const ATTEMPTS = 5; // Only another process can get in between: within this one, writers take turns.

export const createLogbook = (store: Store, { now, freshId, freshSalt, onError, findCredentials }: Outside) => {
  const watchers: Watcher[] = [];
  const pen = createTurns();
  const ear = createTurns();
  const load = async (id: string): Promise<Folded> => {
    const rows = await store.read(id);
    return { incident: fold(id, entriesOf(rows)), hash: rows.at(-1)?.hash ?? '' };
  };
  const remembered = createRemembered(load);

  const inspect = async (entries: readonly Entry[]): Promise<Said[]> => {
    const found = await findCredentials?.(entries.map(({ data, typed }) => stringsIn({ data, typed })));
    return entries.map((entry, i) => ({ entry, credentials: found?.[i] ?? [] }));
  };
  /** As it will be read when these words are gone. */
  const foldWithout = async (id: string, destroyed: readonly number[], news: readonly Row[]): Promise<Incident> => {
    const empty = { data: null, salt: null, words: null };
    const going = new Set(destroyed);
    const rows = [...(await store.read(id)), ...news];
    return fold(id, entriesOf(rows.map((row) => (going.has(row.seq) ? { ...row, ...empty } : row))));
  };

  const write = async (id: string, strokes: readonly Stroke[]) => {
    const keys = [...new Set(strokes.flatMap(({ messages = [] }) => messages.map(keyOf)))];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const past = await remembered.current(id);
      if (past.incident.status === 'unheard') throw new Error(`There is no incident ${id}.`);
      const messages = gather(keys.length > 0 ? await store.messages(id, keys) : []);
      const log = strokes.some((stroke) => needsLog(stroke, past.incident)) ? entriesOf(await store.read(id)) : [];
      const drawn = draw(past.incident, strokes, messages, log, now());
      const said = await inspect(drawn.news);
      const news = said.map(shown);
      const rows = seal(said, past.hash, freshSalt);
      const hash = rows.at(-1)?.hash ?? past.hash;
      const destroyed = news.flatMap(destroys);
      const incident = news.some((entry) => remainsIn(entry).length > 0)
        ? await foldWithout(id, destroyed, rows)
        : after(past.incident, drawn, news);
      const gone = strokes.flatMap((stroke) => stroke.messages ?? []).filter((key) => messages.get(key)?.gone);
      // What is heard of a message that has lost its words must not stay anywhere either.
      const forgotten = [...new Set([...news.flatMap(forgets), ...gone.map(keyOf)])];
      const soiled = incident.lost !== undefined && drawn.handled.length > 0;
      const act = { rows, head: headOf(incident, hash), handled: drawn.handled, forgotten, destroyed, soiled };
      if ((rows.length === 0 && act.handled.length === 0) || (await store.append(act))) {
        // What another process wrote meanwhile is noticed only by who writes, too.
        if (rows.length > 0) remembered.keep({ incident, hash });
        tellWatchers(incident, news);
        return { incident, outcomes: drawn.outcomes.map(showing(news)) };
      }
      remembered.forget(id);
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
    /** Opens an incident: its first entries are made once its number is known, and written as one act. */
    open: async (team: string, hand: Hand, first: (number: number) => Draft | readonly Draft[]): Promise<Recorded> => {
      const id = freshId();
      const at = now();
      const drawnFor = (number: number) =>
        draw(unheardOf(id), [{ hand, decide: () => [first(number)].flat() }], gather([]), [], at).news;
      // What was said does not depend on the number, which is known only inside the transaction.
      const inspected = await inspect(drawnFor(0));
      let opened: { incident: Incident; news: readonly Entry[]; hash: string } | undefined;
      await store.open(team, (number) => {
        const said = drawnFor(number).map((entry, i) => ({ entry, credentials: inspected[i]?.credentials ?? [] }));
        const [news, rows] = [said.map(shown), seal(said, '', freshSalt)];
        const hash = rows.at(-1)?.hash ?? '';
        opened = { incident: fold(id, news), news, hash };
        return { rows, head: headOf(opened.incident, hash), handled: [], forgotten: [], destroyed: [] };
      });
      if (!opened) throw new Error('The store opened an incident without asking for its first entry.');
      remembered.keep({ incident: opened.incident, hash: opened.hash });
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
      asks: Pick<Stroke, 'messages' | 'log' | 'handles'> = {},
    ): Promise<Recorded> => {
      const { incident, outcomes } = await recordAll(id, [{ hand, decide, ...asks }]);
      const outcome = outcomes[0];
      if (outcome?.type === 'refused') throw outcome.refusal;
      if (outcome?.type === 'absent') throw outcome.absence;
      return { incident, news: outcome?.news ?? [] };
    },
    /** The incident as it stands. */
    read: async (id: string): Promise<Incident> => (await remembered.current(id)).incident,
    /** Its log, oldest first, or what was written after `afterSeq`. */
    entries: async (id: string, afterSeq = 0): Promise<Entry[]> => entriesOf(await store.read(id, afterSeq)),
    /** The seqs of every wording of these messages, also of those whose words are gone. */
    wordings: async (id: string, messages: readonly MessageKey[]): Promise<number[]> => {
      const rows = await store.messages(id, messages.map(keyOf));
      return rows.flatMap(({ kind, seq }) => (kind === 'message.worded' ? [seq] : []));
    },
    head: store.head,
    heads: store.heads,
    isWritten: store.isWritten,
    watch: (watcher: Watcher): void => void watchers.push(watcher),
    /** Another process has written: what is remembered is read again when it is next needed. */
    forgetAll: remembered.forgetAll,
    settled: async (): Promise<void> => {
      while (pen.busy() || ear.busy()) await Promise.all([pen.settled(), ear.settled()]);
    },
  };
};

const needsLog = ({ log = false }: Stroke, incident: Incident): boolean =>
  typeof log === 'boolean' ? log : log(incident);

const forgets = (entry: Entry): string[] =>
  entry.kind === 'message.deleted' && entry.data.forget ? [keyOf(entry.data.message)] : [];

const destroys = (entry: Entry): number[] => [
  ...remainsIn(entry).map(({ seq }) => seq),
  ...('seqs' in entry.data ? entry.data.seqs : []),
];

/** The incident after the news; what was drawn holds, unless a credential had to be masked. */
const after = (
  past: Incident,
  drawn: { incident: Incident; news: readonly Entry[] },
  news: readonly Entry[],
): Incident => (news.every((entry, i) => entry === drawn.news[i]) ? drawn.incident : forward(past, news));

/** An outcome with its entries as everybody sees them. */
const showing =
  (news: readonly Entry[]) =>
  (outcome: Outcome): Outcome => {
    if (outcome.type !== 'written') return outcome;
    const first = news[0]?.seq ?? 0;
    return { ...outcome, news: outcome.news.map((entry) => news[entry.seq - first] ?? entry) };
  };
