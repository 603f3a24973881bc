import { errorName } from '../surfaces/calls.ts';
import type { Job } from './job.ts';
import { homeIn, messagesIn, type Reader, type Step, take } from './take.ts';

const PAGE = 200;
const END = '9999999999.999999';

/** Reads one page of a thread, oldest first, and takes it up. */
export const readThread = async (reader: Reader, job: Job): Promise<Step> => {
  const [thread, ...others] = job.threads;
  if (!thread) return { job, taken: [] };
  const { client, channel, known, incident, now } = reader;
  const { ts, cursor, from = ts } = thread;
  const asked = now();
  const answer = await client.conversations
    .replies({ channel, ts, limit: PAGE, ...(cursor && { cursor }) })
    .catch((error) => orNothing(error));
  if (answer === 'begin again') return { job: { ...job, threads: [{ ts }, ...others] }, taken: [] };
  const replies = messagesIn(answer).filter((message) => message.ts !== ts);
  const there = new Set((answer.messages ?? []).map((message) => message.ts));
  const next = answer.response_metadata?.next_cursor || undefined;
  const last = replies.at(-1)?.ts ?? from;
  const to = next ? last : END;
  const missing = known
    .replies(incident.id, homeIn(reader), ts)
    .filter((reply) => reply.ts > from && reply.ts <= to && !there.has(reply.ts));
  const { taken, taskAsks } = await take(reader, asked, replies, missing);
  const threads = next ? [{ ts, cursor: next, from: last }, ...others] : others;
  return { job: { ...job, threads, taskAsks: [...job.taskAsks, ...taskAsks] }, taken };
};

type Answer = { messages?: { ts?: string }[]; response_metadata?: { next_cursor?: string } };

/** A thread that is not there any more has no replies. */
const orNothing = (error: unknown): Answer | 'begin again' => {
  if (errorName(error) === 'thread_not_found') return {};
  if (errorName(error) === 'invalid_cursor') return 'begin again';
  throw error;
};
