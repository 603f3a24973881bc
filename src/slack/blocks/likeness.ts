import type { KnownBlock } from '@slack/types';
import { actions, button } from './button.ts';
import { incidentLine } from './incident-list.ts';
import { section } from './lines.ts';

type Alike = Parameters<typeof incidentLine>[0] & { readonly id: string };

/** An incident with nearly this title was just opened: join it, or start another all the same (`value`). */
export const likenessBlocks = (alike: Alike, value: string): KnownBlock[] => [
  section(`${incidentLine(alike)}\nis open already, and nothing was opened. Join it?`),
  ...actions([
    button('join_incident', `Join INC-${alike.number}`, alike.id, 'primary'),
    button('start_anyway', 'Start a new incident', value),
  ]),
];
