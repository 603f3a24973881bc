import type { Desk } from '../desk.ts';
import { reasonOf } from '../surfaces/refusals.ts';
import { respond } from './respond.ts';

export type Rooms = ReturnType<typeof createRooms>;

/** Whoever opens an incident is told where its channel is, as soon as Slack has made it. */
export const createRooms = (desk: Desk) => {
  const waiting = new Map<string, string>();
  const tell = async (incident: string): Promise<void> => {
    const { channel, number } = await desk.logbook.read(incident);
    const url = waiting.get(incident);
    if (!channel || !url) return;
    waiting.delete(incident);
    await respond(desk, url, { text: `INC-${number} is here: <#${channel.id}>` });
  };
  desk.logbook.watch(async ({ id }, news) => {
    if (news.some(({ kind }) => kind === 'channel.made')) await tell(id);
  });
  desk.onTrouble((incident, { surface, error }) => {
    const url = waiting.get(incident);
    const reason = reasonOf(error);
    if (surface !== 'channel' || !url || !reason) return;
    void desk.logbook.read(incident).then(({ number }) => {
      const text = `INC-${number} is open and on the record, but Slack does not let Debrief make its channel (${error}). ${reason.people} Debrief tries again.`;
      return respond(desk, url, { text });
    });
  });
  return async (incident: string, url: string): Promise<void> => {
    waiting.set(incident, url);
    await tell(incident);
  };
};
