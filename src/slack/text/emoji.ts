import table from '../emoji.json' with { type: 'json' };

const characters = new Map(Object.entries(table));

/** The emoji of a name, in the tone of a `skin-tone-3` or, of two people, `skin-tone-2-5`. Nothing for a workspace's own. */
export const emojiOf = (name: string, tone = ''): string | undefined => {
  const [base = '', suffix = tone] = name.split('::');
  const character = characters.get(base);
  return character && toned(character, suffix.match(/[2-6]/g) ?? []);
};

/** Text with emoji as characters instead of names. A name between letters or digits is none: `12:100:30`. */
export const emojify = (text: string): string =>
  text.replace(/:(?!\d+:\w)([\w+-]+):(?::(skin-tone-[2-6](?:-[2-6])?):)?/g, (source, name, tone, at: number) => {
    const inside = /\w/.test(text.charAt(at - 1)) && /\w/.test(text.charAt(at + source.length));
    return (!inside && emojiOf(name, tone)) || source;
  });

const toned = (character: string, tones: readonly string[]): string => {
  const people = [...character.matchAll(/\p{Emoji_Modifier_Base}/gu)].map(({ index }) => index);
  return character.replace(/(\p{Emoji_Modifier_Base})\uFE0F?/gu, (source, person: string, at: number) => {
    const tone = at === people[0] ? tones[0] : at === people.at(-1) ? tones[1] : undefined;
    return tone ? `${person}${characters.get(`skin-tone-${tone}`)}` : source;
  });
};
