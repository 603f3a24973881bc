import type { Job } from './job.ts';
import type { KnownThread } from './known.ts';
import { readRoom } from './room.ts';
import type { ReadMessage } from './strokes.ts';
import { homeIn, messagesIn, oldestOf, type Reader, type Step, take } from './take.ts';
import { tsOf } from './ts.ts';

/** As many as Slack recommends. */
const PAGE = 200;
/** Our clock may be behind Slack's. */
const AHEAD = 3_600_000;

/** Reads one page of the channel's top level, newest first, and takes it up. */
export const readPage = async (reader: Reader, job: Job): Promise<Step> => {
  const { client, channel, incident, now } = reader;
  if (job.reached === undefined) await readRoom(reader);
  const asked = now();
  const oldest = oldestOf(reader);
  // Both bounds: with one alone, Slack answers from that end.
  const latest = job.reached ?? tsOf(new Date(+asked + AHEAD));
  const answer = await client.conversations.history({ channel, oldest, latest, limit: PAGE });
  const messages = messagesIn(answer);
  const there = new Set((answer.messages ?? []).map(({ ts }) => ts ?? ''));
  const last = [...there].toSorted()[0];
  const isMore = answer.has_more === true && last !== undefined;
  const range = { from: isMore ? last : oldest, to: latest, there };
  const known = reader.known.between(incident.id, homeIn(reader), range.from, range.to);
  // A workspace may hide what is old: then nothing is known of what is missing.
  const isWhole = !('is_limited' in answer && answer.is_limited);
  const missing = known.filter(({ ts, thread }) => isWhole && thread === null && !there.has(ts));
  const { taken, taskAsks } = await take(reader, asked, messages, missing);
  const threads = threadsToRead(reader, job, messages, isWhole ? range : undefined);
  const asks = [...job.taskAsks, ...taskAsks];
  return { job: { ...job, ...(isMore && { reached: last }), pins: !isMore, threads, taskAsks: asks }, taken };
};

type Range = { readonly from: string; readonly to: string; readonly there: ReadonlySet<string> };

/** Those whose replies are others than the log has, and those whose beginning is gone without a trace. */
const threadsToRead = (
  reader: Reader,
  { everyThread }: Job,
  messages: readonly ReadMessage[],
  range: Range | undefined,
): Job['threads'] => {
  const { known, incident } = reader;
  const threads = new Map(known.threads(incident.id, homeIn(reader)).map((each) => [each.thread, each]));
  const differing = messages.filter((message) => {
    const replies = threads.get(message.ts);
    return everyThread ? replies || message.reply_count : differs(message, replies);
  });
  const isOrphaned = (ts: string): boolean =>
    range !== undefined && ts > range.from && ts < range.to && !range.there.has(ts);
  return [...differing.map(({ ts }) => ts), ...[...threads.keys()].filter(isOrphaned)].map((ts) => ({ ts }));
};

const differs = ({ reply_count = 0, latest_reply }: ReadMessage, replies: KnownThread | undefined): boolean =>
  reply_count !== (replies?.count ?? 0) || (latest_reply ?? '') !== (replies?.latest ?? '');
