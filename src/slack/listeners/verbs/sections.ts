import type { Section } from '../../../incident/entry.ts';
import { addLink } from '../../../incident/links.ts';
import { refuse } from '../../../incident/refusal.ts';
import { sectionLabel } from '../../../incident/section-labels.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { sectionBlocks } from '../../blocks/section.ts';
import { replaceParagraph, writeText } from '../paragraphs.ts';
import { command, saved } from '../receipt.ts';
import type { Answer, IncidentAsk, Verb } from '../verb.ts';

const helps: Readonly<Record<Section, string>> = {
  cause: 'The root cause; said again it adds a paragraph, `cause = <text>` replaces it (so do all of these)',
  factor: 'A contributing factor',
  fix: 'What resolved it; further lines are its steps',
  summary: 'The summary of the postmortem, in your words',
  conclusion: 'The conclusion of the postmortem',
  improve: 'A broad improvement; further lines are its details',
  'went-well': 'A lesson: what went well',
  'went-wrong': 'A lesson: what went wrong',
  lucky: 'A lesson: where we were lucky',
  hard: 'A lesson: what made it hard',
  surprised: 'A lesson: what surprised us',
  question: 'An open question',
};

/** A verb for every written part of the postmortem. */
export const sections: readonly Verb[] = Object.entries(helps).map(([name, help]) => ({
  name,
  usage: `${name} <text>`,
  help,
  where: 'incident',
  outsiders: true,
  // The keys of `helps` are sections.
  run: (ask) => writeSection(ask, name as Section),
}));

const writeSection = async (ask: IncidentAsk, section: Section): Promise<Answer> => {
  const [, sign = '', text = ''] = /^\s*(=?)\s*([\s\S]*)$/.exec(ask.rest) ?? [];
  const words = ask.words(text);
  if (words.text.trim() === '') {
    const isWritten = (ask.incident.sections[section] ?? []).length > 0;
    if (isWritten) return { text: sectionLabel[section], blocks: sectionBlocks(ask.incident, section) };
    return { text: `Nothing is written there yet: ${command(ask, `${section} <text>`)}.` };
  }
  if (sign === '=' && ask.isOutsider)
    return refuse('Guests add to what is written; to replace it, ask a member of the workspace.');
  const decide = sign === '=' ? replaceParagraph(section, words) : writeText(section, words);
  const recorded = await ask.record(ask.incident.id, decide);
  const { text: said } = saved(recorded, 'Saved in the postmortem.');
  return { text: said, blocks: sectionBlocks(recorded.incident, section, said) };
};

export const link: Verb = {
  name: 'link',
  usage: 'link <url> [words]',
  help: 'A link for the postmortem',
  where: 'incident',
  outsiders: true,
  run: async (ask) => {
    const [, target, label, bare, rest = ''] =
      /^\s*(?:<([^|>]+)(?:\|([^>]*))?>|(\S+))\s*([\s\S]*)$/.exec(ask.rest) ?? [];
    const typed = target ?? bare;
    if (typed === undefined) {
      const all = ask.incident.links.map(({ url, words }) => `• <${url}>${words ? ` ${mrkdwn(words)}` : ''}`);
      return { text: all.join('\n') || `There are no links yet: ${command(ask, 'link https://… [words]')}.` };
    }
    const url = ask.words(typed).text;
    const isNamed = label !== undefined && label !== target;
    const words = rest.trim() ? ask.words(rest) : isNamed ? ask.words(label) : undefined;
    return saved(await ask.record(ask.incident.id, addLink(url, words)), 'The link is in the postmortem.');
  },
};
