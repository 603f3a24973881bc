import { editEntry, momentOf } from '../../../incident/corrections.ts';
import { readKind } from '../../../incident/moments.ts';
import { refuse } from '../../../incident/refusal.ts';
import { checkOwn, corrected } from '../corrections.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { type Filled, wordsIn } from './filled.ts';
import { timeIn } from './time.ts';

export const submitEntry = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { number = refuse('The form does not say which entry it is about.') } = about;
  const moment = momentOf(incident, number);
  checkOwn(ask, incident, moment);
  const at = timeIn(filled, incident, moment.entry.at);
  const kind = readKind(value('kind'));
  const words = value('words') === '' ? undefined : wordsIn(filled, 'words');
  const recorded = await ask.record(incident.id, editEntry(number, { at, words, kind }));
  return corrected(recorded, number);
};
