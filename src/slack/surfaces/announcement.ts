import { type Incident, isTold } from '../../incident/incident.ts';
import { announcementBlocks, updateBlocks } from '../blocks/announcement.ts';
import type { Board } from './board.ts';
import { tellLead, tellOfLoss } from './lost-channel.ts';
import { restrict } from './restricted.ts';
import type { Surface } from './surfaces.ts';

/** One message per incident in the incidents channel, updated in place; updates go into its thread. A private incident has none. */
export const announcement: Surface = async (tools, incident, board) => {
  const { command } = tools;
  await tellLead(tools, incident, board);
  const isPrivate = async (): Promise<boolean> => (await tools.logbook.read(incident.id)).private;
  if (await isPrivate()) return restrict(tools, incident, board);
  const channel = await tools.incidentsChannel();
  if (!channel || (await isPrivate())) return;
  const text = `INC-${incident.number}: ${incident.status}`;
  const shown = await board.show('announcement', { channel, text, blocks: announcementBlocks(incident, command) });
  if (!shown.ts) return;
  await tellOfLoss(incident, { channel, thread: shown.ts, command }, board);
  for (const { number, entry } of updates(incident, board)) {
    if (await isPrivate()) return;
    await board.show(`update:${number}`, {
      channel,
      thread: shown.ts,
      text: `INC-${incident.number}: update`,
      blocks: updateBlocks(entry, incident),
    });
  }
};

/** One that was taken off the timeline stays where it was told; without its words, if they were destroyed. */
const updates = ({ moments }: Incident, board: Board) =>
  moments
    .filter((moment) => isTold(moment) || board.get(`update:${moment.number}`))
    .filter(({ entry }) => entry.kind === 'update.given' && entry.data.announced);
