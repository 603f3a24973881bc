import { type Incident, isOpen } from '../../../incident/incident.ts';
import {
  cancel as cancelIncident,
  mitigatedSince,
  reopen as reopenIncident,
  resolve as resolveIncident,
} from '../../../incident/lifecycle.ts';
import { refuse } from '../../../incident/refusal.ts';
import { resolveForm } from '../../blocks/forms/resolve.ts';
import { recoveryBlocks } from '../../blocks/recovery.ts';
import { checkPermitted, permitted } from '../permitted.ts';
import { atOf, command, readTime, receipt, typing, writtenMoment } from '../receipt.ts';
import { canSee } from '../sight.ts';
import type { IncidentAsk, Verb } from '../verb.ts';

export const resolve: Verb = {
  name: 'resolve',
  aliases: ['close', 'end', 'resolved'],
  usage: 'resolve [when] [text]',
  help: 'End the incident; without text a form asks, filled in with what is known',
  where: 'incident',
  run: async (ask) => {
    // Asked before a form is filled in for nothing: a resolved incident refuses.
    resolveIncident({})(ask.incident);
    checkPermitted(ask, 'resolve', ask.incident);
    const timed = readTime(ask, ask.rest);
    const instead = `Type it instead: ${command(ask, 'resolve [when] <text>')}.`;
    if (timed.rest.trim() === '') return { text: instead, form: resolveForm(ask.incident, ask.now, timed.when?.at) };
    const decide = resolveIncident({ at: atOf(ask, timed), words: ask.words(timed.rest) });
    const recorded = await ask.record(ask.incident.id, permitted(ask, 'resolve', decide));
    const answer = await receipt(ask, recorded, 'resolved', timed);
    const number = writtenMoment(recorded)?.number;
    const mitigated = lateAfter(recorded.incident);
    if (!mitigated || timed.when || number === undefined) return answer;
    const { incident } = recorded;
    return { ...answer, blocks: recoveryBlocks(answer.text, incident, number, mitigated) };
  },
};

const LATE = 10 * 60_000;

/** When it was mitigated, if that is so long before the end that users may have recovered then. */
const lateAfter = (incident: Incident): Date | undefined => {
  const at = mitigatedSince(incident);
  return at && incident.resolvedAt && +incident.resolvedAt - +at > LATE ? at : undefined;
};

export const reopen: Verb = {
  name: 'reopen',
  usage: 'reopen <why>',
  help: 'It is not over',
  where: 'incident',
  run: async (ask) => {
    if (isOpen(ask.incident)) return refuse(`INC-${ask.incident.number} is open.`);
    if (ask.rest.trim() === '') return refuse(`Say why: ${typing(ask, 'reopen <why>')}.`);
    const decide = permitted(ask, 'resolve', reopenIncident(ask.words(ask.rest)));
    const recorded = await ask.record(ask.incident.id, decide);
    const answer = await receipt(ask, recorded, 'reopened');
    return recorded.incident.channel?.archived
      ? { text: `${answer.text}\nThe channel is archived, and only a person can unarchive it: please do.` }
      : answer;
  },
};

export const cancel: Verb = {
  name: 'cancel',
  usage: 'cancel <false alarm | duplicate of INC-n>',
  help: 'It was none, or is one already',
  where: 'incident',
  run: async (ask) => {
    const words = ask.words(ask.rest);
    if (words.text.trim() === '')
      return refuse(`Say why: ${typing(ask, 'cancel false alarm')} or ${typing(ask, 'cancel duplicate of INC-7')}.`);
    const duplicateOf = await readDuplicate(ask, words.text.trim());
    const isFalse = /^false[ -]alarm\b/i.test(words.text.trim());
    const decide = duplicateOf
      ? cancelIncident({ reason: 'duplicate', duplicateOf, words })
      : cancelIncident({ reason: isFalse ? 'false alarm' : 'other', words });
    return receipt(ask, await ask.record(ask.incident.id, permitted(ask, 'resolve', decide)), 'cancelled');
  },
};

const readDuplicate = async (ask: IncidentAsk, text: string): Promise<number | undefined> => {
  if (!/^duplicate\b/i.test(text)) return undefined;
  const [, typed] = /^duplicate(?:\s+of)?\s+(?:INC-|#)?(\d+)\b/i.exec(text) ?? [];
  if (!typed) return refuse(`Of which incident? ${typing(ask, 'cancel duplicate of INC-7')}.`);
  const other = await ask.desk.logbook.head({ team: ask.team, number: Number(typed) });
  if (!other || other.id === ask.incident.id || !canSee(ask, other))
    return refuse(`There is no other incident INC-${typed}.`);
  if (other.private && !ask.incident.private)
    return refuse(
      `INC-${typed} is private: its number is not written where others read it. Say why without it: ${typing(ask, 'cancel <why>')}.`,
    );
  return other.number;
};
