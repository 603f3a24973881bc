import { momentOf, unhideEntry } from '../../../incident/corrections.ts';
import { refuse } from '../../../incident/refusal.ts';
import { entryForm } from '../../blocks/forms/entry.ts';
import { checkOwn, correct, takeOff } from '../corrections.ts';
import { command, doubts, explainTime, readTime, saved, typing } from '../receipt.ts';
import { readNumber } from '../typed-line.ts';
import type { IncidentAsk, Verb } from '../verb.ts';

const which = (ask: IncidentAsk, verb: string): { number: number; rest: string } => {
  const { number, rest } = readNumber(ask.rest, '#');
  if (number === undefined)
    return refuse(`Which entry? ${typing(ask, `${verb} #12`)}; ${typing(ask, 'timeline')} shows the numbers.`);
  checkOwn(ask, ask.incident, momentOf(ask.incident, number));
  return { number, rest };
};

export const edit: Verb = {
  name: 'edit',
  usage: 'edit #12 [when] [text]',
  help: 'Correct an entry; its history stays. Without more a form shows it',
  where: 'incident',
  outsiders: true,
  run: async (ask) => {
    const { number, rest } = which(ask, 'edit');
    const timed = readTime(ask, rest);
    const { when, rest: text } = timed;
    const isBare = !when && text.trim() === '';
    const instead = `Type it instead: ${command(ask, `edit #${number} [when] [text]`)}.`;
    if (isBare) return { text: instead, form: entryForm(ask.incident, number) };
    const wanted = { at: when?.at, ...(text.trim() !== '' && { words: text }) };
    const answer = await correct(ask, ask.incident.id, number, wanted, { time: when && explainTime(ask, when) });
    const now = await ask.desk.logbook.read(ask.incident.id);
    const before = momentOf(ask.incident, number).entry.at;
    const blocks = await doubts(ask, answer.text, momentOf(now, number), timed, before);
    return answer.blocks ? answer : { ...answer, blocks };
  },
};

export const hide: Verb = {
  name: 'hide',
  usage: 'hide #12',
  help: 'Take an entry off the timeline',
  where: 'incident',
  outsiders: true,
  run: async (ask) => {
    const { number } = which(ask, 'hide');
    return takeOff(ask, ask.incident.id, number);
  },
};

export const unhide: Verb = {
  name: 'unhide',
  usage: 'unhide #12',
  help: 'Put it back',
  where: 'incident',
  outsiders: true,
  run: async (ask) => {
    const { number } = which(ask, 'unhide');
    return saved(await ask.record(ask.incident.id, unhideEntry(number)), `#${number} is on the timeline again.`);
  },
};
