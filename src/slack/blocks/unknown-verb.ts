import type { KnownBlock } from '@slack/types';
import type { Words } from '../../incident/words.ts';
import { mrkdwn } from './mrkdwn.ts';

/** What a button can carry. A longer line comes back to be copied: nothing is cut off unseen. */
const BUTTON_LIMIT = 2000;

/** An unknown verb runs nothing: the words come back with buttons, so that nobody types twice. */
export const unknownVerbBlocks = (
  line: string,
  words: Words,
  meant: string | undefined,
  here: boolean,
): KnownBlock[] => {
  const typed = line.trim();
  const [first = ''] = typed.split(/\s/);
  const rest = typed.slice(first.length).trim();
  const button = (id: string, text: string, value: string) => ({
    type: 'button' as const,
    action_id: id,
    text: { type: 'plain_text' as const, text },
    value,
  });
  const buttons = [
    ...(meant ? [button('say_again:meant', `Did you mean ${meant}?`, `${meant} ${rest}`)] : []),
    ...(here ? [button('say_again:note', 'Note it', `note ${typed}`)] : []),
    button('say_again:start', 'Start an incident', `start ${typed}`),
  ].filter(({ value }) => value.length <= BUTTON_LIMIT);
  const tooLong = buttons.length === 0 ? ' It is too long for a button: copy it from here.' : '';
  const chunks = (words.text.match(/[\s\S]{1,2800}/g) ?? []).slice(0, 15);
  return [
    section(`There is no such command, and nothing was done.${tooLong} You typed:`),
    ...chunks.map((chunk) => section(mrkdwn(chunk, 3000) || ' ')),
    ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: buttons }] : []),
  ];
};

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
