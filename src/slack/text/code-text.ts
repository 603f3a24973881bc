import { unescapeEntities } from './entities.ts';
import { type Names, reference } from './reference.ts';

/** What somebody wrote as code: no markup and no emoji, but Slack escapes and links inside of it, too. */
export const codeText = (raw: string, lookup: Names): string =>
  raw
    .split(/<([^<>\n]+)>/)
    .map((part, index) => (index % 2 === 1 ? reference(part, lookup).text : unescapeEntities(part)))
    .join('');
