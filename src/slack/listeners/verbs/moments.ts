import { type MomentKind, momentKinds } from '../../../incident/entry.ts';
import { kindAliases, openHypotheses, readDetection, splitKind, tellMoment } from '../../../incident/moments.ts';
import { hypothesisChoice } from '../../blocks/hypotheses.ts';
import { readTime, receipt } from '../receipt.ts';
import { readNumber } from '../typed-line.ts';
import type { Answer, IncidentAsk, Verb } from '../verb.ts';

const helps: Readonly<Record<MomentKind, string>> = {
  started: 'When the impact began',
  detected: 'When and how it was noticed: `detected 14:00 alert: 5xx on checkout`',
  acknowledged: 'Somebody took it',
  investigating: 'What is being looked at',
  hypothesis: 'What we believe',
  'ruled-out': 'A belief that does not hold: `ruled-out #12 rollback changed nothing`',
  escalated: 'Who was called in',
  action: 'What was done',
  decision: 'What was decided, and why',
  identified: 'The cause is known; `confirmed #12` for a hypothesis',
  mitigated: 'Users are no longer hurt',
  note: 'Anything worth remembering; a leading `kind:` becomes its kind',
};

/** A verb for every kind of entry. */
export const moments: readonly Verb[] = momentKinds.map((kind) => ({
  name: kind,
  aliases: [...kindAliases(kind), ...(kind === 'note' ? ['log', 'add'] : [])].filter((alias) => !alias.includes(' ')),
  usage: `${kind} ${kind === 'ruled-out' ? '[#12] ' : ''}[when] <text>`,
  help: helps[kind],
  where: 'incident',
  run: (ask) => tellKind(ask, kind),
}));

const tellKind = async (ask: IncidentAsk, named: MomentKind): Promise<Answer> => {
  const isVerdict = named === 'ruled-out' || ask.verb === 'confirmed';
  const { number: about, rest: afterNumber } = isVerdict ? readNumber(ask.rest, '#') : { rest: ask.rest };
  const { when, rest } = readTime(ask, afterNumber);
  const split = named === 'note' ? splitKind(rest) : { rest };
  const kind = split.kind ?? named;
  const words = ask.words(split.rest);
  const how = kind === 'detected' ? readDetection(words.text) : undefined;
  const told = tellMoment({ kind, words, at: when?.at, how, about });
  const recorded = await ask.record(ask.incident.id, told);
  const answer = receipt(ask, recorded, kind, when);
  const open = openHypotheses(recorded.incident);
  const isLoose = kind === 'ruled-out' && about === undefined && openHypotheses(ask.incident).length > 1;
  return isLoose ? { ...answer, blocks: hypothesisChoice(answer.text, recorded, open) } : answer;
};
