import { type Clash, hideEntry, momentOf, unhideEntry } from '../../../incident/corrections.ts';
import { type Incident, readingAt } from '../../../incident/incident.ts';
import { readKind } from '../../../incident/moments.ts';
import { refuse } from '../../../incident/refusal.ts';
import { textsOf } from '../../../incident/remains.ts';
import { clashForm } from '../../blocks/forms/entry.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { checkNotRedacted, checkOwn, correct } from '../corrections.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import type { Filled } from './filled.ts';
import { checkNotLost } from './meanwhile.ts';
import { inZoneOf, timeIn } from './time.ts';

export const submitEntry = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value, chosen, has } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { number = refuse('The form does not say which entry it is about.'), seen } = about;
  const moment = momentOf(incident, number);
  checkOwn(ask, incident, moment);
  if (!about.redacted) checkNotRedacted(moment);
  checkNotLost(filled, incident, 'when', textsOf(moment.entry));
  const at = timeIn(filled, incident, readingAt(moment, seen).at);
  const kind = readKind(value('kind'));
  const words = value('words') === '' ? undefined : escapeMrkdwn(value('words'));
  const hidden = chosen('hidden').length > 0;
  const typed = { when: value('when'), kind: value('kind'), words: value('words'), hidden };
  const again = (now: Incident, clash: Clash) => clashForm(inZoneOf(about, now), clash, typed);
  const answer = await correct(ask, incident.id, number, { at, kind, words, seen }, { again });
  // What somebody else did to it meanwhile is not undone by a box that nobody touched.
  if (answer.form || !has('hidden') || hidden === about.hidden) return answer;
  const isEdited = ask.wrote();
  await ask.record(incident.id, (hidden ? hideEntry : unhideEntry)(number));
  const where = `#${number} is ${hidden ? 'off the timeline' : 'on the timeline'} now.`;
  return { text: isEdited ? `${answer.text} ${where}` : where };
};
