import { afterEach, describe, expect, test } from 'vitest';
import { incidentLog, salts } from '../bench/incident-log.ts';
import { createThread } from '../src/document-thread.ts';
import { createDocuments } from '../src/documents.ts';
import type { Entry } from '../src/incident/entry.ts';
import { fold } from '../src/incident/incident.ts';
import type { Head } from '../src/logbook.ts';
import { toHtml } from '../src/postmortem/html.ts';
import { toJson } from '../src/postmortem/json.ts';
import { toMarkdown } from '../src/postmortem/markdown.ts';
import { type CompileOptions, compile } from '../src/postmortem/postmortem.ts';
import { entriesOf, seal } from '../src/row.ts';
import { openSqlite, type Sqlite } from '../src/store/sqlite.ts';
import { createDocumentWriter } from '../src/write-documents.ts';
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
    const writeHere = createDocumentWriter(database);
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

test('a document in memory is written where the memory is', async () => {
  const { database, log, id } = await library(600, ':memory:');
  const { texts } = await documents(database).write({ ...options, incident: id, formats: ['markdown'] });
  expect(texts.markdown).toBe(toMarkdown(whole(log)));
});
