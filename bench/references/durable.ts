// The least code that commits the raw event, flushed to the disk, before it is acknowledged.
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import Database from 'better-sqlite3';
import { startBolt, stockReceiver } from './bolt.ts';

const database = new Database(process.env.DATABASE_URL?.replace('file:', '') ?? '');
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(
  'CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, body TEXT NOT NULL)',
);
const put = database.prepare('INSERT INTO inbox (key, body) VALUES (?, ?) ON CONFLICT DO NOTHING');

const receiver: Receiver = {
  init: (app: App) => {
    const processEvent = async (event: ReceiverEvent): Promise<void> => {
      if (event.body.type !== 'event_callback') return app.processEvent(event);
      put.run(event.body.event_id, JSON.stringify(event.body));
      await event.ack();
    };
    stockReceiver.init({ processEvent } as App);
  },
  start: (port) => stockReceiver.start(Number(port)),
  stop: () => stockReceiver.stop(),
};

await startBolt(receiver);
