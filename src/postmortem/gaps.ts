import type { Incident } from '../incident/incident.ts';
import { timeline } from '../incident/timeline.ts';

/** When Debrief itself was not listening, and how many messages it read afterwards. */
export type Gap = { readonly from: Date; readonly to: Date; readonly read: number; readonly entry: number };

export const gapsOf = (incident: Incident): readonly Gap[] =>
  timeline(incident).flatMap(({ number, entry }) =>
    entry.kind === 'gap.declared' ? [{ ...entry.data, entry: number }] : [],
  );
