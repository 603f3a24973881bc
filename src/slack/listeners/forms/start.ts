import { checkTitle } from '../../../incident/lifecycle.ts';
import { parseZone } from '../../../incident/zone.ts';
import { defaultZone } from '../opening.ts';
import type { Answer } from '../verb.ts';
import { askOrOpen, mayStart } from '../verbs/start.ts';
import { type Filled, inField, wordsIn } from './filled.ts';

export const submitStart = async (filled: Filled): Promise<Answer> => {
  const { ask, value, chosen } = filled;
  mayStart(ask);
  const title = inField('title', () => checkTitle(wordsIn(filled, 'title').text));
  const zone = inField('zone', () => (value('zone') ? parseZone(value('zone')) : defaultZone(ask)));
  const [severity] = chosen('severity');
  const flags = chosen('flags');
  return askOrOpen(ask, {
    title,
    ...(severity && { severity }),
    zone,
    private: flags.includes('private'),
    test: flags.includes('test'),
  });
};
