import type { MomentKind } from './incident/entry.ts';
import type { Permissions } from './incident/permissions.ts';

export type Severity = { readonly name: string };

/** The worst first. */
export const severities: readonly Severity[] = [{ name: 'sev1' }, { name: 'sev2' }, { name: 'sev3' }, { name: 'sev4' }];

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

export type Wording = {
  /** How people are told that what they write is recorded. */
  readonly recording: string;
};

export const wording: Wording = {
  recording: 'Messages in this channel are recorded by Debrief; ask whoever leads the incident.',
};

export const permissions: Permissions = {
  resolve: ['everyone'],
  edit: ['everyone'],
  redact: ['lead', 'recorder', 'author', 'admins'],
  export: ['everyone'],
  private: ['everyone'],
};
