import { momentOf } from './corrections.ts';
import { type Detection, type Draft, detections, type MomentKind, momentKinds } from './entry.ts';
import type { Incident, Moment } from './incident.ts';
import { refuse } from './refusal.ts';
import { tell } from './tell.ts';
import { timeline } from './timeline.ts';
import { brief, type Words } from './words.ts';

const otherNames: Readonly<Record<string, MomentKind>> = {
  alert: 'detected',
  ack: 'acknowledged',
  investigation: 'investigating',
  theory: 'hypothesis',
  suspect: 'hypothesis',
  'ruled out': 'ruled-out',
  ruledout: 'ruled-out',
  'dead-end': 'ruled-out',
  'dead end': 'ruled-out',
  'false-lead': 'ruled-out',
  'false lead': 'ruled-out',
  misleading: 'ruled-out',
  escalation: 'escalated',
  did: 'action',
  confirmed: 'identified',
  mitigation: 'mitigated',
};

/** Every other name that a kind answers to. */
export const kindAliases = (kind: MomentKind): string[] =>
  Object.keys(otherNames).filter((name) => otherNames[name] === kind);

/** The kind that a word names, under any of its names. */
export const readKind = (word: string): MomentKind | undefined => {
  const name = word.toLowerCase().trim();
  return momentKinds.find((kind) => kind === name) ?? (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined);
};

/** A leading `kind:` in a note. Everything else is words. */
export const splitKind = (text: string): { kind?: MomentKind; rest: string } => {
  const [whole = '', word = ''] = /^\s*([a-z]+(?:[- ][a-z]+)?)\s*:\s+/i.exec(text) ?? [];
  const kind = readKind(word);
  return kind ? { kind, rest: text.slice(whole.length) } : { rest: text };
};

/** How something was detected, as its words begin: `monitoring: …`, `alert: …`, `customer …`. */
export const readDetection = (text: string): Detection | undefined => {
  const word = /^\s*(?:by |from |through )?(?:an? |our )?([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  if (/^(alert|alerts|alarm|monitor|monitors|automated|page|pager)$/.test(word)) return 'monitoring';
  if (/^(customers|support|user|users)$/.test(word)) return 'customer';
  return detections.find((how) => how === word || `${how}s` === word);
};

type Typed = {
  readonly kind: MomentKind;
  readonly words: Words;
  readonly at?: Date;
  readonly how?: Detection;
  /** The number of the hypothesis that is ruled out or confirmed. */
  readonly about?: number;
};

/** An entry of a kind, as somebody typed it. A verdict without a number is about the one hypothesis that is open. */
export const tellMoment =
  ({ kind, words, at, how, about }: Typed) =>
  (incident: Incident): Draft[] => {
    if (about !== undefined) checkHypothesis(incident, about, isVerdict(kind));
    const said = about === undefined || words.text !== '' ? undefined : verdictOn(incident, about);
    if (said && kindOf(said) === kind)
      refuse(`#${about} is ${kind === 'identified' ? 'confirmed' : kind} already: #${said.number} says so.`);
    const open = openHypotheses(incident);
    const only = kind === 'ruled-out' && open.length === 1 ? open[0]?.number : undefined;
    if (words.text === '' && about === undefined && only === undefined) refuse(`Say what: \`${kind} <text>\`.`);
    return [{ kind: 'marked', data: { kind, words, how, about: about ?? only }, at }];
  };

const checkHypothesis = (incident: Incident, number: number, judges: boolean): void => {
  const moment = momentOf(incident, number);
  const kind = kindOf(moment);
  if (!judges) refuse('Only a hypothesis can be ruled out or confirmed.');
  if (kind === 'hypothesis') return;
  const telling = tell(moment.entry);
  const what = telling ? `${telling.label}: ${brief(telling.words, 80)}` : 'an entry without words';
  refuse(`#${number} is not a hypothesis: it is ${kind ? `of kind ${kind}` : `“${what}”`}.`);
};

/** Hypotheses on the timeline about which nobody has said yet whether they hold. */
export const openHypotheses = (incident: Incident): Moment[] => {
  const story = timeline(incident);
  const settled = new Set(story.map(verdictIn));
  return story.filter((moment) => kindOf(moment) === 'hypothesis' && !settled.has(moment.number));
};

/** What was said last about whether a hypothesis holds. */
const verdictOn = (incident: Incident, hypothesis: number): Moment | undefined =>
  timeline(incident).findLast((moment) => verdictIn(moment) === hypothesis);

/** The verdict that stands on each hypothesis, by its number. */
export const standingVerdicts = (incident: Incident): ReadonlyMap<number, Moment> =>
  new Map(
    timeline(incident).flatMap((moment): [number, Moment][] => {
      const about = verdictIn(moment);
      return about === undefined ? [] : [[about, moment]];
    }),
  );

/** What had been said before of the same hypothesis, if a verdict says otherwise: somebody changed their mind. */
export const overruledBy = (incident: Incident, verdict: Moment): Moment | undefined => {
  const about = verdictIn(verdict);
  if (about === undefined) return undefined;
  const said = timeline(incident).filter((moment) => verdictIn(moment) === about);
  const before = said[said.findIndex(({ number }) => number === verdict.number) - 1];
  return before && kindOf(before) !== kindOf(verdict) ? before : undefined;
};

const verdictIn = ({ entry }: Moment): number | undefined =>
  entry.kind === 'marked' && isVerdict(entry.data.kind) ? entry.data.about : undefined;

const isVerdict = (kind: MomentKind): boolean => kind === 'ruled-out' || kind === 'identified';

const kindOf = ({ entry }: Moment): MomentKind | undefined => (entry.kind === 'marked' ? entry.data.kind : undefined);

/** Says afterwards which hypothesis a `ruled-out` was about. */
export const ruleOutBy =
  (verdict: number, hypothesis: number) =>
  (incident: Incident): Draft[] => {
    checkHypothesis(incident, hypothesis, true);
    const moment = momentOf(incident, verdict);
    if (kindOf(moment) !== 'ruled-out') refuse(`#${verdict} rules nothing out.`);
    if (verdictIn(moment) === hypothesis) return [];
    return [{ kind: 'entry.edited', data: { number: verdict, about: hypothesis } }];
  };
