import { refuse } from '../../../incident/refusal.ts';
import type { Decision } from '../../../logbook.ts';
import { paragraphAsText } from '../../blocks/forms/section.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { sectionBlocks } from '../../blocks/section.ts';
import { replaceAll, replaceParagraph } from '../paragraphs.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { type Filled, wordsIn } from './filled.ts';
import { checkNoneNew, checkNotLost } from './meanwhile.ts';

export const submitSection = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { section = refuse('The form does not say which section it is about.'), paragraph } = about;
  const paragraphs = value('words')
    .split(/\n[^\S\n]*\n/)
    .filter((text) => text.trim() !== '')
    .map((text) => ask.words(escapeMrkdwn(text)));
  const decide: Decision = (now, ...rest) => {
    const all = now.sections[section] ?? [];
    const shown = all.filter(({ id }) => paragraph === undefined || id === paragraph);
    checkNotLost(filled, now, 'words', shown.map(paragraphAsText));
    if (paragraph !== undefined) return replaceParagraph(section, wordsIn(filled, 'words'), paragraph)(now, ...rest);
    checkNoneNew(filled, 'words', all);
    return replaceAll(section, paragraphs)(now, ...rest);
  };
  const recorded = await ask.record(incident.id, decide);
  const text = 'Saved in the postmortem.';
  return { text, blocks: sectionBlocks(recorded.incident, section, text) };
};
