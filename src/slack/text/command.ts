import type { Block, Words } from '../../incident/words.ts';
import { clean } from './clean.ts';
import { codeText } from './code-text.ts';
import { fenced } from './fenced.ts';
import { type Names, readText, reference } from './reference.ts';
import { codeBlock, paragraph, type Run } from './runs.ts';
import { toWords } from './to-words.ts';

/**
 * What was typed after a slash command with `should_escape`: mentions and links are resolved and code is code, and all else
 * is kept to the letter. `*` and `_` are no markup there: Slack shows nobody how it would look.
 */
export const parseCommandText = (text: string, lookup: Names): Words =>
  toWords(
    fenced(clean(text)).flatMap(({ code, text: part }): Block[] =>
      code ? [codeBlock(codeText(part, lookup))] : paragraph(runs(part, lookup)),
    ),
  );

const runs = (text: string, lookup: Names): Run[] =>
  text.split(/((?<!`)`[^`\n]+`(?!`)|<[^<>\n]+>)/).map((part, index): Run => {
    if (index % 2 === 0) return { text: readText(part), marks: [] };
    if (part.startsWith('<')) return reference(part.slice(1, -1), lookup);
    return { text: codeText(part.slice(1, -1), lookup), code: true, marks: [] };
  });
