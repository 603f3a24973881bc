import { setImpact } from '../../../incident/impact.ts';
import { timeline } from '../../../incident/timeline.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { command, readTime, receipt } from '../receipt.ts';
import type { Verb } from '../verb.ts';

export const impact: Verb = {
  name: 'impact',
  usage: 'impact [when] <text>',
  help: 'Who is hurt and how; figures such as `~40%` or `200k users` are read from the words, and `services:a,b`',
  where: 'incident',
  run: async (ask) => {
    const { when, rest } = readTime(ask, ask.rest);
    const words = ask.words(rest);
    if (words.text.trim() !== '')
      return receipt(ask, await ask.record(ask.incident.id, setImpact({ words, at: when?.at })), 'impact', when);
    const said = timeline(ask.incident).flatMap(({ number, entry }) =>
      entry.kind === 'impact.set' ? [`#${number} ${mrkdwn(entry.data.words, 500)}`] : [],
    );
    return {
      text:
        said.length > 0
          ? said.join('\n')
          : `Nobody has said yet. For example ${command(ask, 'impact ~40% of users see errors at checkout')}.`,
    };
  },
};
