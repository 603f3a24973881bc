import { withoutCredentials } from '../../../credentials/find.ts';
import { markMessage } from '../../../incident/marks.ts';
import { readKind } from '../../../incident/moments.ts';
import { refuse } from '../../../incident/refusal.ts';
import type { Decision } from '../../../logbook.ts';
import { timeOf } from '../../blocks/forms/mark.ts';
import { receipt } from '../receipt.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { FieldRefusal, type Filled, wordsIn } from './filled.ts';
import { timeIn } from './time.ts';

/** The message comes on the timeline with its own author; time and words are its own unless they were changed in the form. */
export const submitMark = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { message: key = refuse('The form does not say which message it is about.') } = about;
  const kind = readKind(value('kind')) ?? 'note';
  const when = timeIn(filled, incident, timeOf(key.ts));
  const typed = value('words') === '' ? undefined : wordsIn(filled, 'words');
  const mark = { key, kind, via: { type: 'shortcut' } as const, by: ask.who, at: ask.now };
  const decide: Decision = (now, messages) => {
    const message = messages(key);
    // Slack shows them still, and the form has them from there.
    if (message?.gone && typed !== undefined)
      throw new FieldRefusal('words', 'The words of this message were destroyed. Empty this: they do not come back.');
    const said = message?.words.text.trim() ?? '';
    const isChanged = typed !== undefined && typed.text !== said && typed.text !== withoutCredentials(said);
    return markMessage({ ...mark, ...(when && { when }), ...(isChanged && { words: typed }) })(now, messages);
  };
  return receipt({ ...ask, incident }, await ask.record(incident.id, decide, { messages: [key] }), kind);
};
