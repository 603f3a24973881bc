import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { clockLabel } from '../../incident/zone.ts';
import { actions, button } from './button.ts';
import { section } from './lines.ts';

/** It was resolved long after it was mitigated: had users recovered by then? `number` is the entry that says when it ended. */
export const recoveryBlocks = (text: string, incident: Incident, number: number, mitigated: Date): KnownBlock[] => [
  section(`${text}\nIt was mitigated at ${clockLabel(mitigated, incident.zone)}. When had users recovered?`),
  ...actions([
    button('end_at', 'At the mitigation', JSON.stringify({ incident: incident.id, number, at: mitigated })),
    button('entry_edit', 'At another time…', JSON.stringify({ incident: incident.id, number })),
  ]),
];
