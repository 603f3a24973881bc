import { refuse } from '../../../incident/refusal.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { sectionBlocks } from '../../blocks/section.ts';
import { replaceAll, replaceParagraph } from '../paragraphs.ts';
import { incidentAt } from '../sight.ts';
import type { Answer } from '../verb.ts';
import { type Filled, wordsIn } from './filled.ts';

export const submitSection = async (filled: Filled): Promise<Answer> => {
  const { ask, about, value } = filled;
  const incident = await incidentAt(ask, about.incident);
  const { section = refuse('The form does not say which section it is about.'), paragraph } = about;
  const paragraphs = value('words')
    .split(/\n[^\S\n]*\n/)
    .filter((text) => text.trim() !== '')
    .map((text) => ask.words(escapeMrkdwn(text)));
  const recorded = await ask.record(
    incident.id,
    paragraph === undefined
      ? replaceAll(section, paragraphs)
      : replaceParagraph(section, wordsIn(filled, 'words'), paragraph),
  );
  const text = 'Saved in the postmortem.';
  return { text, blocks: sectionBlocks(recorded.incident, section, text) };
};
