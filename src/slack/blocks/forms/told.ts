import type { KnownBlock, ModalView } from '@slack/types';
import { sections } from '../lines.ts';

type Told = { readonly text: string; readonly blocks?: readonly KnownBlock[] };

/** What came of a form that was opened where nothing else can be answered. */
export const toldView = ({ text, blocks }: Told): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Debrief' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: blocks ? [...blocks] : sections(text),
});
