import { and, eq, like, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Act } from '../logbook.ts';
import { placeholders, replaced } from './placeholders.ts';
import { entries, inbox, isUnhandled, meta, surfaces } from './schema.ts';
import { stripped } from './strip.ts';
import { UNSHOWN } from './unshown.ts';

/**
 * Words that are destroyed in the log stand elsewhere in the database, too: in what Slack sent and is not handled, in what
 * people asked for, behind buttons. To be called within the transaction that destroys them.
 */
export const createWipe = (db: BetterSQLite3Database) => {
  const { placeholder } = sql;
  const sourceOf = db
    .select({ message: entries.message, source: entries.source })
    .from(entries)
    .where(and(eq(entries.incident, placeholder('incident')), eq(entries.seq, placeholder('seq'))))
    .prepare();
  const keptIn = db
    .select({ id: inbox.id, body: inbox.body })
    .from(inbox)
    .where(and(isUnhandled(inbox.state), eq(inbox.channel, placeholder('channel'))))
    .prepare();
  const rewrite = db
    .update(inbox)
    .set({ body: sql`${placeholder('body')}` })
    .where(eq(inbox.id, placeholder('id')))
    .prepare();
  const empty = db
    .update(inbox)
    .set({ state: 'handled', body: '', awaits: null })
    .where(and(isUnhandled(inbox.state), sql`${inbox.key} IN (SELECT value FROM json_each(${placeholder('keys')}))`))
    .prepare();
  const note = db
    .insert(meta)
    .values(placeholders(meta))
    .onConflictDoUpdate({ target: meta.key, set: replaced(meta) })
    .prepare();
  /** Nothing else that Slack shows holds messages which nobody marked. */
  const fullLog = db
    .select({ name: surfaces.name })
    .from(surfaces)
    .where(and(eq(surfaces.incident, placeholder('incident')), sql`${surfaces.name} GLOB 'upload:json:*'`))
    .limit(1)
    .prepare();
  const forgetCarried = db.delete(meta).where(like(meta.key, 'carried:%')).prepare();

  const stripMessage = (key: string, now: string | null): void => {
    const [channel = '', ts = ''] = key.split(':');
    // What waits names the channel by the id that it has in Slack by now.
    const kept = [...new Set([channel, now ?? channel])].flatMap((each) => keptIn.all({ channel: each }));
    for (const { id, body } of kept) {
      if (!body.includes(ts)) continue;
      const less = stripped(body, ts);
      if (less !== body) rewrite.run({ id, body: less });
    }
  };

  return ({ rows: written, head, forgotten, destroyed }: Omit<Act, 'handled'>): void => {
    const rows = destroyed.flatMap((seq) => sourceOf.all({ incident: head.id, seq }));
    const messages = rows.flatMap(({ message, source }) => [message ?? [], messageIn(source)].flat());
    for (const key of new Set([...forgotten, ...messages])) stripMessage(key, head.channel);
    const requests = rows.flatMap(({ source }) => requestIn(source));
    if (requests.length > 0) empty.run({ keys: JSON.stringify(requests) });
    // What a button carries is the text as typed: it cannot be told whose words are in it.
    if (destroyed.length > 0) forgetCarried.run();
    const cause = written.find(({ kind }) =>
      destroyed.length > 0 ? kind !== 'words.purged' : kind === 'message.deleted' && fullLog.get({ incident: head.id }),
    );
    if (cause) note.run({ key: `${UNSHOWN}${head.id}`, value: String(cause.seq) });
  };
};

// Written by `seal`: JSON of ours.
const read = (source: string) => JSON.parse(source) as { channel?: string; ts?: string; trigger?: string };

const messageIn = (source: string): string[] => {
  const { channel, ts } = read(source);
  return channel && ts ? [`${channel}:${ts}`] : [];
};

/** Under which keys a request may still be kept. */
const requestIn = (source: string): string[] => {
  const { trigger } = read(source);
  return trigger === undefined ? [] : [trigger, `trigger:${trigger}`, `later:${trigger}`];
};
