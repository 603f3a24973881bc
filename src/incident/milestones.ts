import type { MomentKind } from './entry.ts';
import { type Incident, isTold, type Moment } from './incident.ts';
import { once } from './once.ts';
import { timeline } from './timeline.ts';

export const milestoneNames = ['started', 'detected', 'acknowledged', 'identified', 'mitigated', 'resolved'] as const;
export type MilestoneName = (typeof milestoneNames)[number];
export type Milestones = Readonly<Partial<Record<MilestoneName, Moment>>>;

const named = new Set<string>(milestoneNames);

/** The earliest started, detected and acknowledged; the last identified, mitigated and resolved; typed ones before marked ones. */
export const milestones = once((incident: Incident): Milestones => {
  const reached = timeline(incident).filter(({ entry }) => entry.kind === 'marked' && named.has(entry.data.kind));
  const of = (kind: MomentKind): Moment[] => {
    const all = reached.filter(({ entry }) => entry.kind === 'marked' && entry.data.kind === kind);
    const typed = all.filter(({ standing }) => standing.length === 0);
    return typed.length > 0 ? typed : all;
  };
  // After a reopening the resolution that was written last counts, whatever time it gives.
  const end = incident.moments.findLast(({ entry }) => entry.kind === 'incident.resolved');
  return {
    started: of('started')[0],
    detected: of('detected')[0],
    acknowledged: of('acknowledged')[0],
    identified: of('identified').at(-1),
    mitigated: of('mitigated').at(-1),
    resolved: incident.status === 'resolved' && end && isTold(end) ? end : undefined,
  };
});
