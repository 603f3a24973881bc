/**
 * Makes src/slack/emoji.json, Slack's emoji names and their characters, out of emojibase-data's iamcal short names:
 * the only table that covers all that Slack has. The package is 49 MB, so only what we need of it is kept.
 *
 *   npm pack emojibase-data@17 && tar xzf emojibase-data-17.*.tgz && node scripts/emoji.ts package
 *
 * emojibase-data is Copyright (c) 2017-2019 Miles Johnson, MIT License (https://emojibase.dev).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Shortcodes = Record<string, string | string[]>;
type Emoji = { hexcode: string; emoji: string };

const folder = process.argv[2];
if (!folder) throw new Error('Say where emojibase-data was unpacked: node scripts/emoji.ts package');

const read = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const names = read<Shortcodes>('en/shortcodes/iamcal.json');
/** emojibase asks for the emoji look even of what has it anyway; nobody types that, and words would not compare equal. */
const bare = (emoji: string): string => emoji.replace(/^(\p{Emoji_Presentation})\uFE0F$/u, '$1');
const characters = new Map(read<Emoji[]>('en/data.json').map(({ hexcode, emoji }) => [hexcode, bare(emoji)]));

const table = Object.entries(names)
  .flatMap(([hexcode, name]) => [name].flat().map((one) => [one, characters.get(hexcode)] as const))
  .sort(([a], [b]) => (a < b ? -1 : 1));
const lost = table.filter(([, character]) => !character);
if (lost.length > 0) throw new Error(`No character for ${lost.map(([name]) => name).join(', ')}`);

const target = join(import.meta.dirname, '../src/slack/emoji.json');
writeFileSync(target, `${JSON.stringify(Object.fromEntries(table), null, 2)}\n`);
