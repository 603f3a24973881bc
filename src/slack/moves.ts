import { debrief } from '../incident/entry.ts';
import type { Incident } from '../incident/incident.ts';
import { channelMoved } from '../incident/secrecy.ts';
import type { Head, Logbook } from '../logbook.ts';
import type { Meta } from './desk.ts';
import type { ShownTable } from './surfaces/shown.ts';

type Needs = { readonly logbook: Logbook; readonly meta: Meta };

/** The incident of a channel, and, of one that was ever given another id, how it stands: its messages are kept under the first. */
export type Room = { readonly head: Head; readonly moved?: Incident };

/** Whose channel it is, also under an id that it had before: what was said then may be handled later. */
export const roomOf = async ({ logbook, meta }: Needs, channel: string): Promise<Room | undefined> => {
  const id = await meta.get(moved(channel));
  const head = await logbook.head(id === undefined ? { channel } : { id });
  return head && { head, ...(id !== undefined && { moved: await logbook.read(id) }) };
};

type Move = { readonly from: string; readonly to: string };

/** The incident follows its channel to another id, and so does what Slack shows of it. It may be asked twice. */
export const followMove = async (
  { logbook, meta, shown }: Needs & { readonly shown: ShownTable },
  { from, to }: Move,
): Promise<void> => {
  const head = (await logbook.head({ channel: from })) ?? (await logbook.head({ channel: to }));
  if (!head) return;
  // Noted first: what comes under either id from now on looks up how the channel stands.
  for (const id of [from, to]) await meta.set(moved(id), head.id);
  await logbook.record(head.id, { recorder: debrief, source: { type: 'debrief' } }, channelMoved(from, to));
  for (const row of await shown.of(head.id)) if (row.channel === from) await shown.put({ ...row, channel: to });
};

const moved = (channel: string): string => `moved:${channel}`;
