import { clean } from './clean.ts';
import { type Names, readText } from './reference.ts';

/**
 * Blocks name whom they mention by id only; the text beside them often has a label, `<#C123|general>`. It is asked where
 * nothing else is known.
 */
export const withLabels = (known: Names, text: string): Names => {
  const labels = new Map<string, string>();
  for (const [, id = '', label = ''] of text.matchAll(/<(?:[@#]|!subteam\^)([A-Z0-9]+)\|([^<>\n]+)>/g))
    labels.set(id, readText(clean(label)).replace(/^[@#]/, ''));
  if (labels.size === 0) return known;
  return {
    person: (id) => known.person(id) ?? labels.get(id),
    channel: (id) => known.channel(id) ?? labels.get(id),
    group: (id) => known.group(id) ?? labels.get(id),
  };
};
