import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { type Calls, errorName, isFinal, isUncertain } from './calls.ts';
import type { Shown, ShownTable } from './shown.ts';

/** A message as it should stand in a channel. */
export type Post = {
  readonly channel: string;
  readonly thread?: string;
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
};

export type Board = Awaited<ReturnType<typeof openBoard>>;

type Outside = { readonly client: WebClient; readonly calls: Calls; readonly table: ShownTable };

/** What Slack shows of one incident, and the fewest calls that put it right. */
export const openBoard = async ({ client, calls, table }: Outside, incident: string) => {
  const rows = new Map((await table.of(incident)).map((row) => [row.name, row]));

  const put = async (row: Omit<Shown, 'incident'>): Promise<Shown> => {
    const shown = { ...row, incident };
    await table.put(shown);
    rows.set(row.name, shown);
    return shown;
  };

  const drop = async (name: string): Promise<void> => {
    await table.remove(incident, name);
    rows.delete(name);
  };

  /** Slack has no idempotency key: whoever does not know whether a post arrived looks for it by its metadata. */
  const find = async (name: string, { channel, thread }: Post): Promise<string | undefined> => {
    let cursor: string | undefined;
    do {
      const page = { channel, limit: 200, include_all_metadata: true, cursor };
      const { messages = [], response_metadata } = thread
        ? await calls('conversations.replies', channel, () => client.conversations.replies({ ...page, ts: thread }))
        : await calls('conversations.history', channel, () => client.conversations.history(page));
      const found = messages.find(({ metadata }) => {
        const payload = (metadata?.event_payload ?? {}) as { incident?: string; name?: string };
        return metadata?.event_type === EVENT && payload.incident === incident && payload.name === name;
      });
      if (found?.ts) return found.ts;
      cursor = response_metadata?.next_cursor || undefined;
    } while (cursor);
    return undefined;
  };

  const post = async (name: string, wanted: Post, hash: string): Promise<Shown> => {
    const { channel, thread, text, blocks } = wanted;
    const at = { name, channel, hash };
    if (rows.get(name)?.state === 'unsure') {
      const ts = await find(name, wanted);
      if (ts) return update({ ...at, ts, state: 'shown', incident }, wanted, hash);
    }
    await put({ ...at, ts: null, state: 'unsure' });
    const sent = await calls('chat.postMessage', channel, () =>
      client.chat.postMessage({
        channel,
        text,
        ...(blocks && { blocks: [...blocks] }),
        ...(thread && { thread_ts: thread }),
        metadata: { event_type: EVENT, event_payload: { incident, name } },
        unfurl_links: false,
        unfurl_media: false,
      }),
    ).catch(async (error) => {
      if (!isUncertain(error)) await drop(name);
      throw error;
    });
    return put({ ...at, ts: sent.ts ?? null, state: 'shown' });
  };

  const update = async (row: Shown, wanted: Post, hash: string): Promise<Shown> => {
    const { channel, text, blocks } = wanted;
    const ts = row.ts ?? '';
    try {
      await calls('chat.update', channel, () =>
        client.chat.update({ channel, ts, text, ...(blocks && { blocks: [...blocks] }) }),
      );
    } catch (error) {
      if (errorName(error) !== 'message_not_found') throw error;
      return post(row.name, wanted, hash);
    }
    return put({ name: row.name, channel, ts, hash, state: 'shown' });
  };

  return {
    get: (name: string): Shown | undefined => rows.get(name),
    all: (): Shown[] => [...rows.values()],
    find,
    put,
    drop,
    /** How far something is done. */
    note: (name: string, seq: number): Promise<Shown> =>
      put({ name, channel: null, ts: null, hash: String(seq), state: 'shown' }),
    /** The message stands as wanted when this resolves. What Slack refuses for good is noted, and not tried again until it should read otherwise. */
    show: async (name: string, wanted: Post): Promise<Shown> => {
      const hash = hashOf(wanted);
      const row = rows.get(name);
      if (row && row.hash === hash && row.state !== 'unsure') return row;
      try {
        return row?.ts ? await update(row, wanted, hash) : await post(name, wanted, hash);
      } catch (error) {
        if (isFinal(error)) await put({ name, channel: wanted.channel, ts: row?.ts ?? null, hash, state: 'failed' });
        throw error;
      }
    },
    /**
     * Does something that leaves no message (a topic, an invitation) once for each value it should have. What must not be
     * done twice says how to `look` whether it was, after an answer that never came.
     */
    settle: async (
      name: string,
      value: unknown,
      act: () => Promise<unknown>,
      look?: () => Promise<boolean>,
    ): Promise<void> => {
      const hash = hashOf(value);
      const row = rows.get(name);
      if (row?.hash === hash && row.state !== 'unsure') return;
      const at = { name, channel: null, ts: null, hash };
      try {
        const isDone = look && row?.hash === hash && (await look());
        if (look && !isDone) await put({ ...at, state: 'unsure' });
        if (!isDone) await act();
        await put({ ...at, state: 'shown' });
      } catch (error) {
        if (isFinal(error)) await put({ ...at, state: 'failed' });
        throw error;
      }
    },
  };
};

const EVENT = 'debrief_surface';

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
