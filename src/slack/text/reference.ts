import { clean } from './clean.ts';
import { emojify } from './emoji.ts';
import { unescapeEntities } from './entities.ts';
import type { Run } from './runs.ts';

/** Who and what ids are, from what is known here: no call to Slack. */
export type Names = {
  readonly person: (id: string) => string | undefined;
  readonly channel: (id: string) => string | undefined;
  readonly group: (id: string) => string | undefined;
};

/** What stands between `<` and `>` in Slack's text, `@U1|ben`: mentions become names, and only safe links stay links. */
export const reference = (inside: string, lookup: Names): Run => {
  const [target = '', ...rest] = inside.split('|');
  const label = readText(rest.join('|'));
  if (target.startsWith('@')) return text(mention(lookup.person, target.slice(1), label));
  if (target.startsWith('#')) return text(channel(lookup, target.slice(1), label));
  if (target.startsWith('!')) return text(command(target.slice(1), label, lookup));
  if (!/^[a-z][a-z\d+.-]*:\S/i.test(target)) return text(`<${readText(inside)}>`);
  return link(unescapeEntities(target), label);
};

/** Text as Slack sends it, read: entities decoded, names of emoji as characters. */
export const readText = (raw: string): string => emojify(unescapeEntities(raw));

/** A link if its target may be one (http, https, mailto), else its words. */
export const link = (url: string, label = ''): Run => {
  const words = label || url.replace(/^mailto:/i, '');
  return /^(?:https?|mailto):/i.test(url) && URL.canParse(url) ? { text: words, url, marks: [] } : text(words);
};

/** `@Ana Silva`: by the name known here, else by the label that Slack gave, else by the id. */
export const mention = (name: (id: string) => string | undefined, id: string, label = ''): string =>
  `@${clean(name(id) ?? (label.replace(/^@/, '') || id))}`;

export const channel = ({ channel: name }: Names, id: string, label = ''): string =>
  `#${clean(name(id) ?? (label.replace(/^#/, '') || id))}`;

/** The instant of a Slack date whose sender gave no wording for it. */
export const dateText = (seconds: number): string => {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

const command = (name: string, label: string, lookup: Names): string => {
  const [verb = '', first = ''] = name.split('^');
  if (verb === 'subteam') return mention(lookup.group, first, label);
  if (verb === 'date') return label || dateText(Number(first));
  return ['here', 'channel', 'everyone'].includes(verb) ? `@${verb}` : label || `<!${name}>`;
};

const text = (value: string): Run => ({ text: value, marks: [] });
