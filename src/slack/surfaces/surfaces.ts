import type { WebClient } from '@slack/web-api';
import { debrief, type Entry, type MessageKey } from '../../incident/entry.ts';
import { type Incident, isOpen, markKey } from '../../incident/incident.ts';
import type { Hand, Logbook, Watcher } from '../../logbook.ts';
import { createTurns } from '../../turns.ts';
import { type After, every, realAfter } from '../after.ts';
import type { Lack } from '../blocks/lack.ts';
import type { Progress } from '../history/readings.ts';
import { lastLoss } from '../upload.ts';
import type { Uploads } from '../uploads.ts';
import type { Whispers } from '../whispers.ts';
import { adopted } from './adopted.ts';
import { announcement } from './announcement.ts';
import { type Board, openBoard } from './board.ts';
import { bookmarks } from './bookmarks.ts';
import { type Calls, createCalls, isFinal, Later } from './calls.ts';
import { card } from './card.ts';
import { ensureChannel, invitations } from './channel.ts';
import { draft } from './draft.ts';
import { lines } from './lines.ts';
import { lostLines } from './lost-lines.ts';
import { outdated } from './outdated.ts';
import { isTold } from './restricted.ts';
import type { ShownTable } from './shown.ts';
import { purpose, topic } from './topic.ts';
import { createTroubles, type Trouble } from './troubles.ts';

/** Makes one place in Slack show what it should. It may be asked at any time, any number of times. */
export type Surface = (tools: SurfaceTools, incident: Incident, board: Board) => Promise<void>;

/** What surfaces need. `client` has no retries: converging is the retry. */
type Needs = {
  readonly client: WebClient;
  readonly logbook: Logbook;
  readonly shown: ShownTable;
  readonly uploads: Uploads;
  readonly people: {
    readonly isMember: (channel: string, user: string) => boolean;
    readonly members: (channel: string) => readonly string[];
  };
  readonly self: () => { readonly botUserId: string };
  /** The id of the incidents channel, if there is one that can be written to. */
  readonly incidentsChannel: () => Promise<string | undefined>;
  readonly permalink: (message: MessageKey) => string;
  readonly recordingNotice: (incident: Incident) => string;
  /** The postmortem as it stands, and what it lacks. */
  readonly document: (
    incident: string,
  ) => Promise<{ as: (format: 'markdown' | 'canvas') => string; lacks: readonly Lack[] }>;
  /** How far the reading of its channel is. */
  readonly reading: (incident: Incident) => Promise<Progress>;
  readonly command: string;
  readonly whisper: Whispers['whisper'];
  readonly warn: (facts: Trouble & { incident: string; fix?: string }) => void;
  /** Slack's patience is real time, unless a story of hours is told in seconds. */
  readonly patience?: Patience;
  /** Slack does not accept our token any more. */
  readonly onThrownOut: () => void;
};

/** The time of limits and retries, in milliseconds. */
export type Patience = { readonly clock: () => number; readonly after: After };

export type SurfaceTools = Omit<Needs, 'shown'> & {
  readonly calls: Calls;
  readonly hand: Hand;
  /** Up to which entry of an incident nothing is left to be said in its channel. */
  readonly looked: Map<string, number>;
};
export type Surfaces = ReturnType<typeof createSurfaces>;

const inChannel: Readonly<Record<string, Surface>> = { adopted, card, invitations, topic, purpose, lines, lostLines };
const EVERY = 30_000;
const FIRST_RETRY = 1_000;
/** Words of messages that are on no timeline are nowhere but in the log. */
const isSilent = ({ kind, data }: Entry): boolean => kind === 'words.purged' && data.entries === undefined;
const LAST_RETRY = 60_000;

/** Compares what Slack shows of an incident with what it should show, and puts it right: on news, on a timer, after a restart. */
export const createSurfaces = ({ shown, patience = { clock: Date.now, after: realAfter }, ...needs }: Needs) => {
  const tools: SurfaceTools = {
    ...needs,
    calls: createCalls(patience.clock),
    hand: { recorder: debrief, source: { type: 'debrief' } },
    looked: new Map(),
  };
  const turn = createTurns();
  const queued = new Set<string>();
  const retries = new Map<string, { cancel: () => void; wait: number }>();
  /** Private ones of which we know, since the start, that nothing is told any more. */
  const hushed = new Set<string>();
  let stopped = false;

  const troubles = createTroubles(needs);

  /** True when everything stands as it should, or Slack said no for good. */
  const put = async (id: string): Promise<number | undefined> => {
    const known = await needs.logbook.read(id);
    if (known.status === 'unheard' || known.imported) return undefined;
    const board = await openBoard({ client: needs.client, calls: tools.calls, table: shown }, id);
    const waits: number[] = [];
    const attempt = async (surface: string, act: () => Promise<void>): Promise<void> => {
      try {
        await act();
        troubles.over(id, surface);
      } catch (error) {
        troubles.note(id, surface, error);
        if (!isFinal(error)) waits.push(error instanceof Later ? error.wait : FIRST_RETRY);
      }
    };
    let incident = known;
    const announced = (): Promise<void> => attempt('announcement', () => announcement(tools, incident, board));
    await attempt('channel', async () => {
      incident = await ensureChannel(tools, incident);
    });
    await attempt('uploads', () => outdated(tools, incident, board));
    if (incident.channel && !incident.channel.archived) {
      const shows = Object.entries(inChannel).map(([name, show]) => attempt(name, () => show(tools, incident, board)));
      await Promise.all([...shows, announced()]);
      // The document links to the lines, and the bookmarks to the document.
      await attempt('draft', () => draft(tools, incident, board));
      await attempt('bookmarks', () => bookmarks(tools, incident, board));
    } else await announced();
    const isReached = !incident.channel?.archived || incident.channel.deleted;
    const loss = lastLoss(incident);
    if (waits.length === 0 && isReached && loss > Number(board.get('lost')?.hash ?? 0)) await board.note('lost', loss);
    return waits.length > 0 ? Math.min(...waits) : undefined;
  };

  const converge = async (id: string): Promise<void> => {
    if (stopped || queued.has(id)) return;
    queued.add(id);
    await turn(id, async () => {
      queued.delete(id);
      if (stopped) return;
      const wait = await put(id).catch((error) => {
        troubles.note(id, 'all', error);
        return FIRST_RETRY;
      });
      retryAfter(id, wait);
    });
  };

  const retryAfter = (id: string, wait: number | undefined): void => {
    const before = retries.get(id);
    before?.cancel();
    retries.delete(id);
    if (wait === undefined || stopped) return;
    const ms = Math.min(Math.max(wait, (before?.wait ?? 0) * 2), Math.max(wait, LAST_RETRY));
    retries.set(id, { wait: ms, cancel: patience.after(ms, () => void converge(id)) });
  };

  const convergeAll = async (): Promise<void> => {
    const wanted = new Set((await needs.logbook.heads({ live: true })).map(({ id }) => id));
    for (const { id } of await needs.logbook.heads({ private: true })) {
      if (wanted.has(id) || hushed.has(id)) continue;
      if (isTold(await shown.of(id))) wanted.add(id);
      else hushed.add(id);
    }
    await Promise.all([...wanted].map(converge));
  };

  const cancel = every(
    patience.after,
    EVERY,
    () => void convergeAll().catch((error) => troubles.note('', 'all', error)),
  );

  /** Most of what is said changes nothing that is shown, and comes in crowds. */
  const news: Watcher = async (incident, entries) => {
    const { id } = incident;
    if (entries.every(isSilent)) return;
    const [first, last] = [entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0];
    if (!isOpen(incident) || !entries.every((entry) => isUnmarked(entry, incident))) return void converge(id);
    if (tools.looked.get(id) === first - 1) tools.looked.set(id, last);
  };

  return {
    /** For the logbook: it returns at once, since a surface writes to the log in turn. */
    news,
    converge,
    /** Slack is there again, or somebody changed something: what was refused is tried again, too. */
    convergeAll: (): Promise<void> => {
      tools.calls.open();
      return convergeAll();
    },
    /** What people in an incident's channel should know of why they do not see what they should. */
    delay: troubles.delay,
    /** Hears of each trouble when it begins. */
    onTrouble: troubles.listen,
    /** Resolves when nothing is being put right; what waits for Slack's patience is not waited for. */
    settled: async (): Promise<void> => {
      while (turn.busy()) await turn.settled();
    },
    stop: async (): Promise<void> => {
      stopped = true;
      cancel();
      for (const { cancel } of retries.values()) cancel();
      await turn.settled();
    },
  };
};

/** A message or its edits, or an end that leaves its words, of which the timeline says nothing. */
const isUnmarked = ({ kind, data }: Entry, { marks }: Incident): boolean =>
  (kind === 'message.worded' || (kind === 'message.deleted' && !data.forget)) &&
  !marks.has(markKey(data.message, false)) &&
  !marks.has(markKey(data.message, true));
