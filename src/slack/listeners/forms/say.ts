import { Refusal, refuse } from '../../../incident/refusal.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { answerLine } from '../answering.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { FieldRefusal, type Filled } from './filled.ts';

/** What is filled in is what would have been typed after the verb. */
export const submitSay = async ({ ask, about, value }: Filled): Promise<Answer> => {
  const incident = await incidentAt(ask, about.incident);
  const { verb = refuse('The form does not say what it is about.') } = about;
  const typed = value('words');
  const rest = verb === 'lead' ? `<@${typed}>` : escapeMrkdwn(typed);
  try {
    return await answerLine({ ...ask, incident, line: `${verb} ${rest}`, verb, rest });
  } catch (error) {
    throw error instanceof Refusal ? new FieldRefusal('words', error.message) : error;
  }
};
