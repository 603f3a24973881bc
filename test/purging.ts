import { openLogbook } from '../src/open-logbook.ts';
import { createRetention } from '../src/retention.ts';
import { openSqlite } from '../src/store/sqlite.ts';

// A process of its own that purges the words of messages a year later, to be killed while it does.
const { store, meta, inbox, purgeable, close } = openSqlite(process.argv[2] ?? '');
const now = () => new Date(Date.now() + 365 * 86_400_000);
const logbook = openLogbook(store, { now, onError: console.error });
const log = { debug() {}, info() {}, warn() {}, error() {} };
logbook.watch(async (_, news) => {
  for (const { seq } of news) console.log(seq);
});
await createRetention({
  logbook,
  meta,
  purgeable,
  forgetFailed: inbox.forgetFailed,
  days: 90,
  now,
  log,
  after: () => () => {},
}).run();
await logbook.settled();
close();
