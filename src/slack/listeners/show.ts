import type { KnownBlock } from '@slack/types';
import { veiled } from '../../credentials/find.ts';
import { sections } from '../blocks/lines.ts';
import type { Answer } from './verb.ts';

const MOST_BLOCKS = 50;

/**
 * An answer as a message: its sentence is the fallback where blocks hold it, and else a block itself. It gives back what was
 * typed, which may stay on the screen: not the credentials in it.
 */
export const show = ({ text, blocks }: Answer): { text: string; blocks: KnownBlock[] } =>
  veiled({
    text: text.slice(0, 3_000),
    blocks: (blocks ? [...blocks] : sections(text)).slice(0, MOST_BLOCKS),
  });
