import type { Gap as Declared } from '../incident/gaps.ts';
import type { Incident } from '../incident/incident.ts';
import { timeline } from '../incident/timeline.ts';

/** When Debrief itself was not listening, and what it read afterwards. */
export type Gap = Declared & { readonly entry: number };

export const gapsOf = (incident: Incident): readonly Gap[] =>
  timeline(incident).flatMap(({ number, entry }) =>
    entry.kind === 'gap.declared' ? [{ ...entry.data, entry: number }] : [],
  );
