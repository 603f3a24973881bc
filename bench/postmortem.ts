import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Draft, Entry } from '../src/incident/entry.ts';
import { fold } from '../src/incident/incident.ts';
import { openLogbook } from '../src/open-logbook.ts';
import { seal } from '../src/row.ts';
import { openSqlite, type Sqlite } from '../src/store/sqlite.ts';
import { createDocumentWriter } from '../src/write-documents.ts';
import type { Bench, Figure } from './bench.ts';
import { drafts, incidentLog, salts } from './incident-log.ts';
import { readFloor } from './references/read-floor.ts';
import { median, over, quantile } from './statistics.ts';
import { bot, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'postmortem',
  title: 'The postmortem of a long incident',
  gate: true,
  aim: 'the Markdown of 100, 1,000 and 10,000 told entries over the read floor: at most 5, 3 and 2.5 times; acknowledgements at 100 a second meanwhile: p99 at most 50 ms.',
  run: async (workshop) => [
    ...(await overFloor(workshop, 100, 5)),
    ...(await overFloor(workshop, 1_000, 3)),
    ...(await overFloor(workshop, 10_000, 2.5)),
    await meanwhile(workshop),
  ],
};

/** So many entries are written before any size is measured. With fewer, V8 is still compiling what all of them go through. */
const TO_WARM_UP = 50_000;

const overFloor = async (workshop: Workshop, told: number, most: number): Promise<Figure[]> => {
  const path = join(workshop.folder(), 'debrief.db');
  const database = openSqlite(path);
  const log = incidentLog(1, told);
  const id = log[0]?.incident ?? '';
  await database.store.append(actOf(log));
  const floor = readFloor(path);
  // A day on which somebody may ask: what is known of a zone holds from 1980 on.
  const wish = { incident: id, now: new Date('2026-03-04T12:00:00Z'), teamUrl: 'https://acme.slack.com' };
  const asked = { ...wish, formats: ['markdown'], names: 'names' } as const;
  const again = createDocumentWriter(database);
  check((await again.write(asked)).texts.markdown ?? '', told);
  let following = again;
  const takers = {
    floor: async () => floor(id),
    // Nothing was read before.
    old: () => createDocumentWriter(database).write(asked),
    followed: () => following.write(asked),
    again: () => again.write(asked),
  };
  // Short incidents are not followed, and long ones are written one at a time.
  const names = told > STEP ? (['floor', 'old', 'followed', 'again'] as const) : (['floor', 'old', 'again'] as const);
  const repeats = Math.max(1, 2_000 / told);
  const rounds = workshop.quick ? 5 : 21;
  const ms = { floor: [] as number[], old: [] as number[], followed: [] as number[], again: [] as number[] };
  for (let round = -TO_WARM_UP / (repeats * told); round < rounds; round++)
    for (const name of names) {
      let each = 0;
      for (let i = 0; i < repeats; i++) {
        if (name === 'followed') following = aheadOf(database, id, log.length - STEP);
        each += (await taken(takers[name])) / repeats;
      }
      if (round >= 0) ms[name].push(each);
    }
  database.close();
  const entries = told.toLocaleString('en-US');
  return [
    ...names.flatMap((name): Figure[] =>
      name === 'floor'
        ? []
        : [
            {
              what: `${entries} entries, ${called[name]}: over the floor`,
              unit: '×',
              rounds: over(ms[name], ms.floor),
              most,
            },
            { what: `${entries} entries, ${called[name]}`, unit: 'ms', rounds: ms[name] },
          ],
    ),
    { what: `read floor of ${entries} entries`, unit: 'ms', rounds: ms.floor },
  ];
};

const called = { old: 'of an old incident', followed: 'at the resolution', again: 'again' } as const;

/** As many rows, at most, the thread that follows an open incident is behind. */
const STEP = 250;

/** Who has followed an incident as far as the row `last`. */
const aheadOf = (database: Sqlite, id: string, last: number) => {
  const told: Sqlite['reading']['told'] = (incident, after) => {
    const rows = database.reading.told(incident, after);
    return after === undefined ? rows.filter(({ seq }) => seq <= last) : rows;
  };
  const writer = createDocumentWriter({ ...database, reading: { ...database.reading, told } });
  writer.follow(id);
  // That was minutes ago. Twice, and what is young is no longer.
  collect({ type: 'minor' });
  collect({ type: 'minor' });
  return writer;
};

/** Every entry stands on the timeline, and in the evidence. */
const check = (markdown: string, told: number): void => {
  const [timeline = '', evidence = ''] = markdown.split('\n## Evidence\n');
  for (let n = 1; n <= told; n++)
    if (!timeline.includes(` [${n}]\n`) || !evidence.includes(`\n- [${n}] `)) throw new Error(`#${n} is not told.`);
};

const actOf = (log: readonly Entry[]) => {
  const rows = seal(
    log.map((entry) => ({ entry, credentials: [] })),
    '',
    salts('postmortem'),
  );
  const { id, number, team, title, status, seq } = fold(log[0]?.incident ?? '', log);
  const head = {
    ...{ id, number, team, title, status, channel: null, severity: 'sev1', private: false, test: false },
    ...{ openedAt: rows[0]?.at ?? 0, resolvedAt: null, lastSeq: seq, lastHash: rows.at(-1)?.hash ?? '' },
  };
  return { rows, head, handled: [], forgotten: [], destroyed: [] };
};

const taken = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await act();
  return performance.now() - began;
};

setFlagsFromString('--expose-gc');
const collect: (how: { type: 'minor' }) => void = runInNewContext('gc');

/** Somebody asks for the postmortem of an incident with 10,000 marked messages, again and again. */
const meanwhile = async (workshop: Workshop): Promise<Figure> => {
  const { slack, app, database } = await workshop.pair(bot, 'http');
  const channel = await slack.ask('incident', 'checkout is down');
  await mark(database, channel, 10_000);
  await slack.ask('types', '/incident postmortem', channel);
  const to = { channel, ...(app.url && { url: app.url }) };
  const rounds: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < (workshop.quick ? 2 : 5); round++) {
    let isOver = false;
    const load = slack.ask('load', { ...to, count: 600 }, { perSecond: 100 }).finally(() => {
      isOver = true;
    });
    while (!isOver) sizes.push((await slack.ask('types', '/incident postmortem', channel)).ms);
    rounds.push(quantile((await load).ms, 0.99));
  }
  workshop.say(`  asked for ${sizes.length} times; the answer took ${median(sizes).toFixed(0)} ms`);
  return { what: 'acknowledgements meanwhile: p99 at 100 a second', unit: 'ms', rounds, most: 50 };
};

const mark = async (path: string, channel: string, marks: number): Promise<void> => {
  const database = openSqlite(path);
  const logbook = openLogbook(database.store, { now: () => new Date(), onError: (error) => console.error(error) });
  const head = await logbook.head({ channel });
  const said: Draft[] = drafts(1, 2 * marks).filter(({ source }) => source.type !== 'command');
  const recorder = { id: 'U00RESPONDER', name: 'Ana Silva' };
  await logbook.record(head?.id ?? '', { recorder, source: { type: 'reaction', channel, ts: '1.0' } }, () => said);
  database.close();
};
