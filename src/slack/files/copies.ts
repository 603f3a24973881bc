import type { WebClient } from '@slack/web-api';
import type { Config } from '../../config.ts';
import type { Entry, MessageKey } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Log } from '../../log.ts';
import type { Logbook } from '../../logbook.ts';
import { type After, every } from '../after.ts';
import type { Background } from '../background.ts';
import type { Meta } from '../desk.ts';
import { createFollower } from '../follow.ts';
import { createFetchCopy, isNotLetIn, type Outcome } from './fetch-copy.ts';
import type { FileRow, FileTable, Vault } from './table.ts';
import { copiesOf, destroys } from './wanted.ts';

type Needs = {
  readonly client: WebClient;
  readonly config: Pick<Config, 'botToken' | 'apiUrl'>;
  readonly logbook: Logbook;
  readonly table: FileTable;
  readonly vault: Vault;
  readonly meta: Meta;
  readonly after: After;
  readonly now: () => Date;
  readonly log: Log;
  readonly background: Background;
};

const AT_ONCE = 2;
const TRIES = 12;
const PATIENCE = 3_600_000;
const LOOK = 30_000;

export type Copies = ReturnType<typeof createCopies>;

/** Copies the files of marked messages, and images, beside the database: after the commit, and again until it is done. */
export const createCopies = (needs: Needs) => {
  const { table, vault, after, now, log, background } = needs;
  const fetchCopy = createFetchCopy(needs);
  const underway = new Set<string>();
  /** Slack asked for patience: nothing is asked until then. */
  let closedUntil = 0;
  let stopped = false;

  /** No other message has it: the copy goes before the note of it, so that a crash in between leaves none behind. */
  const forget = async ({ channel, ts }: MessageKey): Promise<void> => {
    const key = { channel, ts };
    for (const { file } of await table.ofMessage(key)) {
      const others = (await table.ofFile(file)).filter((row) => row.channel !== channel || row.ts !== ts);
      if (others.length === 0) vault.remove(file);
    }
    await table.remove(key);
  };

  const forgetWordless = async ({ id }: Incident): Promise<void> => {
    for (const message of await table.wordless(id)) await forget(message);
  };

  const follower = createFollower({
    ...needs,
    name: 'files',
    isWanted: (entry) => copiesOf(entry) !== undefined || destroys(entry),
    see: async (incident, entries) => {
      await table.put(entries.flatMap((entry) => rowsOf(incident, entry)));
      if (entries.some(destroys)) await forgetWordless(incident);
      wake();
    },
  });

  /** Of a file that was posted twice there is one copy. */
  const twinOf = async ({ file }: FileRow): Promise<Outcome | undefined> => {
    const twin = (await table.ofFile(file)).find(({ state }) => state === 'kept');
    if (!twin || twin.size === null || twin.sha256 === null || !vault.has(file)) return undefined;
    return { type: 'kept', mimetype: twin.mimetype, size: twin.size, sha256: twin.sha256 };
  };

  /** A kill may come between a copy and what is done when its message was forgotten meanwhile. */
  const clearOrphans = async (): Promise<void> => {
    const ids = vault.ids(); // before what is known: a file is noted before it is written
    const known = new Set(await table.known());
    for (const id of ids) if (!known.has(id)) vault.remove(id);
  };

  const copy = async (row: FileRow): Promise<void> => {
    const outcome = (await twinOf(row)) ?? (await fetchCopy(row.file));
    const attempts = row.attempts + 1;
    const { incident: _, ...rest } = row;
    const next = { ...rest, attempts, size: null, sha256: null, error: null };
    if (outcome.type === 'kept') {
      const { mimetype, size, sha256 } = outcome;
      const isKept = await table.change({ ...next, state: 'kept', mimetype, size, sha256 });
      // It was forgotten meanwhile.
      if (!isKept && (await table.ofFile(row.file)).length === 0) vault.remove(row.file);
      return;
    }
    const facts = { file: row.file, channel: row.channel, why: outcome.why };
    if (isNotLetIn(outcome.why)) log.warn(facts, 'Slack does not let Debrief read files: install the app again.');
    if (outcome.type === 'later' && (attempts < TRIES || isNotLetIn(outcome.why))) {
      const wait = outcome.wait ?? Math.min(1_000 * 4 ** attempts, PATIENCE);
      if (outcome.wait !== undefined) closedUntil = +now() + wait;
      await table.change({ ...next, state: 'waiting', error: outcome.why, nextAt: +now() + wait });
      if (!stopped) after(wait, wake);
      return log.debug(facts, 'A file could not be copied; trying again.');
    }
    await table.change({ ...next, state: 'failed', error: outcome.why });
    log.warn(facts, 'A file could not be copied: its name and link are on the record.');
  };

  const work = async (): Promise<void> => {
    for (;;) {
      const due = (await table.due(+now(), AT_ONCE + underway.size)).filter(({ file }) => !underway.has(file));
      // The same file may have been posted twice.
      const rows = [...new Map(due.map((row) => [row.file, row])).values()].slice(0, AT_ONCE);
      if (rows.length === 0 || stopped || +now() < closedUntil) return;
      await Promise.all(
        rows.map(async (row) => {
          underway.add(row.file);
          await copy(row).finally(() => underway.delete(row.file));
        }),
      );
    }
  };

  let working = false;
  const wake = (): void => {
    if (working || stopped) return;
    working = true;
    background('copy files', () =>
      work().finally(() => {
        working = false;
      }),
    );
  };

  const cancel = every(after, LOOK, wake);

  return {
    news: follower.news,
    /** Copies of the files of that message are gone when this resolves, unless another message has them, too. */
    forgetFiles: (channel: string, ts: string): Promise<void> => forget({ channel, ts }),
    start: async (): Promise<void> => {
      vault.sweep();
      await clearOrphans();
      await follower.convergeAll();
      wake();
    },
    convergeAll: follower.convergeAll,
    busy: follower.busy,
    settled: follower.settled,
    stop: async (): Promise<void> => {
      stopped = true;
      cancel();
      await follower.stop();
    },
  };
};

const rowsOf = ({ id }: Incident, entry: Entry): FileRow[] => {
  const { message, files } = copiesOf(entry) ?? { files: [] };
  if (!message) return [];
  const { channel, ts } = message;
  const fresh = { state: 'waiting', size: null, sha256: null, error: null, attempts: 0, nextAt: 0 } as const;
  return files.map(({ id: file, mimetype = null }) => ({ incident: id, channel, ts, file, mimetype, ...fresh }));
};
