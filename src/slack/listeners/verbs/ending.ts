import { isOpen } from '../../../incident/incident.ts';
import {
  cancel as cancelIncident,
  reopen as reopenIncident,
  resolve as resolveIncident,
} from '../../../incident/lifecycle.ts';
import { milestones } from '../../../incident/milestones.ts';
import { refuse } from '../../../incident/refusal.ts';
import { giveUpdate } from '../../../incident/updates.ts';
import { resolveForm } from '../../blocks/forms.ts';
import { command, readTime, receipt } from '../receipt.ts';
import type { Verb } from '../verb.ts';

const LATE = 10 * 60_000;

export const resolve: Verb = {
  name: 'resolve',
  aliases: ['close', 'end', 'resolved'],
  usage: 'resolve [when] [text]',
  help: 'End the incident; without text a form asks, filled in with what is known',
  where: 'incident',
  run: async (ask) => {
    if (!isOpen(ask.incident)) await ask.record(ask.incident.id, resolveIncident({}));
    const { when, rest } = readTime(ask, ask.rest);
    if (rest.trim() === '')
      return { text: 'The form asks how it ended.', form: resolveForm(ask.incident, ask.now, when?.at) };
    const recorded = await ask.record(ask.incident.id, resolveIncident({ at: when?.at, words: ask.words(rest) }));
    const answer = receipt(ask, recorded, 'resolved', when);
    const mitigated = milestones(recorded.incident).mitigated?.entry.at;
    const end = recorded.incident.resolvedAt;
    if (when || !mitigated || !end || +end - +mitigated <= LATE) return answer;
    return {
      text: `${answer.text}. It was mitigated some time before: if users had recovered by then, ${command(ask, 'edit #… 14:05')} puts the end right.`,
    };
  },
};

export const reopen: Verb = {
  name: 'reopen',
  usage: 'reopen <why>',
  help: 'It is not over',
  where: 'incident',
  run: async (ask) => {
    if (isOpen(ask.incident)) return refuse(`INC-${ask.incident.number} is open.`);
    if (ask.rest.trim() === '') return refuse(`Say why: ${command(ask, 'reopen <why>')}.`);
    const answer = receipt(ask, await ask.record(ask.incident.id, reopenIncident(ask.words(ask.rest))), 'reopened');
    const { channel } = ask.incident;
    return channel?.archived
      ? { text: `${answer.text}. The channel is archived, and only a person can unarchive it: please do.` }
      : answer;
  },
};

export const cancel: Verb = {
  name: 'cancel',
  usage: 'cancel <false alarm | duplicate of INC-n>',
  help: 'It was none, or is one already',
  where: 'incident',
  run: async (ask) => {
    const text = ask.words(ask.rest).text.trim();
    if (text === '')
      return refuse(`Say why: ${command(ask, 'cancel false alarm')} or ${command(ask, 'cancel duplicate of INC-7')}.`);
    const [, number] = /^duplicate(?:\s+of)?\s+(?:INC-|#)?(\d+)\b/i.exec(text) ?? [];
    if (/^duplicate\b/i.test(text) && !number)
      return refuse(`Of which incident? ${command(ask, 'cancel duplicate of INC-7')}.`);
    if (number) {
      const other = await ask.desk.logbook.head({ team: ask.team, number: Number(number) });
      if (!other || other.id === ask.incident.id) return refuse(`There is no other incident INC-${number}.`);
      return receipt(
        ask,
        await ask.record(
          ask.incident.id,
          cancelIncident({ reason: 'duplicate', duplicateOf: Number(number), words: ask.words(ask.rest) }),
        ),
        'cancelled',
      );
    }
    const reason = /^false[ -]alarm\b/i.test(text) ? 'false alarm' : 'other';
    return receipt(
      ask,
      await ask.record(ask.incident.id, cancelIncident({ reason, words: ask.words(ask.rest) })),
      'cancelled',
    );
  },
};

export const update: Verb = {
  name: 'update',
  usage: 'update [when] <text>',
  help: "Tell the stakeholders: it goes into the announcement's thread",
  where: 'incident',
  run: async (ask) => {
    const { when, rest } = readTime(ask, ask.rest);
    if (rest.trim() === '') return refuse(`Say what: ${command(ask, 'update <text>')}.`);
    const recorded = await ask.record(
      ask.incident.id,
      giveUpdate({ words: ask.words(rest), at: when?.at, now: ask.now }),
    );
    const answer = receipt(ask, recorded, 'update', when);
    const written = recorded.news[0];
    const isQuiet = written?.kind === 'update.given' && !written.data.announced;
    return isQuiet
      ? { text: `${answer.text}. It is dated more than 15 minutes back: kept, and not announced.` }
      : answer;
  },
};
