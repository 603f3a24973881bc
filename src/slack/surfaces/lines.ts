import type { Entry } from '../../incident/entry.ts';
import { tell } from '../../incident/tell.ts';
import { lineBlocks, lineText } from '../blocks/line.ts';
import type { Surface } from './surfaces.ts';

const LINES_A_POST = 15;

/**
 * What was put on the record is said in the channel, one line each, by name. What waited (Slack was slow, or twenty people
 * wrote at once) goes out together, so that catching up takes few calls. The line is the entry's link.
 */
export const lines: Surface = async ({ logbook, looked }, incident, board) => {
  const channel = incident.channel?.id ?? '';
  const said = Number(board.get('lines')?.hash ?? 0);
  const from = Math.max(said, looked.get(incident.id) ?? 0);
  const entries = await logbook.entries(incident.id, from);
  const waiting = entries.filter(isSaid);
  for (let i = 0; i < waiting.length; i += LINES_A_POST) {
    const now = waiting.slice(i, i + LINES_A_POST);
    const told = now.map((entry) => lineText(entry, incident));
    // A post that was cut off is looked for under the first entry's seq: the pointer moves only once it stands.
    const { ts } = await board.show(`line:${now[0]?.seq}`, {
      channel,
      text: told.join('\n'),
      blocks: lineBlocks(told),
    });
    for (const { seq } of now) await board.put({ name: `said:${seq}`, channel, ts, hash: '', state: 'shown' });
    await board.put(pointer(now.at(-1)?.seq ?? from));
  }
  const until = entries.at(-1)?.seq ?? from;
  looked.set(incident.id, until);
  // After a restart so much need not be read again.
  if (until - said > FAR && waiting.length === 0) await board.put(pointer(until));
};

const FAR = 1_000;

const pointer = (seq: number) =>
  ({ name: 'lines', channel: null, ts: null, hash: String(seq), state: 'shown' }) as const;

/** The opening is on the card; a marked message is there to be seen already. */
const isSaid = (entry: Entry): boolean =>
  entry.kind !== 'incident.opened' && !(entry.kind === 'marked' && entry.data.message) && tell(entry) !== null;
