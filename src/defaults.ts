import type { MomentKind } from './incident/entry.ts';

/** How bad it is, and after how many minutes without an update somebody is reminded. */
export type Severity = { readonly name: string; readonly cadence: number };

export const severities: readonly Severity[] = [
  { name: 'sev1', cadence: 30 },
  { name: 'sev2', cadence: 60 },
  { name: 'sev3', cadence: 240 },
  { name: 'sev4', cadence: 1440 },
];

export const roles: readonly string[] = ['lead', 'comms', 'scribe'];

/** What a reaction makes of the message under it. */
export const reactions: Readonly<Record<string, MomentKind | 'task'>> = {
  rotating_light: 'detected',
  mag: 'investigating',
  bulb: 'hypothesis',
  no_entry_sign: 'ruled-out',
  mega: 'escalated',
  wrench: 'action',
  scales: 'decision',
  dart: 'identified',
  adhesive_bandage: 'mitigated',
  pushpin: 'note',
  memo: 'task',
};
