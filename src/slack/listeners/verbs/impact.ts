import { setImpact } from '../../../incident/impact.ts';
import { timeline } from '../../../incident/timeline.ts';
import { entryText } from '../../blocks/timeline.ts';
import { atOf, command, readTime, receipt } from '../receipt.ts';
import type { Verb } from '../verb.ts';

export const impact: Verb = {
  name: 'impact',
  usage: 'impact [when] <text>',
  help: 'Who is hurt and how; figures such as `~40%` or `200k users` are read from the words, and `services:a,b`',
  where: 'incident',
  outsiders: true,
  run: async (ask) => {
    const timed = readTime(ask, ask.rest);
    const words = ask.words(timed.rest);
    if (words.text.trim() !== '') {
      const recorded = await ask.record(ask.incident.id, setImpact({ words, at: atOf(ask, timed) }));
      return receipt(ask, recorded, 'impact', timed);
    }
    const said = timeline(ask.incident).filter(({ entry }) => entry.kind === 'impact.set');
    const example = `Nobody has said yet. For example ${command(ask, 'impact ~40% of users see errors at checkout')}.`;
    return { text: said.map((moment) => entryText(ask.incident, moment)).join('\n') || example };
  },
};
