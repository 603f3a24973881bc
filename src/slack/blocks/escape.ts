/** Invisible, no space and no letter: next to it Slack reads no mark, and the words look as they did. */
const JOINER = '\u2060';

/** Text in which Slack reads no mention and no link of its own. It may still read `*` and `@channel`: see `literal`. */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text that stays what it is in mrkdwn: no emphasis, code or quote, and nobody is pinged, even without `verbatim`. */
export const literal = (text: string): string =>
  unpinged(
    escapeMrkdwn(
      text
        .replace(/(?<![\p{L}\p{N}])[*_~](?=\S)|`/gu, apart)
        .replace(/(?<![\p{L}\p{N}_])[@#](?=[\p{L}_])/gu, `$&${JOINER}`)
        .replace(/^>/gm, `${JOINER}>`),
    ),
  );

/** The same within emphasis, where a mark in the words could end it. */
export const literalInside = (text: string): string => literal(text.replace(/[*_~`]/g, apart));

/** Code stays as it is, for who copies it, unless it would end the code or ping everybody. */
export const literalCode = (text: string): string =>
  unpinged(escapeMrkdwn(text.replace(/`{3,}/g, (ticks) => [...ticks].join(JOINER))));

export const escapeUrl = (url: string): string => url.replace(/[\s<>|]/g, encodeURIComponent).replaceAll('&', '&amp;');

const apart = (mark: string): string => `${JOINER}${mark}${JOINER}`;

const unpinged = (text: string): string => text.replace(/@(?=channel|here|everyone)/gi, `@${JOINER}`);
