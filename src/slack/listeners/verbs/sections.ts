import type { Section } from '../../../incident/entry.ts';
import { addLink } from '../../../incident/links.ts';
import { refuse } from '../../../incident/refusal.ts';
import { replace, splitDetails, write } from '../../../incident/sections.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { sectionBlocks } from '../../blocks/section.ts';
import { command, saved } from '../receipt.ts';
import type { Answer, IncidentAsk, Verb } from '../verb.ts';

const written: readonly { name: string; section: Section; help: string; aliases?: readonly string[] }[] = [
  {
    name: 'cause',
    section: 'cause',
    help: 'The root cause; said again it adds a paragraph, `cause = <text>` replaces it',
  },
  { name: 'factor', section: 'factor', help: 'A contributing factor' },
  { name: 'fix', section: 'fix', help: 'What resolved it; further lines are its steps' },
  { name: 'summary', section: 'summary', help: 'The summary of the postmortem, in your words' },
  { name: 'conclusion', section: 'conclusion', help: 'The conclusion of the postmortem' },
  { name: 'improve', section: 'improve', help: 'A broad improvement; further lines are its details' },
  { name: 'went-well', section: 'went-well', help: 'A lesson: what went well' },
  { name: 'went-wrong', section: 'went-wrong', help: 'A lesson: what went wrong' },
  { name: 'lucky', section: 'lucky', help: 'A lesson: where we were lucky' },
];

export const sections: readonly Verb[] = written.map(({ name, section, help }) => ({
  name,
  usage: `${name} <text>`,
  help,
  where: 'incident',
  run: (ask) => writeSection(ask, section),
}));

const writeSection = async (ask: IncidentAsk, section: Section): Promise<Answer> => {
  const [, sign = '', text = ''] = /^\s*(=?)\s*([\s\S]*)$/.exec(ask.rest) ?? [];
  const { words, details } = splitDetails(ask.words(text));
  if (words.text === '') {
    const paragraphs = ask.incident.sections[section] ?? [];
    return paragraphs.length > 0
      ? { text: `${section}:`, blocks: sectionBlocks(ask.incident, section) }
      : { text: `Nothing is written there yet: ${command(ask, `${ask.verb} <text>`)}.` };
  }
  const decide = sign === '=' ? replace(section, words, details) : write(section, words, details);
  const recorded = await ask.record(ask.incident.id, decide);
  const { text: said } = saved(recorded, `Saved in the postmortem: ${section}.`);
  return { text: said, blocks: sectionBlocks(recorded.incident, section, said) };
};

export const link: Verb = {
  name: 'link',
  usage: 'link <url> [words]',
  help: 'A link for the postmortem',
  where: 'incident',
  run: async (ask) => {
    const [, typed = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(ask.rest) ?? [];
    if (typed === '') {
      const all = ask.incident.links.map(({ url, words }) => `• ${mrkdwn(url)} ${words ? mrkdwn(words) : ''}`);
      return { text: all.join('\n') || `There are no links yet: ${command(ask, 'link https://… [words]')}.` };
    }
    const [, target = typed, label] = /^<([^|>]+)(?:\|([^>]*))?>$/.exec(typed) ?? [];
    const url = ask.words(target).text;
    const words = rest ? ask.words(rest) : label && label !== target ? ask.words(label) : undefined;
    if (url === '') refuse('Which link?');
    return saved(await ask.record(ask.incident.id, addLink(url, words)), 'The link is in the postmortem.');
  },
};
