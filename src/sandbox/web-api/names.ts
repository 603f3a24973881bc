import { fail } from '../slack-error.ts';
import type { World } from '../world.ts';

/** Slack's rules for the name of a channel; archived channels keep theirs. */
export const checkName = (world: World, name: string, own?: string): void => {
  if (name === '') fail('invalid_name_required');
  if ([...name].length > 80) fail('invalid_name_maxlength');
  if (/^[-_]+$/.test(name)) fail('invalid_name_punctuation');
  if (!/^[\p{Ll}\p{Lo}\p{Lm}\p{N}_-]+$/u.test(name)) fail('invalid_name_specials');
  for (const channel of world.conversations.values())
    if (channel.kind !== 'im' && channel.name === name && channel.id !== own) fail('name_taken');
};
