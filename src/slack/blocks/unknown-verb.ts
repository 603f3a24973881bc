import type { KnownBlock } from '@slack/types';
import type { Words } from '../../incident/words.ts';
import { actions, button } from './button.ts';
import { section, sections } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

type Offer = { readonly text: string; readonly value: string };

/** An unknown verb runs nothing: the words come back with buttons, so that nobody types twice. */
export const unknownVerbBlocks = (verb: string, words: Words, offers: readonly Offer[]): KnownBlock[] => [
  section(`There is no command \`${mrkdwn(verb, 60).replaceAll('`', '')}\`, and nothing was done. You typed:`),
  ...sections(mrkdwn(words, 20_000)),
  ...actions(offers.map(({ text, value }, i) => button(`say_again:${i}`, text, value))),
];

/** A verb that only reads was given words. */
export const onlyReadsBlocks = (verb: string, words: Words, note: string): KnownBlock[] => [
  section(`\`${verb}\` only reads, and nothing was written. You typed:`),
  ...sections(mrkdwn(words, 20_000)),
  ...actions([button('say_again:show', `Show ${verb}`, verb), button('say_again:note', 'Note it', note)]),
];
