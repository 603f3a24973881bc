import { type MomentKind, momentKinds } from '../../../incident/entry.ts';
import type { Incident, Moment } from '../../../incident/incident.ts';
import {
  kindAliases,
  openHypotheses,
  overruledBy,
  readDetection,
  splitKind,
  tellMoment,
} from '../../../incident/moments.ts';
import { timeline } from '../../../incident/timeline.ts';
import { brief } from '../../../incident/words.ts';
import { hypothesisChoice } from '../../blocks/hypotheses.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { entryText } from '../../blocks/timeline.ts';
import { atOf, command, readTime, receipt, type Timed, writtenMoment } from '../receipt.ts';
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
  outsiders: true,
  run: (ask) => (ask.rest.trim() === '' && !mayBeBare(ask, kind) ? showKind(ask, kind) : tellKind(ask, kind)),
}));

/** `ruled-out` alone says enough while one hypothesis is open. */
const mayBeBare = ({ incident }: IncidentAsk, kind: MomentKind): boolean =>
  kind === 'ruled-out' && openHypotheses(incident).length === 1;

const MOST = 20;

const showKind = async (ask: IncidentAsk, kind: MomentKind): Promise<Answer> => {
  const told = timeline(ask.incident).filter(({ entry }) => entry.kind === 'marked' && entry.data.kind === kind);
  const lines = told.slice(-MOST).map((moment) => entryText(ask.incident, moment));
  const usage = `Write one: ${command(ask, `${kind} [when] <text>`)}.`;
  return { text: lines.length > 0 ? lines.join('\n') : `There is no ${kind} on the timeline yet. ${usage}` };
};

type Said = { readonly kind: MomentKind; readonly about?: number; readonly timed: Timed; readonly text: string };

const tellKind = async (ask: IncidentAsk, named: MomentKind): Promise<Answer> => {
  const { kind, about, timed, text } = readSaid(ask, named);
  const words = ask.words(text);
  const how = kind === 'detected' ? readDetection(words.text) : undefined;
  const told = tellMoment({ kind, words, at: atOf(ask, timed), how, about });
  const recorded = await ask.record(ask.incident.id, told);
  const verdict = writtenMoment(recorded);
  const answer = await receipt(
    ask,
    recorded,
    `${kind}${claimOf(recorded.incident, verdict)}${changeOf(recorded.incident, verdict)}`,
    timed,
  );
  const isLoose = verdict?.entry.kind === 'marked' && verdict.entry.data.about === undefined;
  const open = openHypotheses(recorded.incident);
  if (kind !== 'ruled-out' || !isLoose || open.length === 0) return answer;
  const choice = hypothesisChoice(answer.text, recorded.incident, verdict.number, open);
  return { ...answer, blocks: answer.blocks ? [...answer.blocks, ...choice.slice(1)] : choice };
};

/** Which hypothesis a verdict is about: who did not name it hears it. */
const claimOf = ({ moments }: Incident, verdict: Moment | undefined): string => {
  const about = verdict?.entry.kind === 'marked' ? verdict.entry.data.about : undefined;
  const claim = about === undefined ? undefined : moments[about - 1]?.entry;
  return claim?.kind === 'marked' ? ` (about #${about}: ${mrkdwn(brief(claim.data.words, 80))})` : '';
};

/** Whoever says otherwise than was said before hears that both stay on the record. */
const changeOf = (incident: Incident, verdict: Moment | undefined): string => {
  const before = verdict && overruledBy(incident, verdict);
  return before ? `, otherwise than #${before.number} says: both stay, and the last one counts` : '';
};

/** Kind, number and time may come in any order that people type: `note 14:30 ruled out: #12 …`, `ruled-out 14:30 #12 …`. */
const readSaid = (ask: IncidentAsk, named: MomentKind): Said => {
  const first = verdictOn(ask, named, ask.rest);
  const early = readTime(ask, first.rest);
  const split = named === 'note' ? splitKind(early.rest) : { rest: early.rest };
  const kind = split.kind ?? named;
  const second = first.about === undefined ? verdictOn(ask, kind, split.rest) : { rest: split.rest };
  const timed = early.when || !split.kind ? { ...early, rest: second.rest } : readTime(ask, second.rest);
  return { kind, about: first.about ?? second.about, timed, text: timed.rest };
};

/** `#12` of a verdict. Without its `#` a number counts only if it is a hypothesis': `ruled-out 3 replicas` are words. */
const verdictOn = (ask: IncidentAsk, kind: MomentKind, text: string): { about?: number; rest: string } => {
  if (kind !== 'ruled-out' && kind !== 'identified') return { rest: text };
  const { number, rest } = readNumber(text, '#');
  const isExpected = kind === 'ruled-out' || ask.verb === 'confirmed';
  const isMeant = number !== undefined && (/^\s*#/.test(text) || (isExpected && isHypothesis(ask.incident, number)));
  return isMeant ? { about: number, rest } : { rest: text };
};

const isHypothesis = ({ moments: all }: Incident, number: number): boolean => {
  const entry = all[number - 1]?.entry;
  return entry?.kind === 'marked' && entry.data.kind === 'hypothesis';
};
