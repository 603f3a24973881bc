import { editEntry, hideEntry, momentOf, unhideEntry } from '../../../incident/corrections.ts';
import { refuse } from '../../../incident/refusal.ts';
import { editForm } from '../../blocks/forms.ts';
import { command, readTime, saved } from '../receipt.ts';
import { readNumber } from '../typed-line.ts';
import type { IncidentAsk, Verb } from '../verb.ts';

const which = (ask: IncidentAsk): { number: number; rest: string } => {
  const { number, rest } = readNumber(ask.rest, '#');
  if (number === undefined)
    return refuse(`Which entry? ${command(ask, `${ask.verb} #12`)}; ${command(ask, 'timeline')} shows the numbers.`);
  momentOf(ask.incident, number);
  return { number, rest };
};

export const edit: Verb = {
  name: 'edit',
  usage: 'edit #12 [when] [text]',
  help: 'Correct an entry; its history stays',
  where: 'incident',
  run: async (ask) => {
    const { number, rest } = which(ask);
    const { when, rest: text } = readTime(ask, rest);
    if (!when && text.trim() === '')
      return { text: `The form shows #${number}.`, form: editForm(ask.incident, number) };
    const words = text.trim() === '' ? undefined : ask.words(text);
    const recorded = await ask.record(ask.incident.id, editEntry(number, { at: when?.at, words }));
    return saved(recorded, `#${number} is corrected; how it read before is kept.`);
  },
};

export const hide: Verb = {
  name: 'hide',
  usage: 'hide #12',
  help: 'Take an entry off the timeline',
  where: 'incident',
  run: async (ask) => {
    const { number } = which(ask);
    return saved(
      await ask.record(ask.incident.id, hideEntry(number)),
      `#${number} is off the timeline; ${command(ask, `unhide #${number}`)} puts it back.`,
    );
  },
};

export const unhide: Verb = {
  name: 'unhide',
  usage: 'unhide #12',
  help: 'Put it back',
  where: 'incident',
  run: async (ask) => {
    const { number } = which(ask);
    return saved(await ask.record(ask.incident.id, unhideEntry(number)), `#${number} is on the timeline again.`);
  },
};
