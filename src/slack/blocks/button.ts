import type { Button, KnownBlock } from '@slack/types';
import { brief } from '../../incident/words.ts';

/** `id` is what is pressed; what follows a colon in it only keeps buttons of one message apart. */
export const button = (id: string, text: string, value?: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  action_id: id,
  text: { type: 'plain_text', text: brief({ text }, 74), emoji: false },
  ...(value !== undefined && { value }),
  ...(style && { style }),
});

export const actions = (buttons: readonly Button[]): KnownBlock[] =>
  buttons.length > 0 ? [{ type: 'actions', elements: buttons.slice(0, 25) }] : [];
