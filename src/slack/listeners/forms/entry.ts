import { type Clash, momentOf } from '../../../incident/corrections.ts';
import { type Incident, readingAt } from '../../../incident/incident.ts';
import { readKind } from '../../../incident/moments.ts';
import { refuse } from '../../../incident/refusal.ts';
import { clashForm } from '../../blocks/forms/entry.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { checkOwn, correct } from '../corrections.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import type { Filled } from './filled.ts';
import { timeIn } from './time.ts';

export const submitEntry = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { number = refuse('The form does not say which entry it is about.'), seen } = about;
  const moment = momentOf(incident, number);
  checkOwn(ask, incident, moment);
  const at = timeIn(filled, incident, readingAt(moment, seen).at);
  const kind = readKind(value('kind'));
  const words = value('words') === '' ? undefined : escapeMrkdwn(value('words'));
  const typed = { when: value('when'), kind: value('kind'), words: value('words') };
  const again = (now: Incident, clash: Clash) => clashForm(now, clash, typed);
  return correct(ask, incident.id, number, { at, kind, words, seen }, { again });
};
