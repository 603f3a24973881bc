import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Entry } from '../src/incident/entry.ts';
import { seal } from '../src/row.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { incidentLog, salts } from './incident-log.ts';

const DAY = 86_400_000;

/** A database with so many incidents of so many entries, one resolved every other day; the file's path. */
export const filled = async (folder: string, team: string, incidents: number, entries = 100): Promise<string> => {
  const path = join(folder, `filled-${incidents}.db`);
  const { store, close } = openSqlite(`file:${path}`);
  const rows = seal(
    log(team, incidents, entries).map((entry) => ({ entry, credentials: [] })),
    '',
    salts('filled'),
  );
  const [first] = rows;
  if (!first) throw new Error('The log is empty.');
  const head = {
    ...{
      id: first.incident,
      number: incidents,
      team,
      channel: 'C0INCIDENT',
      title: 'Checkout is down',
      status: 'resolved',
    },
    ...{ severity: 'sev1', private: false, test: false, openedAt: first.at, resolvedAt: first.at + 3_600_000 },
    ...{ lastSeq: rows.length, lastHash: rows.at(-1)?.hash ?? '' },
  };
  // The last one is real; the ones before it are older.
  await store.open(team, () => ({ rows, head, handled: [], forgotten: [], destroyed: [] }));
  close();
  multiply(path, first.incident, incidents);
  return path;
};

const log = (team: string, number: number, length: number): Entry[] => {
  const entries = incidentLog(number, length)
    .slice(0, length - 1)
    .map((entry) => (entry.kind === 'incident.opened' ? { ...entry, data: { ...entry.data, team } } : entry));
  const last = entries.at(-1);
  if (!last) return [];
  const { incident, seq, at, recordedAt, author, recorder, source } = last;
  const stamp = { incident, seq: seq + 1, at, recordedAt, author, recorder, source };
  return [...entries, { kind: 'incident.resolved', data: {}, ...stamp } as Entry];
};

/** The same again under other names: the chain does not hold for the copies, everything else does. */
const multiply = (path: string, original: string, incidents: number): void => {
  const database = new Database(path);
  database.pragma('synchronous = OFF');
  const copy = (table: string, names: Readonly<Record<string, string>>) => {
    const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all().map(String);
    const own = columns.filter((name) => names[name] !== '');
    const id = table === 'entries' ? 'incident' : 'id';
    const values = own.map((name) => names[name] ?? name);
    return database.prepare(`INSERT INTO ${table} (${own}) SELECT ${values} FROM ${table} WHERE ${id} = @original`);
  };
  const moved = (name: string): string => `${name} - @days * ${DAY}`;
  const heads = copy('incidents', {
    ...{ id: '@id', number: '@number', channel: '@channel' },
    ...{ opened_at: moved('opened_at'), resolved_at: moved('resolved_at') },
  });
  const entries = copy('entries', { id: '', incident: '@id' });
  database.transaction(() => {
    for (let number = 1; number < incidents; number++) {
      const id = `${original}X${number}`;
      heads.run({ original, id, number, channel: `C0OLD${number}`, days: 2 * (incidents - number) });
      entries.run({ original, id });
    }
  })();
  database.close();
};
