import { timeline } from '../../../incident/timeline.ts';
import { giveUpdate } from '../../../incident/updates.ts';
import { entryText } from '../../blocks/timeline.ts';
import { atOf, command, readTime, receipt } from '../receipt.ts';
import type { Verb } from '../verb.ts';

export const update: Verb = {
  name: 'update',
  usage: 'update [when] <text>',
  help: "Tell the stakeholders: it goes into the announcement's thread",
  where: 'incident',
  run: async (ask) => {
    const timed = readTime(ask, ask.rest);
    if (timed.rest.trim() === '') {
      const last = timeline(ask.incident).findLast(({ entry }) => entry.kind === 'update.given');
      return { text: last ? entryText(ask.incident, last) : `No update yet: ${command(ask, 'update <text>')}.` };
    }
    const words = ask.words(timed.rest);
    const recorded = await ask.record(
      ask.incident.id,
      giveUpdate({ words, at: atOf(ask, timed), now: ask.desk.now() }),
    );
    const answer = await receipt(ask, recorded, 'update', timed);
    const written = recorded.news[0];
    if (written?.kind !== 'update.given') return answer;
    const why = whyQuiet(ask.incident.private, written.data.announced);
    return why ? { text: `${answer.text}\n${why}` } : answer;
  },
};

const whyQuiet = (isPrivate: boolean, isAnnounced: boolean): string | undefined => {
  if (!isAnnounced) return 'It is dated more than 15 minutes back: kept, and not announced.';
  return isPrivate ? 'The incident is private: kept, and not announced.' : undefined;
};
