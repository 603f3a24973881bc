import { z } from 'zod';
import { debrief } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { noticeRemovals } from '../../incident/notices.ts';
import type { Stroke } from '../../logbook.ts';
import { errorName } from '../surfaces/calls.ts';
import type { Job } from './job.ts';
import { type Pin, peopleOf, pinStrokes, readMessage } from './strokes.ts';
import { contextOf, oldestOf, type Reader, type Step, write } from './take.ts';

const item = z.looseObject({ created: z.number(), created_by: z.string(), message: readMessage });

/** Reads which messages are pinned, and takes that up. */
export const readPins = async (reader: Reader, job: Job): Promise<Step> => {
  const { client, channel, people, incident, now } = reader;
  const asked = now();
  const answer = await client.pins.list({ channel }).catch((error) => {
    // An app that was installed without this permission has no pins, and everything else.
    if (errorName(error) === 'missing_scope') return undefined;
    throw error;
  });
  if (!answer) return { job, taken: [] };
  const pinned = (answer.items ?? []).flatMap((each) => item.safeParse(each).data ?? []);
  await people.learn(
    client,
    pinned.flatMap(({ created_by, message }) => [created_by, ...peopleOf(message)]),
  );
  const context = contextOf(reader, asked);
  const strokes = pinned
    .filter(({ message }) => message.ts > oldestOf(reader))
    .flatMap(({ message, ...pin }) => pinStrokes(channel, message, pinOf(pin), context));
  const by = new Map(pinned.map(({ message, created_by }) => [message.ts, created_by]));
  const taken = await write(reader, [...strokes, ...removals(incident, by, asked)]);
  // What was posted in a gap was counted when it was read; that it was pinned was not.
  const isCounted = (at: Date): boolean => job.gaps.some(({ from }) => at >= from);
  return { job, taken: taken.map((each) => ({ ...each, isAgain: isCounted(each.at) })) };
};

/** Slack tells the second: whatever comes of the same pin later is not after it. */
const pinOf = ({ created, created_by }: { created: number; created_by: string }): Pin => ({
  by: created_by,
  at: new Date(created * 1000 + 999),
});

const removals = ({ moments }: Incident, by: ReadonlyMap<string, string>, asked: Date): Stroke[] =>
  moments.flatMap(({ entry, standing }) => {
    const ref = entry.kind === 'marked' ? entry.data.message : undefined;
    if (!ref || !standing.some(({ via }) => via.type === 'pin')) return [];
    const key = { channel: ref.channel, ts: ref.ts };
    const isMissing = noticeRemovals({
      ...{ key, asked },
      isMissing: (via, person) => via.type === 'pin' && by.get(key.ts) !== person,
    });
    return [{ hand: { recorder: debrief, source: { type: 'pin', ...key } }, decide: isMissing, messages: [key] }];
  });
