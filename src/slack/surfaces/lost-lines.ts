import type { Entry } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { remainsIn } from '../../incident/remains.ts';
import { lineBlocks, lineText } from '../blocks/line.ts';
import type { Board } from './board.ts';
import type { Surface } from './surfaces.ts';

/** Lines in the channel that say words which were destroyed since are said again without them. */
export const lostLines: Surface = async ({ logbook }, incident, board) => {
  const { lost, channel } = incident;
  if (lost === undefined || Number(board.get('lines:lost')?.hash ?? 0) >= lost) return;
  for (const post of losing(await logbook.entries(incident.id), incident, board)) {
    const told = post.map((entry) => lineText(entry, incident));
    const wanted = { channel: channel?.id ?? '', text: told.join('\n'), blocks: lineBlocks(told) };
    await board.show(`line:${post[0]?.seq}`, wanted);
  }
  await board.note('lines:lost', lost);
};

/** The posts that hold such words: of the entry itself, or of the hypothesis that it is about. */
const losing = (log: readonly Entry[], { moments }: Incident, board: Board): Entry[][] => {
  const lost = new Set(log.flatMap(remainsIn).map(({ seq }) => seq));
  const isLost = (entry: Entry): boolean => {
    const claim = 'about' in entry.data && entry.data.about !== undefined && moments[entry.data.about - 1]?.entry.seq;
    return lost.has(entry.seq) || (typeof claim === 'number' && lost.has(claim));
  };
  const placeOf = ({ seq }: Entry): string => board.get(`said:${seq}`)?.ts ?? '';
  const posts = Map.groupBy(log, placeOf);
  posts.delete('');
  return [...posts.values()].filter((post) => post.some(isLost));
};
