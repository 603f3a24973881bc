import { afterEach, describe, expect, test, vi } from 'vitest';
import { incidentLog, salts } from '../bench/incident-log.ts';
import { createThread } from '../src/document-thread.ts';
import { createDocuments } from '../src/documents.ts';
import type { Entry } from '../src/incident/entry.ts';
import { fold, type Incident } from '../src/incident/incident.ts';
import { tellMoment } from '../src/incident/moments.ts';
import { plain } from '../src/incident/words.ts';
import type { Head } from '../src/logbook.ts';
import { openLogbook } from '../src/open-logbook.ts';
import { toHtml } from '../src/postmortem/html.ts';
import { toJson } from '../src/postmortem/json.ts';
import { toMarkdown } from '../src/postmortem/markdown.ts';
import { type CompileOptions, compile } from '../src/postmortem/postmortem.ts';
import { entriesOf, seal } from '../src/row.ts';
import { openSqlite, type Sqlite } from '../src/store/sqlite.ts';
import { createDocumentWriter } from '../src/write-documents.ts';
import { ana, incidentOf, opened } from './given.ts';
import { temporaryFiles } from './store/folder.ts';

const newFile = temporaryFiles();
const options = { names: 'names', now: new Date('2026-03-02T12:00:00Z'), teamUrl: 'https://acme.slack.com' } as const;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const headOf = (log: readonly Entry[], lastHash: string): Head => {
  const { id, number, team, title, zone: _, ...rest } = fold(log[0]?.incident ?? '', log);
  const { status, severity = null, test, seq } = rest;
  const flags = { private: rest.private, test };
  return {
    id,
    number,
    team,
    title,
    status,
    severity,
    ...flags,
    channel: null,
    openedAt: 0,
    resolvedAt: null,
    lastSeq: seq,
    lastHash,
  };
};

/** A database with the log of an incident in which so much was told. */
const library = async (told: number, path = newFile()): Promise<{ database: Sqlite; log: Entry[]; id: string }> => {
  const database = openSqlite(path);
  ends.push(database.close);
  const log = incidentLog(1, told);
  const rows = seal(
    log.map((entry) => ({ entry, credentials: [] })),
    '',
    salts('documents'),
  );
  const head = headOf(log, rows.at(-1)?.hash ?? '');
  await database.store.append({ rows, head, handled: [], forgotten: [], destroyed: [] });
  return { database, log: entriesOf(rows), id: head.id };
};

const documents = (database: Sqlite) => {
  const made = createDocuments(database);
  ends.push(made.stop);
  return made;
};

const whole = (log: readonly Entry[], more: Partial<CompileOptions> = {}) => compile(log, { ...options, ...more });

describe('the documents of a long incident', () => {
  test('are the same as those that are written at once, in every format, and two at a time', async () => {
    const { database, log, id } = await library(1_000);
    const { write } = documents(database);
    const [short, long, roles] = await Promise.all([
      write({ ...options, incident: id, formats: ['markdown'] }),
      write({ ...options, incident: id, formats: ['json', 'html'] }),
      write({ ...options, incident: id, formats: ['markdown'], names: 'roles' }),
    ]);
    expect(short.texts).toEqual({ markdown: toMarkdown(whole(log)) });
    expect(long.texts).toEqual({ json: toJson(whole(log), log), html: toHtml(whole(log)) });
    expect(roles.texts).toEqual({ markdown: toMarkdown(whole(log, { names: 'roles' })) });
    expect(short.missing.map(({ what }) => what)).toContain('root cause');
  });

  test('hold up nothing else', async () => {
    const { database, id } = await library(2_000);
    const { write } = documents(database);
    const wish = { ...options, incident: id, formats: ['json'] } as const;
    const { write: writeHere } = createDocumentWriter(database);
    await Promise.all([write(wish), writeHere(wish)]);
    const there = await cpuOf(() => write(wish));
    const here = await cpuOf(() => writeHere(wish));
    expect(there * 3).toBeLessThan(here);
  });

  test('are not written any more once Debrief stops', async () => {
    const { database, id } = await library(600);
    const { write, stop } = documents(database);
    const wish = { ...options, incident: id, formats: ['markdown'] } as const;
    await write(wish);
    await stop();
    await expect(write(wish)).rejects.toThrow('Debrief is stopping');
  });
});

/** What this thread itself had to do. */
const cpuOf = async (act: () => Promise<unknown>): Promise<number> => {
  const before = process.threadCpuUsage();
  await act();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
};

test('a document that kills its thread twice is not written, and says so; what waits beside it is', async () => {
  const thread = createThread('', new URL('./deadly-worker.ts', import.meta.url));
  ends.push(thread.stop);
  const write = (incident: string) => thread.write({ ...options, incident, formats: ['markdown'] });
  const deadly = expect(write('deadly')).rejects.toThrow('has ended');
  const others = await Promise.all([write('one'), write('two')]);
  expect(others.map(({ texts }) => texts.markdown)).toEqual(['one', 'two']);
  await deadly;
  await expect(write('deadly')).rejects.toThrow('has ended');
  expect((await write('three')).texts.markdown).toBe('three');
});

describe('an incident that is getting long', () => {
  const note = { kind: 'marked', data: { kind: 'note', words: plain('looked') } } as const;
  const grown = (told: number): Incident => incidentOf(opened, ...Array.from({ length: told - 1 }, () => note));
  const following = (path = newFile()) => {
    const database = openSqlite(path);
    ends.push(database.close);
    const follow = vi.fn<(incident: string) => void>();
    const thread = { write: () => Promise.reject(new Error('Nobody asked.')), follow, stop: async () => {} };
    return { documents: createDocuments(database, thread), follow };
  };

  test('is followed from its 501st entry on, in steps, until it is resolved', async () => {
    const { documents, follow } = following();
    for (let told = 490; told <= 1_100; told += 10) await documents.follow(grown(told));
    expect(follow.mock.calls).toHaveLength(3); // at 510, 760, 1010
    await documents.follow({ ...grown(2_000), status: 'resolved' });
    expect(follow).toHaveBeenCalledTimes(3);
  });

  test('is forgotten at once where words of it were destroyed', async () => {
    const { documents, follow } = following();
    const long = grown(600);
    await documents.follow(long);
    const redacted = { ...long, seq: 602, lost: 602 };
    await documents.follow(redacted);
    await documents.follow({ ...redacted, seq: 603 });
    expect(follow).toHaveBeenCalledTimes(2);
  });

  test('is not followed where there is no file that a thread could read', async () => {
    const { documents, follow } = following(':memory:');
    await documents.follow(grown(600));
    expect(follow).not.toHaveBeenCalled();
  });

  test('has a document with all that was written after the thread looked last', async () => {
    const { database, id } = await library(700);
    const made = documents(database);
    const logbook = openLogbook(database.store, { now: () => options.now, onError: console.error });
    await made.follow(await logbook.read(id));
    const hand = { recorder: ana, source: { type: 'command' } } as const;
    await logbook.record(id, hand, tellMoment({ kind: 'note', words: plain('written last') }));
    const { texts } = await made.write({ ...options, incident: id, formats: ['markdown'] });
    expect(texts.markdown).toBe(toMarkdown(whole(await logbook.entries(id))));
    expect(texts.markdown).toContain('written last');
  });
});

test('a thread that dies while it reads ahead is started again for a document', async () => {
  const thread = createThread('', new URL('./deadly-worker.ts', import.meta.url));
  ends.push(thread.stop);
  thread.follow('deadly');
  const { texts } = await thread.write({ ...options, incident: 'one', formats: ['markdown'] });
  expect(texts.markdown).toBe('one');
});

test('a document in memory is written where the memory is', async () => {
  const { database, log, id } = await library(600, ':memory:');
  const { texts } = await documents(database).write({ ...options, incident: id, formats: ['markdown'] });
  expect(texts.markdown).toBe(toMarkdown(whole(log)));
});
